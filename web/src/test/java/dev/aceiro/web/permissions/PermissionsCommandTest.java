package dev.aceiro.web.permissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aceiro.web.CommandLine.MisuseException;
import dev.aceiro.web.StartupFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What an installer gives to the clouds. */
class PermissionsCommandTest {
  private static final Path PAGE = Path.of("../docs/permissions.md");
  private static final String BEGIN = "<!-- begin: permissions ";
  private static final String END = "<!-- end -->\n";

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Locale before = Locale.getDefault();

  @BeforeEach
  void english() {
    Locale.setDefault(Locale.ENGLISH);
  }

  @AfterEach
  void asBefore() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plooral", "challenge-02", "etp-express"})
  void everyShippedProfileHasPermissionsAndEveryNoteHasWords(String profile) throws Exception {
    for (Locale language : List.of(Locale.ENGLISH, Locale.forLanguageTag("pt-BR"))) {
      Locale.setDefault(language);
      assertThat(run("--profile " + profile)).contains(profile).doesNotContain("permissions.");
    }
  }

  @Test
  void onlyWhatThePlaybooksNameIsGranted() throws Exception {
    assertThat(run("--profile plooral")).contains("ecs:UpdateService").doesNotContain("iam:");
    assertThat(run("--profile plooral --all-types"))
        .contains("ecs:UpdateService")
        .contains("iam:PassRole");
  }

  @Test
  void itIsSaidWhoNeedsNone() throws Exception {
    assertThat(run("--profile plooral"))
        .contains("Only the role responder needs any of this; the roles web and worker need none.");
    Locale.setDefault(Locale.forLanguageTag("pt-BR"));
    assertThat(run("--profile plooral")).contains("os papéis web e worker não precisam de nada");
  }

  @Test
  void filesAreWrittenAsTheCloudsTakeThem(@TempDir Path folder) throws Exception {
    Path to = folder.resolve("grants");
    String printed =
        run("--profile challenge-02 --account=123456789012 --region=sa-east-1 --to " + to);
    try (Stream<Path> files = Files.list(to)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "aws-123456789012.json",
              "kubernetes-challenge-02.yaml",
              "kubernetes-challenge-02-hml.yaml");
    }
    assertThat(printed.lines().filter(line -> !line.isEmpty())).allMatch(l -> l.startsWith("# "));
    assertThat(
            JsonMapper.shared()
                .readTree(Files.readString(to.resolve("aws-123456789012.json")))
                .path("Statement")
                .isArray())
        .isTrue();
  }

  @Test
  void aFolderThatCannotBeWrittenIsOneSentence(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> run("--profile plooral --to " + file))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("cannot be written");
  }

  @Test
  void theSameIsPrintedEachTime() throws Exception {
    assertThat(run("--profile challenge-02 --all-types"))
        .isEqualTo(run("--profile challenge-02 --all-types"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plooral",
        "--profile",
        "--profile nobody",
        "--profile plooral --account 12",
        "--profile plooral --region mars",
        "--profile plooral --name A_B",
        "--profile plooral --namespace a/b",
        "--profile plooral --everything"
      })
  void aWrongCallIsOneSentence(String args) {
    assertThatThrownBy(() -> run(args))
        .isInstanceOf(MisuseException.class)
        .hasMessageEndingWith(".");
  }

  /** {@code -Daceiro.write-docs=true} writes the page anew. */
  @Test
  void theExampleOfThePageIsTrue() throws Exception {
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN);
    int line = page.indexOf("\n", from) + 1;
    int to = page.indexOf(END, line);
    String args = page.substring(from + BEGIN.length(), line).replace("-->", "").strip();
    String written =
        page.substring(0, line) + "```text\n" + run(args) + "```\n" + page.substring(to);
    if (Boolean.getBoolean("aceiro.write-docs")) {
      Files.writeString(PAGE, written);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(written);
  }

  private String run(String args) throws Exception {
    said.reset();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    List<String> words = args.isEmpty() ? List.of() : List.of(args.split(" "));
    assertThat(new PermissionsCommand(out).run(words)).isZero();
    return said.toString(StandardCharsets.UTF_8);
  }
}
