package dev.aceiro.activities.railway;

import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Before;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Receipt;
import dev.aceiro.activities.railway.Deployments.Deployment;
import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Returns to an earlier deployment, its image and its variables. Which one is decided at capture: a
 * call made twice does not go back twice.
 */
@Component
final class RailwayRollback extends RailwayDeploy<RailwayRollback.Target> {
  private static final String TO = "to";

  /** Which service, and to which deployment. */
  record Target(
      @Doc(
              value = Railway.SERVICE,
              example = "backend",
              pattern = Railway.NAME,
              estate = "railway-service.service|id")
          String service,
      @Doc(
              value =
                  "Id of the deployment to return to; absent for the last one before the present"
                      + " one that was live.",
              example = "3f6b7c1e-8a55-4a0e-9a63-0f6f7a1d2c3b",
              pattern = "[A-Za-z0-9-]{1,64}")
          @Nullable String deployment) {}

  RailwayRollback(Railway railway) {
    super(
        railway,
        new ActionType<>(
            "railway.rollback",
            Target.class,
            Risk.DISRUPTIVE,
            Nature.ROLLBACK,
            List.of(
                "railway:projectToken",
                "railway:project",
                "railway:serviceInstance",
                "railway:deployments",
                "railway:deploymentRollback"),
            List.of("004 S1", "004 S2", "004 S4", "004 S5", "004 S6", "004 S7", "004 S9")));
  }

  @Override
  String service(Target target) {
    return target.service();
  }

  @Override
  public Before capture(Target target) {
    Railway.Service service = railway().service(target.service());
    Deployments deployments = railway().deployments(service);
    Deployment present = deployments.present(service);
    Deployment goal = goal(target, deployments, present);
    Before.Builder before =
        found(service, deployments, present, goal.content(), call(goal.id()))
            .relevant(TO, goal.id())
            .fact("goal-deployment", goal.text())
            .fact("warning.variables-too", goal.text())
            .changes("deployment", present.text(), "a new one as " + goal.text())
            .changes("variables", "as of now", "as of " + goal.createdAt());
    if (goal.id().equals(present.id())) {
      return before.already().build();
    }
    if (!goal.canRollback()) {
      throw new ActionRefusedException("railway.cannot-roll-back", "deployment", goal.text());
    }
    return before.build();
  }

  private static Deployment goal(Target target, Deployments deployments, Deployment present) {
    String id = target.deployment();
    return id == null
        ? deployments
            .returnableBefore(present)
            .orElseThrow(
                () ->
                    new ActionRefusedException(
                        "railway.nothing-to-return-to", "service", target.service()))
        : deployments
            .of(id)
            .orElseThrow(
                () -> new ActionRefusedException("railway.no-such-deployment", "deployment", id));
  }

  @Override
  public Before imagine(Target target) {
    String goal = target.deployment() == null ? "(the one before)" : target.deployment();
    return Before.of("railway " + target.service(), call(goal), risk())
        .changes("deployment", null, goal)
        .undoable(true)
        .build();
  }

  private static String call(String goal) {
    return "deploymentRollback(id: \"" + goal + "\")";
  }

  @Override
  public Receipt apply(Target target, Before before, Call call) {
    Railway.Service service = railway().service(target.service());
    String goal = before.relevant().getOrDefault(TO, "");
    return rolledBack(
        railway()
            .deployments(service)
            .of(goal)
            .orElseThrow(
                () ->
                    new ActionRefusedException("railway.no-such-deployment", "deployment", goal)));
  }
}
