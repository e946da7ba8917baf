package dev.aceiro.web.api;

import dev.aceiro.activities.store.IncidentReadModel;
import dev.aceiro.web.engine.EngineDeadline;
import dev.aceiro.web.engine.EngineResume;
import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.security.Asker;
import dev.aceiro.web.security.Operators;
import dev.aceiro.workflows.policy.Stage;
import io.grpc.StatusRuntimeException;
import io.swagger.v3.oas.annotations.Parameter;
import io.temporal.client.WorkflowException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
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
  private static final Logger log = LoggerFactory.getLogger(ResumptionController.class);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final EngineResume resume;
  private final IncidentReadModel record;
  private final Operators operators;

  ResumptionController(EngineResume resume, IncidentReadModel record, Operators operators) {
    this.resume = resume;
    this.record = record;
    this.operators = operators;
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
    operators.require(asker);
    String reason = asker.id() + ": " + said.given();
    Stage stage =
        RecordAway.orElse503(() -> record.summary(id))
            .orElseThrow(() -> Problem.notFound("NO_SUCH_INCIDENT", "incident", id))
            .stage();
    if (stage == Stage.CLOSED) {
      throw nothingToResume(id);
    }
    log.warn("{} is resumed by order of {}", id, reason);
    EngineResume.Outcome outcome =
        ordered(() -> EngineDeadline.within(PATIENCE, () -> resume.resume(id, reason)));
    if (outcome == EngineResume.Outcome.NOTHING_TO_RESUME) {
      throw nothingToResume(id);
    }
    return new Resumption(id, outcome);
  }

  /** The same for every open incident; they belong to this engine from then on. */
  @PostMapping(path = "/engine/resumption", consumes = MediaType.APPLICATION_JSON_VALUE)
  EngineResume.Resumed all(
      @RequestBody OperatorsReason said, @Parameter(hidden = true) Asker asker) {
    operators.require(asker);
    String reason = asker.id() + ": " + said.given();
    log.warn("All open incidents are resumed by order of {}", reason);
    return ordered(() -> resume.resumeAll(reason));
  }

  private static <T> T ordered(Callable<T> order) {
    return RecordAway.orElse503(
        () -> {
          try {
            return order.call();
          } catch (StatusRuntimeException | WorkflowException | IllegalStateException away) {
            throw engineAway(away);
          } catch (RuntimeException other) {
            throw other;
          } catch (Exception checked) {
            throw new IllegalStateException(checked);
          }
        });
  }

  private static Problem engineAway(Exception away) {
    return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "ENGINE_UNAVAILABLE")
        .retryAfter(RecordAway.AGAIN)
        .because(away);
  }

  private static Problem nothingToResume(String incident) {
    return Problem.of(HttpStatus.CONFLICT, "NOTHING_TO_RESUME").with("incident", incident);
  }
}
