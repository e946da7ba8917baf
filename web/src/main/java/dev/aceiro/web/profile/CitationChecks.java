package dev.aceiro.web.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Sources cite documents that the organisation names. */
final class CitationChecks {
  private final Reading reading;
  private final Names names;
  private final Faults faults;

  CitationChecks(Reading reading, Names names, Faults faults) {
    this.reading = reading;
    this.names = names;
    this.faults = faults;
  }

  void run() {
    if (!names.documents.isEmpty()) {
      reading.roots().forEach((file, root) -> visit(file, "", root));
    }
  }

  private void visit(String file, String place, JsonNode node) {
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      String here = place + "/" + property.getKey();
      JsonNode value = property.getValue();
      if (property.getKey().equals("source") && value.isTextual()) {
        cited(file, here, value.asText());
      } else if (!property.getKey().equals("parameters")) {
        visit(file, here, value);
      }
    }
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        visit(file, place + "/" + i, node.get(i));
      }
    }
  }

  private void cited(String file, String place, String source) {
    if (names.documents.stream().noneMatch(source.strip()::startsWith)) {
      faults.error(
          file,
          place,
          "unknown-document",
          "value",
          source,
          "known",
          String.join(", ", names.documents));
    }
  }
}
