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

/** Builds and deploys a commit, with the variables of now, where a rollback would not do. */
@Component
final class RailwayDeployCommit extends RailwayDeploy<RailwayDeployCommit.Target> {

  /** Which service, and which commit. */
  record Target(
      @Doc(
              value = Railway.SERVICE,
              example = "frontend",
              pattern = Railway.NAME,
              estate = "railway-service.service|id")
          String service,
      @Doc(
              value =
                  "The commit, in full; absent for that of the last deployment before the present"
                      + " one that was live.",
              example = "2693c22350f47f6924ff4815db2eb6845e002f03",
              pattern = "[0-9a-f]{40}")
          @Nullable String commit) {}

  RailwayDeployCommit(Railway railway) {
    super(
        railway,
        new ActionType<>(
            "railway.deploy-commit",
            Target.class,
            Risk.DISRUPTIVE,
            Nature.ROLLBACK,
            List.of(
                "railway:projectToken",
                "railway:project",
                "railway:serviceInstance",
                "railway:deployments",
                "railway:serviceInstanceDeployV2",
                "railway:deploymentRollback"),
            List.of("004 S5")));
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
    String commit = target.commit() == null ? before(deployments, present) : target.commit();
    if (commit == null) {
      throw new ActionRefusedException("railway.nothing-to-return-to", "service", target.service());
    }
    Before.Builder before =
        found(service, deployments, present, commit, call(service.id(), commit))
            .fact("goal-commit", commit)
            .changes("commit", present.content(), commit)
            .stays("variables", "as of now");
    return commit.equals(present.commit()) && !present.underWay()
        ? before.already().build()
        : before.build();
  }

  private static @Nullable String before(Deployments deployments, Deployment present) {
    return deployments
        .before(present)
        .map(Deployment::commit)
        .filter(commit -> !commit.equals(present.commit()))
        .orElse(null);
  }

  @Override
  public Before imagine(Target target) {
    String commit = target.commit() == null ? "(the one before)" : target.commit();
    return Before.of("railway " + target.service(), call(target.service(), commit), risk())
        .changes("commit", null, commit)
        .undoable(true)
        .build();
  }

  private static String call(String service, String commit) {
    return "serviceInstanceDeployV2(serviceId: \"%s\", commitSha: \"%s\")"
        .formatted(service, commit);
  }

  @Override
  public Receipt apply(Target target, Before before, Call call) {
    Railway.Service service = railway().service(target.service());
    String id =
        railway()
            .api()
            .write(
                "serviceInstanceDeployV2",
                Documents.DEPLOY,
                RailwayApi.variables(
                    "service",
                    service.id(),
                    "environment",
                    service.environment(),
                    "commit",
                    before.relevant().getOrDefault("goal", "")))
            .path("serviceInstanceDeployV2")
            .asText();
    return Receipt.accepted("deployment", id);
  }
}
