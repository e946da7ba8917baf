package dev.aceiro.activities.railway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The deployments of a service, as they were read.
 *
 * @param all the newest first
 * @param active ids of those that serve now
 * @param raw everything found
 */
record Deployments(List<Deployment> all, List<String> active, JsonNode raw) {
  private static final Set<String> UNDER_WAY =
      Set.of("BUILDING", "DEPLOYING", "INITIALIZING", "NEEDS_APPROVAL", "QUEUED", "WAITING");

  /** Those that were live once: a later one removes the one before. */
  private static final Set<String> LIVE_ONCE = Set.of("SUCCESS", "SLEEPING", "REMOVED");

  /**
   * One deployment.
   *
   * @param id its id
   * @param status as Railway says it
   * @param createdAt when it began
   * @param statusUpdatedAt when its status last changed, as Railway says it
   * @param canRollback whether it can be returned to
   * @param commit the commit it is of, if Railway says so
   * @param image the image it is of, if Railway says so
   */
  record Deployment(
      String id,
      String status,
      Instant createdAt,
      String statusUpdatedAt,
      boolean canRollback,
      @Nullable String commit,
      @Nullable String image) {

    /** What it is of; null if Railway does not say. */
    @Nullable String content() {
      return commit == null ? image : commit;
    }

    boolean underWay() {
      return UNDER_WAY.contains(status);
    }

    /** As people read it. */
    String text() {
      String content = content();
      return content == null ? id : id + " (" + content + ")";
    }

    /** How far it has come. */
    Progress progress() {
      if (underWay()) {
        return Progress.running("railway.deploying", "deployment", id, "status", status);
      }
      return status.equals("SUCCESS") || status.equals("SLEEPING")
          ? Progress.done(true, "railway.deployed", "deployment", id)
          : Progress.failed(true, "railway.deploy-failed", "deployment", id, "status", status);
    }
  }

  static Deployments of(JsonNode data) {
    List<Deployment> all = new ArrayList<>();
    for (JsonNode node : Railway.nodes(data.path("deployments"))) {
      all.add(
          new Deployment(
              node.path("id").asText(),
              node.path("status").asText(),
              Instant.parse(node.path("createdAt").asText()),
              node.path("statusUpdatedAt").asText(),
              node.path("canRollback").asBoolean(),
              text(node.path("meta").path("commitHash")),
              text(node.path("meta").path("image"))));
    }
    all.sort(Comparator.comparing(Deployment::createdAt).reversed());
    List<String> active = new ArrayList<>();
    data.path("serviceInstance")
        .path("activeDeployments")
        .forEach(one -> active.add(one.path("id").asText()));
    return new Deployments(List.copyOf(all), List.copyOf(active), data);
  }

  private static @Nullable String text(JsonNode node) {
    return node.isTextual() && !node.asText().isBlank() ? node.asText() : null;
  }

  /**
   * What serves now; the newest one, if nothing does.
   *
   * @throws ActionRefusedException if there never was any
   */
  Deployment present(Railway.Service service) {
    return all.stream()
        .filter(one -> active.contains(one.id()))
        .findFirst()
        .or(() -> all.stream().findFirst())
        .orElseThrow(
            () -> new ActionRefusedException("railway.no-deployment", "service", service.name()));
  }

  /** The last one before that one that was live and of which something else can be had again. */
  Optional<Deployment> before(Deployment present) {
    return all.stream()
        .filter(one -> one.createdAt().isBefore(present.createdAt()))
        .filter(one -> LIVE_ONCE.contains(one.status()))
        .findFirst();
  }

  /** The last one before that one that was live and can be returned to. */
  Optional<Deployment> returnableBefore(Deployment present) {
    return all.stream()
        .filter(one -> one.createdAt().isBefore(present.createdAt()))
        .filter(one -> LIVE_ONCE.contains(one.status()) && one.canRollback())
        .findFirst();
  }

  Optional<Deployment> of(String id) {
    return all.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  /** Those that were not there when the other state was read. */
  List<Deployment> newSince(JsonNode before) {
    Set<String> known = new HashSet<>();
    for (JsonNode node : Railway.nodes(before.path("deployments"))) {
      known.add(node.path("id").asText());
    }
    return all.stream().filter(one -> !known.contains(one.id())).toList();
  }
}
