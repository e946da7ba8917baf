package dev.aceiro.web.api;

import dev.aceiro.web.engine.EngineResume;
import dev.aceiro.web.operation.Resumptions;
import dev.aceiro.web.security.Asker;
import io.swagger.v3.oas.annotations.Parameter;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** An operator's orders to take incidents from the record again. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class ResumptionController {
  private final Resumptions resumptions;

  ResumptionController(Resumptions resumptions) {
    this.resumptions = resumptions;
  }

  /**
   * What became of an order for one incident.
   *
   * @param incident its id
   * @param outcome RESUMED; ALREADY_RESUMED where somebody else did at the same time
   */
  record Resumption(String incident, EngineResume.Outcome outcome) {}

  /** Ends an incident's run and starts one that goes on where the record ends. */
  @PostMapping(path = "/incidents/{id}/resumption", consumes = MediaType.APPLICATION_JSON_VALUE)
  Resumption one(
      @PathVariable String id,
      @RequestBody OperatorsReason said,
      @Parameter(hidden = true) Asker asker) {
    return new Resumption(id, resumptions.one(id, said.reason(), asker));
  }

  /** The same for every open incident; they belong to this engine from then on. */
  @PostMapping(path = "/engine/resumption", consumes = MediaType.APPLICATION_JSON_VALUE)
  EngineResume.Resumed all(
      @RequestBody OperatorsReason said, @Parameter(hidden = true) Asker asker) {
    return resumptions.all(said.reason(), asker);
  }
}
