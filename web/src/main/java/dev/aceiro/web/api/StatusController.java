package dev.aceiro.web.api;

import dev.aceiro.web.operation.SwitchOffice;
import dev.aceiro.web.operation.SwitchOffice.Stopped;
import dev.aceiro.web.status.Status;
import dev.aceiro.web.status.StatusWords;
import dev.aceiro.workflows.status.StatusPart;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StatusController {
  private final Status status;
  private final StatusWords said;
  private final SwitchOffice office;

  StatusController(Status status, StatusWords said, SwitchOffice office) {
    this.office = office;
    this.status = status;
    this.said = said;
  }

  @GetMapping(path = "/api/v1/status", produces = MediaType.APPLICATION_JSON_VALUE)
  StatusView status(@Parameter(hidden = true) Locale locale) {
    Status.Report now = status.now();
    return new StatusView(
        now.installation(),
        now.mode(),
        now.state(),
        now.lossPossible(),
        office.lastSeen(),
        now.parts().stream().map(part -> part(part, locale)).toList());
  }

  private PartView part(StatusPart part, Locale locale) {
    return new PartView(
        part.id(),
        part.kind(),
        part.state(),
        part.since(),
        part.code(),
        part.params(),
        said.of(part, locale));
  }

  /**
   * How the installation is.
   *
   * @param installation its name
   * @param mode LOCAL or SERVER
   * @param state the worst of its parts
   * @param lossPossible whether engine and database are away together
   * @param stops what stops containment now, who pulled it, why and since when
   * @param parts engine, database, inbox, record, and each integration
   */
  record StatusView(
      String installation,
      String mode,
      StatusPart.State state,
      boolean lossPossible,
      List<Stopped> stops,
      List<PartView> parts) {}

  /**
   * How one part is.
   *
   * @param id its name
   * @param kind what sort of part it is
   * @param state how it is
   * @param since since when (UTC)
   * @param code what there is to say
   * @param params the code's parameters
   * @param detail the words
   */
  record PartView(
      String id,
      StatusPart.Kind kind,
      StatusPart.State state,
      @Nullable Instant since,
      String code,
      SortedMap<String, String> params,
      String detail) {}
}
