package dev.aceiro.activities.permissions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What a permission that a handler names applies to: {@code permissions/reference.yaml}. */
final class Reference {
  private static final String FILE = "/permissions/reference.yaml";

  /**
   * A type of resource on AWS.
   *
   * @param kind of the estate
   * @param only what some of its values must look like
   * @param arns without their first part
   * @param when conditions of IAM, by operator and key
   */
  record Form(String kind, SortedMap<String, String> only, List<String> arns, JsonNode when) {
    boolean is(SortedMap<String, String> resource) {
      return kind.equals(resource.get("kind"))
          && only.entrySet().stream()
              .allMatch(one -> resource.getOrDefault(one.getKey(), "").matches(one.getValue()));
    }
  }

  /**
   * A resource on Kubernetes.
   *
   * @param itself whether it is the namespace
   * @param kind of the estate whose resources name its objects; null if nothing names them
   * @param key which of their values does
   */
  record Named(boolean itself, @Nullable String kind, @Nullable String key) {}

  private final JsonNode aws;
  private final JsonNode kubernetes;

  Reference() {
    try (InputStream in = Reference.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("this program lacks " + FILE);
      }
      JsonNode all =
          new ObjectMapper()
              .valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(in));
      aws = all.path("aws");
      kubernetes = all.path("kubernetes");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * The types of resources that an action of IAM takes; none if it is granted on everything.
   *
   * @throws IllegalStateException if it is not known
   */
  List<Form> forms(String action) {
    JsonNode names = aws.path("actions").path(action);
    if (!names.isArray()) {
      throw unknown(action);
    }
    List<Form> forms = new ArrayList<>();
    names.forEach(name -> forms.add(form(name.asText())));
    return forms;
  }

  private Form form(String name) {
    JsonNode form = aws.path("forms").path(name);
    if (form.isMissingNode()) {
      throw unknown(name);
    }
    SortedMap<String, String> only = new TreeMap<>();
    form.path("only").properties().forEach(one -> only.put(one.getKey(), one.getValue().asText()));
    return new Form(form.path("of").asText(), only, texts(form.path("arn")), form.path("when"));
  }

  /** Every kind of the estate that is something on AWS. */
  boolean onAws(@Nullable String kind) {
    for (Map.Entry<String, JsonNode> form : aws.path("forms").properties()) {
      if (form.getValue().path("of").asText().equals(kind)) {
        return true;
      }
    }
    return false;
  }

  /** Where requests of a service go; {@code {region}} is where the resources are. */
  List<String> regions(String service) {
    JsonNode regions = aws.path("regions").path(service);
    return regions.isArray() ? texts(regions) : List.of("{region}");
  }

  /**
   * What names a resource's objects on Kubernetes.
   *
   * @param resource {@code group/resource}
   * @throws IllegalStateException if it is not known
   */
  Named named(String resource) {
    JsonNode named = kubernetes.path(resource);
    if (named.isMissingNode()) {
      throw unknown(resource);
    }
    return new Named(
        named.path("itself").asBoolean(),
        named.path("kind").textValue(),
        named.path("key").textValue());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static IllegalStateException unknown(String what) {
    return new IllegalStateException(FILE + " says nothing of " + what);
  }
}
