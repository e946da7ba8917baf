package dev.aceiro.web.kill;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The shipped profile {@code plooral} with the same rules and every duration in seconds: minutes
 * become seconds, the days after the resolution a few of them.
 */
final class KillProfile {
  static final String ID = "kill-plooral";

  private static final Pattern DURATION = Pattern.compile("(?<=[ {:])(\\d+)([smhd])(?=[ ,}\n\r])");
  private static final Map<String, Integer> DIVIDED =
      Map.of(
          "severities.yaml", 60,
          "channels.yaml", 60,
          "escalations.yaml", 60,
          "alarm-rules.yaml", 60,
          "decisions.yaml", 5,
          "recovery.yaml", 4_320,
          "postmortem.yaml", 10_800);

  private KillProfile() {}

  /**
   * Writes it.
   *
   * @param profiles the folder of profiles
   * @param probe what http probes ask instead of the organisation's own address
   */
  static void write(Path profiles, URI probe) throws IOException {
    Path shipped = shipped();
    Path folder = profiles.resolve(ID);
    try (Stream<Path> files = Files.walk(shipped)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        Path copy = folder.resolve(shipped.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        String name = file.getFileName().toString();
        String text =
            manyAtOnce(
                Files.readString(file).replaceAll("url: \"http[^\"]*\"", "url: \"" + probe + "\""));
        Files.writeString(copy, DIVIDED.containsKey(name) ? faster(text, DIVIDED.get(name)) : text);
      }
    }
  }

  /**
   * Each case makes a service of its own, and many restart theirs at once: the estate says nothing
   * of services, and nobody waits for a turn.
   */
  private static String manyAtOnce(String text) {
    return text.replaceAll("(?m)^ *- \\{kind: ecs-service,.*\n", "")
        .replace(", atOncePerEnvironment: 1", "");
  }

  /**
   * Gives approvals another validity than {@link #write} did.
   *
   * @param profiles the folder of profiles
   */
  static void approvalsValidFor(Path profiles, Duration validity) throws IOException {
    Path decisions = profiles.resolve(ID).resolve("decisions.yaml");
    Files.writeString(
        decisions,
        Files.readString(decisions)
            .replaceAll(
                "approvalValidFor: \\w+", "approvalValidFor: " + validity.toSeconds() + "s"));
  }

  /** The same text with each duration divided, at least a second where there was any. */
  static String faster(String yaml, int by) {
    Matcher durations = DURATION.matcher(yaml);
    StringBuilder divided = new StringBuilder();
    while (durations.find()) {
      Duration duration = Duration.parse(iso(durations.group(1), durations.group(2)));
      long seconds = duration.dividedBy(by).toSeconds();
      durations.appendReplacement(divided, (duration.isZero() ? 0 : Math.max(1, seconds)) + "s");
    }
    return durations.appendTail(divided).toString();
  }

  private static String iso(String number, String unit) {
    return unit.equals("d")
        ? "P" + number + "D"
        : "PT" + number + unit.toUpperCase(java.util.Locale.ROOT);
  }

  private static Path shipped() {
    URL file = KillProfile.class.getResource("/profiles/plooral/organisation.yaml");
    if (file == null) {
      throw new IllegalStateException("the shipped profile is not on the class path");
    }
    try {
      return Path.of(file.toURI()).getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
