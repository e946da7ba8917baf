package dev.aceiro.web.profile;

import dev.aceiro.web.profile.yaml.TemplateEntry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Templates name fields that somebody fills in. */
final class TemplateChecks {
  /** What Aceiro fills in by itself. */
  static final List<String> FILLED =
      List.of(
          "id",
          "severity",
          "title",
          "status",
          "services",
          "duration",
          "summary",
          "cause",
          "organisation",
          "scenario",
          "environment",
          "link",
          "startedAt",
          "resolvedAt");

  /** The flag without which no cause may be asserted. */
  static final String CAUSE_FOUND = "CAUSE_FOUND";

  private static final Pattern FIELD = Pattern.compile("\\{([^{}?]*)\\??}");
  private static final String FILE = "templates.yaml";

  private final Reading reading;
  private final Names names;
  private final Faults faults;

  TemplateChecks(Reading reading, Names names, Faults faults) {
    this.reading = reading;
    this.names = names;
    this.faults = faults;
  }

  void run() {
    for (int i = 0; i < reading.templates.size(); i++) {
      TemplateEntry template = reading.templates.get(i);
      Set<String> known = new TreeSet<>(FILLED);
      known.addAll(template.fields());
      Set<String> used = new TreeSet<>();
      texts("/" + i + "/text", template.text(), known, used);
      texts("/" + i + "/subject", template.subject(), known, used);
      for (int f = 0; f < template.fields().size(); f++) {
        String field = template.fields().get(f);
        if (!used.contains(field)) {
          faults.error(FILE, "/" + i + "/fields/" + f, "field-unused", "value", field);
        }
      }
      if (template.assertsCause() && names.flags != null && !names.flags.contains(CAUSE_FOUND)) {
        faults.error(FILE, "/" + i + "/assertsCause", "cause-never", "value", template.id());
      }
    }
  }

  private void texts(String place, Map<String, String> texts, Set<String> known, Set<String> used) {
    texts.forEach(
        (language, text) -> {
          Matcher fields = FIELD.matcher(text);
          while (fields.find()) {
            used.add(fields.group(1));
            if (!known.contains(fields.group(1))) {
              faults.error(
                  FILE,
                  place + "/" + language,
                  "unknown-field",
                  "value",
                  fields.group(1),
                  "known",
                  String.join(", ", known));
            }
          }
        });
  }
}
