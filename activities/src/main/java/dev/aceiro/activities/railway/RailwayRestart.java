package dev.aceiro.activities.railway;

import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Before;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Effect;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Receipt;
import dev.aceiro.activities.railway.Deployments.Deployment;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Restarts the deployment that serves: the same image with the same variables, so that a changed
 * variable is not read by it. That it was restarted shows in the time of its status.
 */
@Component
final class RailwayRestart extends RailwayOneShot<RailwayRestart.Target> {
  private static final String DEPLOYMENT = "deployment";
  private static final String SINCE = "status-since";

  /** Which service. */
  record Target(
      @Doc(
              value = Railway.SERVICE,
              example = "backend",
              pattern = Railway.NAME,
              estate = "railway-service.service|id")
          String service) {}

  RailwayRestart(Railway railway) {
    super(
        railway,
        new ActionType<>(
            "railway.restart",
            Target.class,
            Risk.DISRUPTIVE,
            List.of(
                "railway:projectToken",
                "railway:project",
                "railway:serviceInstance",
                "railway:deployments",
                "railway:deploymentRestart"),
            List.of("004 S1", "004 S2")));
  }

  @Override
  public Before capture(Target target) {
    Railway.Service service = railway().service(target.service());
    Deployments deployments = railway().deployments(service);
    Deployment present = deployments.present(service);
    return Before.of(service.named(), call(present.id()), risk())
        .relevant("service", service.id())
        .relevant(DEPLOYMENT, present.id())
        .relevant(SINCE, present.statusUpdatedAt())
        .fact(DEPLOYMENT, present.text())
        .fact("status", present.status())
        .fact("warning.old-variables", present.id())
        .changes("process", "since " + present.statusUpdatedAt(), "a new one")
        .stays(DEPLOYMENT, present.text())
        .raw(deployments.raw())
        .build();
  }

  @Override
  public Before imagine(Target target) {
    return Before.of("railway " + target.service(), call("(the one that serves)"), risk())
        .changes("process", null, "a new one")
        .build();
  }

  private static String call(String deployment) {
    return "deploymentRestart(id: \"" + deployment + "\")";
  }

  @Override
  public Receipt apply(Target target, Before before, Call call) {
    String id = before.relevant().getOrDefault(DEPLOYMENT, "");
    railway().api().write("deploymentRestart", Documents.RESTART, RailwayApi.variables("id", id));
    return Receipt.accepted(DEPLOYMENT, id);
  }

  private Deployment now(Target target, Before before) {
    Railway.Service service = railway().service(target.service());
    String id = before.relevant().getOrDefault(DEPLOYMENT, "");
    return railway()
        .deployments(service)
        .of(id)
        .orElseThrow(
            () -> new ActionRefusedException("railway.no-such-deployment", DEPLOYMENT, id));
  }

  @Override
  public Effect effect(Target target, Before before, Call call) {
    Deployment now = now(target, before);
    return now.statusUpdatedAt().equals(before.relevant().get(SINCE))
        ? Effect.absent()
        : Effect.unproven("status", now.status(), "since", now.statusUpdatedAt());
  }

  @Override
  public Progress verify(Target target, Before before, Call call) {
    Deployment now = now(target, before);
    if (now.statusUpdatedAt().equals(before.relevant().get(SINCE))) {
      return Progress.running("railway.restarting");
    }
    Progress progress = now.progress();
    return switch (progress.state()) {
      case RUNNING -> progress;
      case DONE -> Progress.done(false, "railway.restarted", DEPLOYMENT, now.id());
      case FAILED ->
          Progress.failed(false, progress.code(), DEPLOYMENT, now.id(), "status", now.status());
    };
  }
}
