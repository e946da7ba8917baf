package dev.aceiro.web.api;

import dev.aceiro.activities.store.KillSwitch;
import dev.aceiro.web.operation.SwitchOffice;
import dev.aceiro.web.operation.SwitchOffice.Stopped;
import dev.aceiro.web.security.Actors;
import dev.aceiro.web.security.Asker;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The switch that stops all containment. */
@RestController
@RequestMapping(path = "/api/v1/kill-switch", produces = MediaType.APPLICATION_JSON_VALUE)
class KillSwitchController {
  private final SwitchOffice office;

  KillSwitchController(SwitchOffice office) {
    this.office = office;
  }

  /**
   * What is said with a pull or a release.
   *
   * @param scope a profile, or {@code *} for all; all where it is missing
   * @param reason why, at most 500 characters; every open incident's timeline has it
   */
  record SwitchOrder(@Nullable String scope, @Nullable String reason) {
    String where() {
      return scope == null ? KillSwitch.EVERYWHERE : scope;
    }
  }

  /**
   * What stops containment now.
   *
   * @param stops one for each scope that is stopped
   */
  record Stops(List<Stopped> stops) {}

  @GetMapping
  Stops stops() {
    return new Stops(office.pulled());
  }

  /** Stops it; harmless where it is stopped already: who pulled first stays. */
  @PostMapping(path = "/pull", consumes = MediaType.APPLICATION_JSON_VALUE)
  Stops pull(@RequestBody SwitchOrder said, @Parameter(hidden = true) Asker asker) {
    return new Stops(office.pull(said.where(), said.reason(), asker, Actors.API));
  }

  /** Lets it go on; harmless where it is not stopped. */
  @PostMapping(path = "/release", consumes = MediaType.APPLICATION_JSON_VALUE)
  Stops release(@RequestBody SwitchOrder said, @Parameter(hidden = true) Asker asker) {
    return new Stops(office.release(said.where(), said.reason(), asker, Actors.API));
  }
}
