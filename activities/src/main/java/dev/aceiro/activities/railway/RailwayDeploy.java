package dev.aceiro.activities.railway;

import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Before;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Effect;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Receipt;
import dev.aceiro.activities.railway.Deployments.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An action that makes a new deployment take the place of the one that serves. Railway names
 * neither who asked for one nor which call: an effect without an answer is nobody's. The undo
 * returns to the deployment that served before.
 */
abstract class RailwayDeploy<P extends Record> extends RailwayOneShot<P> {
  /** By how much Railway's clock may differ from PostgreSQL's. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  private static final String PRESENT = "deployment";
  private static final String CONTENT = "content";
  private static final String GOAL = "goal";

  /** The deployment that serves. */
  @Override
  public SortedMap<String, String> standing(Before found) {
    SortedMap<String, String> standing = new TreeMap<>(found.relevant());
    standing.keySet().retainAll(List.of(PRESENT));
    return standing;
  }

  RailwayDeploy(Railway railway, ActionType<P> type) {
    super(railway, type);
  }

  /** The service's name. */
  abstract String service(P parameters);

  /** What the two kinds say of the target: from what is there to what is wanted. */
  final Before.Builder found(
      Railway.Service service,
      Deployments deployments,
      Deployment present,
      @Nullable String goal,
      String call) {
    Before.Builder before =
        Before.of(service.named(), call, risk())
            .relevant("service", service.id())
            .relevant(PRESENT, present.id())
            .relevant(CONTENT, present.content())
            .relevant(GOAL, goal)
            .fact(PRESENT, present.text())
            .fact("status", present.status())
            .raw(deployments.raw())
            .undoable(true);
    Deployment newest = deployments.all().getFirst();
    if (!newest.id().equals(present.id())) {
      before.fact("warning.newest-does-not-serve", newest.text() + " " + newest.status());
    }
    return before;
  }

  final Receipt rolledBack(Deployment goal) {
    if (!goal.canRollback()) {
      throw new ActionRefusedException("railway.cannot-roll-back", "deployment", goal.text());
    }
    railway()
        .api()
        .write("deploymentRollback", Documents.ROLLBACK, RailwayApi.variables("id", goal.id()));
    return Receipt.accepted();
  }

  private List<Deployment> made(Deployments now, Before before, Call call) {
    return since(now, before, call.claimedAt(), before.relevant().get(GOAL));
  }

  private static List<Deployment> since(
      Deployments now, Before before, Instant claimedAt, @Nullable String content) {
    return now.newSince(before.raw()).stream()
        .filter(one -> !one.createdAt().isBefore(claimedAt.minus(SKEW)))
        .filter(one -> content == null || content.equals(one.content()))
        .toList();
  }

  private Deployments now(P parameters) {
    return railway().deployments(railway().service(service(parameters)));
  }

  @Override
  public final Effect effect(P parameters, Before before, Call call) {
    List<Deployment> made = made(now(parameters), before, call);
    return made.isEmpty() ? Effect.absent() : Effect.unproven("deployment", made.getFirst().text());
  }

  @Override
  public final Progress verify(P parameters, Before before, Call call) {
    List<Deployment> made = made(now(parameters), before, call);
    return made.isEmpty()
        ? Progress.running("railway.deploying", "status", "-")
        : made.getFirst().progress();
  }

  @Override
  public final Receipt undo(P parameters, Before before, Call call) {
    Railway.Service service = railway().service(service(parameters));
    Deployments now = railway().deployments(service);
    Deployment present = now.present(service);
    String former = before.relevant().getOrDefault(PRESENT, "");
    List<Deployment> added = now.newSince(before.raw());
    if (added.stream().anyMatch(Deployment::underWay)) {
      throw new ActionRefusedException("railway.still-deploying", "service", service.name());
    }
    String goal = before.relevant().get(GOAL);
    boolean ours =
        added.stream().anyMatch(one -> one.id().equals(present.id()))
            && (goal == null || goal.equals(present.content()));
    if (!ours) {
      throw new ActionRefusedException("CHANGED_SINCE", "target", service.named());
    }
    return rolledBack(
        now.of(former)
            .orElseThrow(
                () ->
                    new ActionRefusedException(
                        "railway.no-such-deployment", "deployment", former)));
  }

  @Override
  public final Effect undoEffect(P parameters, Before before, Call call) {
    return since(now(parameters), before, call.claimedAt(), before.relevant().get(CONTENT))
            .isEmpty()
        ? Effect.absent()
        : Effect.ours();
  }
}
