package dev.aceiro.activities.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.mockwebserver.crud.AttributeSet;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An API server with the two controllers that actions wait for: one that has rolled out whatever a
 * deployment specifies, and one that scales the deployment of an autoscaler to its lower bound.
 */
class FakeCluster extends KubernetesCrudDispatcher {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public void processEvent(
      String path,
      @Nullable AttributeSet pathAttributes,
      @Nullable AttributeSet oldAttributes,
      @Nullable GenericKubernetesResource resource,
      @Nullable String newState) {
    if (newState == null || resource == null) {
      super.processEvent(path, pathAttributes, oldAttributes, resource, newState);
      return;
    }
    ObjectNode object = read(newState);
    if ("Deployment".equals(resource.getKind())) {
      rolledOut(object);
    }
    super.processEvent(path, pathAttributes, oldAttributes, resource, object.toString());
    if ("HorizontalPodAutoscaler".equals(resource.getKind())) {
      scaled(object);
    }
  }

  private void scaled(JsonNode autoscaler) {
    String name = autoscaler.path("spec").path("scaleTargetRef").path("name").asText();
    for (Map.Entry<AttributeSet, String> entry : Map.copyOf(map).entrySet()) {
      ObjectNode object = read(entry.getValue());
      if (object.path("kind").asText().equals("Deployment")
          && object.path("metadata").path("name").asText().equals(name)
          && object.path("spec").path("replicas").asInt() > 0) {
        object
            .withObject("/spec")
            .put("replicas", autoscaler.path("spec").path("minReplicas").asInt());
        rolledOut(object);
        map.put(entry.getKey(), object.toString());
      }
    }
  }

  private static void rolledOut(ObjectNode deployment) {
    int replicas = deployment.path("spec").path("replicas").asInt(1);
    deployment
        .putObject("status")
        .put("observedGeneration", deployment.path("metadata").path("generation").asLong())
        .put("replicas", replicas)
        .put("updatedReplicas", replicas)
        .put("readyReplicas", replicas)
        .put("availableReplicas", replicas);
  }

  private static ObjectNode read(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
