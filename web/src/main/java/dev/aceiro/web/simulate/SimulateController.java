package dev.aceiro.web.simulate;

import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.profile.Profile;
import dev.aceiro.web.profile.Profiles;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;

@RestController
class SimulateController {
  private final Profiles profiles;
  private final Simulator simulator;

  SimulateController(Profiles profiles, Simulator simulator) {
    this.profiles = profiles;
    this.simulator = simulator;
  }

  /** Runs a script against a profile as it is now; changes nothing and tells nobody. */
  @PostMapping(
      path = "/api/v1/profiles/{profile}/simulate",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  SimulationAnswer simulate(
      @PathVariable String profile,
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = SimulationRequest.class)))
          @RequestBody
          byte[] script,
      @Parameter(hidden = true) Locale locale) {
    Profile found =
        profiles
            .find(profile)
            .orElseThrow(() -> Problem.notFound("NO_SUCH_PROFILE", "profile", profile));
    Simulator.Outcome outcome = run(found, script, locale);
    SimulationAnswer answer = outcome.answer();
    if (answer == null) {
      Problem problem = Problem.badRequest("INVALID_REQUEST");
      for (var fault : outcome.faults()) {
        problem = problem.at(fault);
      }
      throw problem;
    }
    return answer;
  }

  private Simulator.Outcome run(Profile profile, byte[] script, Locale locale) {
    try {
      return simulator.run(profile, script, locale);
    } catch (JacksonException broken) {
      var where = broken.getLocation();
      throw Problem.badRequest("MALFORMED_JSON")
          .with("line", where == null ? "?" : String.valueOf(where.getLineNr()))
          .with("column", where == null ? "?" : String.valueOf(where.getColumnNr()));
    }
  }
}
