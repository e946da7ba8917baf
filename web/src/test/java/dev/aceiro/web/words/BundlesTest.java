package dev.aceiro.web.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.workflows.containment.ActionState;
import dev.aceiro.workflows.containment.Risk;
import dev.aceiro.workflows.incident.Decisions;
import dev.aceiro.workflows.incident.RefusalCode;
import dev.aceiro.workflows.policy.Stage;
import dev.aceiro.workflows.recovery.CheckState;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Nobody reads a code where a sentence should be. */
class BundlesTest {
  private final Words words = new Words(new WordsConfiguration().messageSource());

  @ParameterizedTest
  @MethodSource("codes")
  void everyCodeHasWordsInBothLanguages(String code) {
    assertThat(Languages.SPOKEN).allSatisfy(l -> assertThat(words.knows(code, l)).isTrue());
  }

  static Stream<String> codes() {
    return Stream.of(
            named("refusal.", RefusalCode.values()),
            named("stage.", Stage.values()),
            named("action-state.", ActionState.values()),
            named("check-state.", CheckState.values()),
            named("risk.", Risk.values()),
            Decisions.all().stream().map(d -> "decision." + d.id()))
        .flatMap(s -> s);
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void bothLanguagesSayTheSame(String bundle) throws IOException {
    Properties english = BundleFile.read(bundle + ".properties");
    Properties portuguese = BundleFile.read(bundle + "_pt_BR.properties");
    assertThat(new TreeSet<>(portuguese.stringPropertyNames()))
        .isEqualTo(new TreeSet<>(english.stringPropertyNames()));
    for (String key : english.stringPropertyNames()) {
      assertThat(places(portuguese.getProperty(key)))
          .as(key)
          .isEqualTo(places(english.getProperty(key)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "_pt_BR"})
  void oneCodeHasOneText(String language) throws IOException {
    TreeMap<String, List<String>> places = new TreeMap<>();
    for (String bundle : bundles()) {
      keys(bundle + language + ".properties")
          .forEach(key -> places.computeIfAbsent(key, k -> new ArrayList<>()).add(bundle));
    }
    places.values().removeIf(bundles -> bundles.size() == 1);
    assertThat(places).isEmpty();
  }

  /** Also those that a later line of the file overrules. */
  private static List<String> keys(String path) throws IOException {
    List<String> keys = new ArrayList<>();
    Properties noting =
        new Properties() {
          private static final long serialVersionUID = 1;

          @Override
          public synchronized Object put(Object key, Object value) {
            keys.add(key.toString());
            return super.put(key, value);
          }
        };
    try (var in = BundlesTest.class.getResourceAsStream(path)) {
      assertThat(in).as(path).isNotNull();
      noting.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return keys;
  }

  static List<String> bundles() throws IOException {
    return Arrays.stream(
            new PathMatchingResourcePatternResolver()
                .getResources("classpath:messages/*.properties"))
        .map(Resource::getFilename)
        .filter(name -> !name.contains("_"))
        .map(name -> "/messages/" + name.replace(".properties", ""))
        .toList();
  }

  /** The parameters a text names, whatever it makes of them. */
  private static TreeSet<String> places(String text) {
    TreeSet<String> places = new TreeSet<>();
    var matcher = Pattern.compile("\\{([A-Za-z0-9_-]+)").matcher(text);
    while (matcher.find()) {
      places.add(matcher.group(1));
    }
    return places;
  }

  private static Stream<String> named(String prefix, Enum<?>[] values) {
    return Arrays.stream(values).map(value -> prefix + value.name());
  }
}
