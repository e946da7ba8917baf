package dev.aceiro.activities.railway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Before;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Receipt;
import dev.aceiro.activities.containment.Requests;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.activities.railway.Deployments.Deployment;
import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.Risk;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Gives variables of a service new values, which the responder finds by itself: an action says
 * where, never what. All are set in one call, after which Railway deploys by itself; the variables
 * that are not named stay. What people see of a value is a keyed digest, which says whether it is
 * another one and nothing else.
 */
@Component
final class RailwaySetVariables extends RailwaySettingHandler<RailwaySetVariables.Target> {
  private static final String NEW = "new ";
  private static final String NEWEST = "newest-deployment";
  private static final String SERVICE = "service";
  private static final String VARIABLES = "variables";
  private static final int SHORT = 12;

  /** Which variables of which service, and where their values are. */
  record Target(
      @Doc(
              value = Railway.SERVICE,
              example = "backend",
              pattern = Railway.NAME,
              estate = "railway-service.service|id")
          String service,
      @Doc(
              value = "Names of the variables.",
              example = "JWT_SECRET",
              pattern = "[A-Za-z_][A-Za-z0-9_]*(\\s*,\\s*[A-Za-z_][A-Za-z0-9_]*)*")
          List<String> variable,
      @Doc(
              value =
                  "Name under which the responder finds the new value (aceiro.railway.secrets);"
                      + " absent for the variable's own. Only for one variable.",
              example = "JWT_SECRET_NEXT",
              pattern = "[A-Za-z0-9_.-]{1,100}")
          @Nullable String newValue) {
    Target {
      if (newValue != null && variable.size() > 1) {
        throw new ActionRefusedException("PARAMETER_INVALID", "parameter", "newValue");
      }
    }

    String found(String name) {
      return newValue == null ? name : newValue;
    }
  }

  RailwaySetVariables(Railway railway) {
    super(
        railway,
        new ActionType<>(
            "railway.set-variables",
            Target.class,
            Risk.DISRUPTIVE,
            Nature.ROTATION,
            List.of(
                "railway:projectToken",
                "railway:project",
                "railway:serviceInstance",
                "railway:deployments",
                "railway:variables",
                "railway:variableCollectionUpsert",
                "railway:variableDelete"),
            List.of("004 S3", "004 S5", "004 S6", "004 S10")));
  }

  @Override
  protected Settings find(Target target) {
    Railway.Service service = railway().service(target.service());
    JsonNode variables =
        railway().api().read(VARIABLES, Documents.VARIABLES, service.variables()).path(VARIABLES);
    Deployments deployments = railway().deployments(service);
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    raw.set(VARIABLES, variables);
    raw.set("deployments", deployments.raw());
    Settings.Builder found =
        Settings.of(service.named())
            .value(SERVICE, service.id())
            .fact(NEWEST, deployments.all().stream().map(Deployment::id).findFirst().orElse("-"))
            .fact("warning.deploys-by-itself", service.name())
            .raw(raw);
    for (String name : target.variable()) {
      String next = secret(target, name);
      if (variables.hasNonNull(name)) {
        found.value(name, digest(name, variables.path(name).asText()));
      }
      if (next != null) {
        found.value(NEW + name, digest(name, next));
      }
    }
    return found.build();
  }

  private @Nullable String secret(Target target, String name) {
    String where = railway().settings().secrets().get(target.found(name));
    return where == null ? null : new SecretReference(where).read();
  }

  /** By the token that reads the values: whoever has it needs no digest. */
  private String digest(String name, String value) {
    String token = railway().settings().token();
    String key = token == null ? null : new SecretReference(token).read();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              (key == null ? name : key).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] digest = mac.doFinal((name + "=" + value).getBytes(StandardCharsets.UTF_8));
      return "#" + HexFormat.of().formatHex(digest).substring(0, SHORT);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    SortedMap<String, String> wanted = new TreeMap<>();
    for (String name : target.variable()) {
      String next = found.isEmpty() ? "(a new value)" : found.get(NEW + name);
      if (next == null) {
        throw new ActionRefusedException("railway.no-secret", "name", target.found(name));
      }
      wanted.put(name, next);
    }
    return wanted;
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    ObjectNode variables = JsonNodeFactory.instance.objectNode();
    for (String name : target.variable()) {
      String next = secret(target, name);
      if (next == null || !digest(name, next).equals(values.get(name))) {
        throw new ActionRefusedException("railway.no-secret", "name", target.found(name));
      }
      variables.put(name, next);
    }
    upsert(railway().service(target.service()), variables);
  }

  private void upsert(Railway.Service service, ObjectNode values) {
    ObjectNode input = service.input().put("replace", false).put("skipDeploys", false);
    input.set(VARIABLES, values);
    ObjectNode variables = RailwayApi.variables();
    variables.set("input", input);
    railway().api().write("variableCollectionUpsert", Documents.SET_VARIABLES, variables);
  }

  /** The values that were are in the encrypted state before, and nowhere else. */
  @Override
  public Receipt undo(Target target, Before before, Call call) {
    Settings now = find(target);
    SortedMap<String, String> wanted = wanted(target, before.relevant());
    Railway.Service service = railway().service(target.service());
    JsonNode former = before.raw().path(VARIABLES);
    ObjectNode restored = JsonNodeFactory.instance.objectNode();
    for (String name : target.variable()) {
      if (!String.valueOf(wanted.get(name)).equals(now.values().get(name))) {
        throw new ActionRefusedException("CHANGED_SINCE", "target", now.target());
      }
      if (former.hasNonNull(name)) {
        restored.put(name, former.path(name).asText());
      }
    }
    Requests requests = new Requests();
    if (!restored.isEmpty()) {
      requests.make(() -> upsert(service, restored));
    }
    for (String name : target.variable()) {
      if (!former.hasNonNull(name)) {
        ObjectNode variables = RailwayApi.variables();
        variables.set("input", service.input().put("name", name));
        requests.make(
            () -> railway().api().write("variableDelete", Documents.DELETE_VARIABLE, variables));
      }
    }
    return Receipt.accepted();
  }

  @Override
  protected Progress progress(
      Target target, Before before, Settings now, SortedMap<String, String> wanted) {
    Deployments deployments = Deployments.of(now.raw().path("deployments"));
    return deployments.all().stream()
        .findFirst()
        .filter(newest -> !newest.id().equals(before.facts().get(NEWEST)))
        .map(Deployment::progress)
        .orElseGet(() -> Progress.running("railway.deploying", "status", "-"));
  }

  @Override
  protected String named(Target target) {
    return "railway " + target.service();
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return "variableCollectionUpsert(input: {service: \"%s\", variables: {%s}, replace: false})"
        .formatted(
            target.service(),
            String.join(
                ", ",
                target.variable().stream()
                    .map(name -> name + ": (" + target.found(name) + ")")
                    .toList()));
  }
}
