package dev.aceiro.activities.railway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Before;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Effect;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Receipt;
import dev.aceiro.workflows.containment.Nature;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Makes a backup of a service's volume now. Its name has the incident and the call in it: that
 * proves whose it is, and that a second one is another one, which does no harm.
 */
@Component
final class RailwayBackup extends RailwayOneShot<RailwayBackup.Target> {
  private static final String VOLUME = "volume";
  private static final int SHORT = 12;

  /** Whose volume. */
  record Target(
      @Doc(
              value = Railway.SERVICE,
              example = "postgres",
              pattern = Railway.NAME,
              estate = "railway-service.service|id")
          String service) {}

  RailwayBackup(Railway railway) {
    super(
        railway,
        new ActionType<>(
            "railway.backup",
            Target.class,
            Risk.SAFE,
            Nature.EVIDENCE,
            List.of(
                "railway:projectToken",
                "railway:project",
                "railway:environment",
                "railway:volumeInstanceBackupList",
                "railway:volumeInstanceBackupCreate"),
            List.of("004 S7", "004 S10")));
  }

  @Override
  public boolean harmlessToRepeat() {
    return true;
  }

  @Override
  public Before capture(Target target) {
    Railway.Service service = railway().service(target.service());
    JsonNode volume = volume(service);
    String id = volume.path("id").asText();
    JsonNode backups = backups(id);
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    raw.set(VOLUME, volume);
    raw.set("backups", backups);
    String newest = newest(backups);
    return Before.of(service.named(), call(id), risk())
        .relevant(VOLUME, id)
        .relevant("newest", newest)
        .fact(VOLUME, volume.path(VOLUME).path("name").asText())
        .fact("backups", String.valueOf(backups.size()))
        .fact("used-mb", volume.path("currentSizeMB").asText())
        .changes("newest backup", newest, "one of now")
        .raw(raw)
        .build();
  }

  private JsonNode volume(Railway.Service service) {
    JsonNode environment =
        railway()
            .api()
            .read(
                "environment",
                Documents.VOLUMES,
                RailwayApi.variables("environment", service.environment()));
    for (JsonNode volume : Railway.nodes(environment.path("environment").path("volumeInstances"))) {
      if (service.id().equals(volume.path("serviceId").asText())) {
        return volume;
      }
    }
    throw new ActionRefusedException("railway.no-volume", "service", service.name());
  }

  private JsonNode backups(String volume) {
    return railway()
        .api()
        .read("volumeInstanceBackupList", Documents.BACKUPS, RailwayApi.variables(VOLUME, volume))
        .path("volumeInstanceBackupList");
  }

  private static String newest(JsonNode backups) {
    String newest = "";
    for (JsonNode backup : backups) {
      String createdAt = backup.path("createdAt").asText();
      newest = createdAt.compareTo(newest) > 0 ? createdAt : newest;
    }
    return newest.isEmpty() ? "none" : newest;
  }

  @Override
  public Before imagine(Target target) {
    return Before.of("railway " + target.service(), call("(its volume)"), risk())
        .changes("newest backup", null, "one of now")
        .build();
  }

  private static String call(String volume) {
    return "volumeInstanceBackupCreate(volumeInstanceId: \"%s\", name: \"(incident and call)\")"
        .formatted(volume);
  }

  private static String name(Call call) {
    return call.incident() + "-" + call.token().substring(0, SHORT);
  }

  @Override
  public Receipt apply(Target target, Before before, Call call) {
    railway()
        .api()
        .write(
            "volumeInstanceBackupCreate",
            Documents.BACKUP,
            RailwayApi.variables(
                VOLUME, before.relevant().getOrDefault(VOLUME, ""), "name", name(call)));
    return Receipt.accepted("backup", name(call));
  }

  private boolean there(Before before, Call call) {
    for (JsonNode backup : backups(before.relevant().getOrDefault(VOLUME, ""))) {
      if (name(call).equals(backup.path("name").asText())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Effect effect(Target target, Before before, Call call) {
    return there(before, call) ? Effect.ours("backup", name(call)) : Effect.absent();
  }

  @Override
  public Progress verify(Target target, Before before, Call call) {
    return there(before, call)
        ? Progress.done(false, "railway.backed-up", "backup", name(call))
        : Progress.running("railway.backing-up", "backup", name(call));
  }
}
