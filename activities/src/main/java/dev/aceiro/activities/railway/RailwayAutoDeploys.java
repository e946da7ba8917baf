package dev.aceiro.activities.railway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import java.util.SortedMap;
import org.springframework.stereotype.Component;

/** Stops pushes from being deployed by themselves, or lets them be again. */
@Component
final class RailwayAutoDeploys extends RailwaySettingHandler<RailwayAutoDeploys.Target> {
  private static final String ENABLED = "auto-deploys";
  private static final String STATUS = "serviceInstanceAutoDeployStatus";

  /** Which service, and whether. */
  record Target(
      @Doc(
              value = Railway.SERVICE,
              example = "backend",
              pattern = Railway.NAME,
              estate = "railway-service.service|id")
          String service,
      @Doc(value = "Whether a push is deployed by itself.", example = "false") Boolean enabled) {}

  RailwayAutoDeploys(Railway railway) {
    super(
        railway,
        new ActionType<>(
            "railway.auto-deploys",
            Target.class,
            Risk.REVERSIBLE,
            List.of(
                "railway:projectToken",
                "railway:project",
                "railway:" + STATUS,
                "railway:serviceInstanceAutoDeployUpdate"),
            List.of("000 §2")));
  }

  @Override
  protected Settings find(Target target) {
    Railway.Service service = railway().service(target.service());
    JsonNode status =
        railway().api().read(STATUS, Documents.AUTO_DEPLOYS, service.variables()).path(STATUS);
    boolean enabled = status.path("enabled").asBoolean();
    if (target.enabled() && !enabled && !status.path("canEnable").asBoolean()) {
      throw new ActionRefusedException(
          "railway.cannot-enable",
          "service",
          service.name(),
          "said",
          status.path("reason").asText());
    }
    return Settings.of(service.named())
        .identity("service", service.id())
        .value(ENABLED, enabled)
        .fact("warning.builds-under-way-go-on", service.name())
        .raw(status)
        .build();
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    return Settings.values(ENABLED, target.enabled());
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    Railway.Service service = railway().service(target.service());
    ObjectNode variables = RailwayApi.variables();
    variables.set(
        "input", service.input().put("enabled", Boolean.parseBoolean(values.get(ENABLED))));
    railway().api().write("serviceInstanceAutoDeployUpdate", Documents.SET_AUTO_DEPLOYS, variables);
  }

  @Override
  protected String named(Target target) {
    return "railway " + target.service();
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return "serviceInstanceAutoDeployUpdate(input: {service: \"%s\", enabled: %s})"
        .formatted(target.service(), target.enabled());
  }
}
