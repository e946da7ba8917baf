package dev.aceiro.web.operation;

import dev.aceiro.activities.store.IncidentReadModel;
import dev.aceiro.web.engine.EngineDeadline;
import dev.aceiro.web.engine.EngineResume;
import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.problem.RecordAway;
import dev.aceiro.web.security.Asker;
import dev.aceiro.web.security.Operators;
import dev.aceiro.workflows.policy.Stage;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * An operator's orders to take incidents from the record again, for the API and the console alike.
 *
 * <p>Every order throws {@link Problem}: 400 without a reason, 403 for anybody else, 503 while the
 * engine or the record does not answer.
 */
@Component
public class Resumptions {
  private static final Logger log = LoggerFactory.getLogger(Resumptions.class);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final EngineResume resume;
  private final IncidentReadModel record;
  private final Operators operators;

  Resumptions(EngineResume resume, IncidentReadModel record, Operators operators) {
    this.resume = resume;
    this.record = record;
    this.operators = operators;
  }

  /**
   * Ends an incident's run and starts one that goes on where the record ends.
   *
   * @param id {@code INC-n}
   * @param why kept with the run that is ended
   * @return RESUMED; ALREADY_RESUMED where somebody else did at the same time
   * @throws Problem 404 where there is no such incident, 409 where there is nothing to resume
   */
  public EngineResume.Outcome one(String id, @Nullable String why, Asker asker) {
    operators.require(asker);
    String reason = asker.id() + ": " + Reason.given(why);
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
    return outcome;
  }

  /**
   * The same for every open incident; they belong to this engine from then on.
   *
   * @param why kept with each run that is ended
   */
  public EngineResume.Resumed all(@Nullable String why, Asker asker) {
    operators.require(asker);
    String reason = asker.id() + ": " + Reason.given(why);
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
