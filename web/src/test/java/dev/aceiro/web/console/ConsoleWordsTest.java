package dev.aceiro.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.words.BundleFile;
import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.communication.Delivery;
import dev.aceiro.workflows.containment.ActionState;
import dev.aceiro.workflows.containment.Risk;
import dev.aceiro.workflows.incident.Decisions;
import dev.aceiro.workflows.incident.EntryCode;
import dev.aceiro.workflows.incident.Field;
import dev.aceiro.workflows.incident.RefusalCode;
import dev.aceiro.workflows.policy.Stage;
import dev.aceiro.workflows.policy.Trigger;
import dev.aceiro.workflows.postmortem.ActionItem;
import dev.aceiro.workflows.recovery.CheckState;
import dev.aceiro.workflows.status.StatusPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every code has words in both languages. */
class ConsoleWordsTest {
  private static final List<String> BUNDLES =
      List.of(
          "console",
          "domain",
          "effects",
          "ingest",
          "orders",
          "problems",
          "refusals",
          "status",
          "vocabulary");
  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z]+)");

  private static Properties bundle(String name) {
    return BundleFile.read("/messages/" + name + ".properties");
  }

  private static Set<String> keys(String suffix) {
    TreeSet<String> keys = new TreeSet<>();
    BUNDLES.forEach(name -> keys.addAll(bundle(name + suffix).stringPropertyNames()));
    return keys;
  }

  private static void allKnown(Stream<String> wanted) {
    List<String> codes = wanted.toList();
    assertThat(keys("")).containsAll(codes);
    assertThat(keys("_pt_BR")).containsAll(codes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"domain", "console"})
  void bothLanguagesSayTheSameThings(String name) {
    Properties english = bundle(name);
    Properties portuguese = bundle(name + "_pt_BR");
    assertThat(portuguese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      assertThat(portuguese.getProperty(key)).as(key).isNotBlank();
      assertThat(places(portuguese.getProperty(key)))
          .as(key)
          .isEqualTo(places(english.getProperty(key)));
    }
  }

  @Test
  void noTextIsSaidInTwoPlaces() {
    Set<String> seen = new TreeSet<>();
    for (String name : BUNDLES) {
      bundle(name).stringPropertyNames().forEach(key -> assertThat(seen.add(key)).as(key).isTrue());
    }
  }

  private static Set<String> places(String text) {
    Set<String> places = new TreeSet<>();
    Matcher matcher = PLACE.matcher(text);
    while (matcher.find()) {
      places.add(matcher.group(1));
    }
    return places;
  }

  @Test
  void aPluralHasTwoFormsWithoutCommasOfTheirOwn() {
    for (String name : List.of("domain", "console", "domain_pt_BR", "console_pt_BR")) {
      bundle(name)
          .forEach(
              (key, text) -> {
                Matcher plural = Pattern.compile("\\{\\w+,plural,([^{}]*)}").matcher((String) text);
                while (plural.find()) {
                  assertThat(plural.group(1).split(",")).as(key + ": " + text).hasSize(2);
                }
              });
    }
  }

  @Test
  void everyTimelineEntryHasASentence() {
    allKnown(Arrays.stream(EntryCode.values()).map(code -> "entry." + code));
  }

  @Test
  void everyRefusalHasASentence() {
    allKnown(Arrays.stream(RefusalCode.values()).map(code -> "refusal." + code));
  }

  @Test
  void everyDecisionHasANameAButtonAndAnEcho() {
    allKnown(
        Decisions.all().stream()
            .flatMap(
                decision ->
                    Stream.of(
                        "decision." + decision.id(),
                        "decision." + decision.id() + ".submit",
                        "decision." + decision.id() + ".done")));
  }

  @Test
  void everyFieldOfADecisionHasALabel() {
    allKnown(
        Decisions.all().stream()
            .flatMap(decision -> decision.fields().stream())
            .map(field -> "field." + field.name())
            .distinct());
  }

  @Test
  void everyKindOfFieldIsNamedWhereOneIsExpected() {
    allKnown(Arrays.stream(Field.Type.values()).map(type -> "expected." + type));
  }

  @Test
  void everyStateOfAnythingHasAWord() {
    allKnown(words("stage", Stage.values()));
    allKnown(words("action-state", ActionState.values()));
    allKnown(words("risk", Risk.values()));
    allKnown(words("check-state", CheckState.values()));
    allKnown(words("item-state", ActionItem.State.values()));
    allKnown(words("alarm-state", AlarmState.values()));
    allKnown(words("delivery", Desk.Delivery.values()));
    allKnown(words("delivery", Delivery.Result.values()));
    allKnown(words("part-state", StatusPart.State.values()));
  }

  private static Stream<String> words(String kind, Enum<?>[] values) {
    return Arrays.stream(values).map(value -> kind + "." + value.name());
  }

  @Test
  void everyClockHasANameAndAPurpose() {
    allKnown(
        Stream.of(
                "notify",
                "acknowledge",
                "investigate",
                "contain-target",
                "contain-limit",
                "communicate",
                "update",
                "observation",
                "draft",
                "review",
                "item")
            .flatMap(clock -> Stream.of("clock." + clock, "clock." + clock + ".to")));
  }

  @Test
  void everyReasonToEscalateHasWords() {
    allKnown(
        Arrays.stream(Trigger.Kind.values())
            .flatMap(kind -> Stream.of("trigger." + kind, "trigger." + kind + ".flag")));
  }

  @Test
  void everyTextAPageAsksForIsThere() throws IOException {
    Path templates = Path.of("src/main/resources/templates");
    Pattern used = Pattern.compile("#\\{([a-zA-Z.-]+)[}(]|reader\\.say\\('([a-zA-Z.-]+)'");
    Set<String> wanted = new TreeSet<>();
    try (Stream<Path> files = Files.walk(templates)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".html")).toList()) {
        Matcher matcher = used.matcher(Files.readString(file));
        while (matcher.find()) {
          String key = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
          if (!key.startsWith("login.")) {
            wanted.add(key);
          }
        }
      }
    }
    assertThat(wanted).isNotEmpty();
    allKnown(wanted.stream());
  }

  @Test
  void everyTextAClassAsksForIsThere() throws IOException {
    Path sources = Path.of("src/main/java/dev/aceiro/web/console");
    Pattern used = Pattern.compile("\\.say\\(\\s*\"([a-zA-Z.-]+[a-zA-Z])\"\\s*[,)]");
    Set<String> wanted = new TreeSet<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        Matcher matcher = used.matcher(Files.readString(file));
        while (matcher.find()) {
          wanted.add(matcher.group(1));
        }
      }
    }
    assertThat(wanted).isNotEmpty();
    allKnown(wanted.stream());
  }

  @Test
  void nobodyWritesAKeyThatNobodyReads() throws IOException {
    StringBuilder everything = new StringBuilder();
    for (Path root :
        List.of(Path.of("src/main/resources/templates"), Path.of("src/main/java/dev/aceiro/web"))) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          everything.append(Files.readString(file));
        }
      }
    }
    String text = everything.toString();
    Set<String> unread =
        bundle("console").stringPropertyNames().stream()
            .filter(key -> !text.contains(key))
            .filter(key -> !text.contains(key.substring(0, key.lastIndexOf('.') + 1) + "\" +"))
            .filter(
                key ->
                    !Pattern.compile(
                            "\"" + Pattern.quote(key.substring(0, key.lastIndexOf('.'))) + "\"")
                        .matcher(text)
                        .find())
            .filter(
                key ->
                    Stream.of(
                            "look.", "now.", "timeline.", "hint.", "hold.", "notice.", "test-page.")
                        .noneMatch(key::startsWith))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(unread).isEmpty();
  }
}
