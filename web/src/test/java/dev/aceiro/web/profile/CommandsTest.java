package dev.aceiro.web.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aceiro.web.Command;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do with a profile before anything runs by it. */
class CommandsTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
  private final Locale before = Locale.getDefault();

  @BeforeEach
  void english() {
    Locale.setDefault(Locale.ENGLISH);
  }

  @AfterEach
  void asBefore() {
    Locale.setDefault(before);
  }

  @Test
  void aGoodFolderIsGoodAndWhatCannotBeExecutedIsListed(@TempDir Path folder) throws Exception {
    Path acme = ProfileFolders.acme().write(folder);
    assertThat(run(new CheckCommand(out), "%s", acme)).isZero();
    assertThat(said())
        .contains("acme: good, version ")
        .contains("this program cannot execute shop.restart; \"Restart the shop\"");
  }

  @Test
  void whatAPlaybookActsOnOutsideTheEstateIsListed(@TempDir Path folder) throws Exception {
    Path acme =
        ProfileFolders.acme()
            .replace(
                "playbooks/shop-down.yaml",
                "checks:",
                "  - {type: sqs.visibility-timeout, title: Longer, parameters: {queue: other}}\n"
                    + "checks:")
            .write(folder);
    assertThat(run(new CheckCommand(out), "%s", acme)).isZero();
    assertThat(said()).contains("\"Longer\" names queue 'other', which is not in estate.yaml");
  }

  @Test
  void whatIsNotReadIsListed(@TempDir Path folder) throws Exception {
    Path acme = ProfileFolders.acme().write(folder);
    Files.writeString(acme.resolve("roles.yaml~"), "old");
    assertThat(run(new CheckCommand(out), "%s", acme)).isZero();
    assertThat(said()).contains("acme: not read: roles.yaml~.");
  }

  @Test
  void theFolderOfTheCommandIsNamedNotASetting(@TempDir Path folder) throws Exception {
    assertThatThrownBy(() -> run(new CheckCommand(out), "%s/nope", folder))
        .isInstanceOf(MisuseException.class)
        .hasMessageContaining("nope")
        .hasMessageNotContaining("aceiro.profiles");
    assertThatThrownBy(() -> run(new CheckCommand(out), "%s", folder))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining(folder.toString())
        .hasMessageNotContaining("aceiro.profiles");
  }

  @Test
  void aBrokenFolderFailsWithEverythingThatIsWrong(@TempDir Path folder) throws Exception {
    Path acme =
        ProfileFolders.acme()
            .replace("severities.yaml", "3m", "soon")
            .replace("recovery.yaml", "48h", "12h")
            .write(folder);
    assertThat(run(new CheckCommand(out), "%s", acme)).isEqualTo(1);
    assertThat(said())
        .contains("acme/severities.yaml:8 /0/clocks/notifyWithin: 'soon' is not a duration")
        .contains("acme/recovery.yaml:3 /observation/max: max (PT12H) ends before min (PT24H)")
        .contains("acme: refused");
  }

  @Test
  void aMissingAddressIsAnErrorForAServerOnly(@TempDir Path folder) throws Exception {
    Path acme =
        ProfileFolders.acme()
            .replace("contacts.yaml", ", email: max@acme.example", "")
            .write(folder);
    assertThat(run(new CheckCommand(out), "%s", acme)).isZero();
    assertThat(run(new CheckCommand(out), "--server %s", acme)).isEqualTo(1);
  }

  @Test
  void faultsAreSaidInTheLanguageOfWhoeverSitsHere(@TempDir Path folder) throws Exception {
    Locale.setDefault(Locale.forLanguageTag("pt-BR"));
    Path acme = ProfileFolders.acme().remove("recovery.yaml").write(folder);
    run(new CheckCommand(out), "%s", acme);
    assertThat(said()).contains("falta o arquivo");
  }

  @Test
  void everyShippedProfileIsGoodAndItsCopyToo(@TempDir Path folder) throws Exception {
    for (ProfileFiles shipped : ProfileFiles.shipped()) {
      Path own = folder.resolve(shipped.id());
      assertThat(run(new InitCommand(out), "%s --from=" + shipped.id(), own)).isZero();
      assertThat(run(new CheckCommand(out), "%s", own)).isZero();
      assertThat(Files.readString(own.resolve("severities.yaml")))
          .startsWith("# yaml-language-server: $schema=.schema/severities.json\n");
      assertThat(own.resolve(".schema/severities.json")).exists();
    }
  }

  @Test
  void aFolderWithSomethingInItIsNotOverwritten(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("mine.txt"), "mine");
    assertThatThrownBy(() -> run(new InitCommand(out), "%s --from plooral", folder))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("not empty");
  }

  @Test
  void aWrongCallIsOneSentence() {
    for (String args : List.of("", "a b", "a --strict", "a --from", "/nowhere")) {
      assertThatThrownBy(() -> run(new CheckCommand(out), args))
          .isInstanceOf(MisuseException.class)
          .hasMessageEndingWith(".");
    }
    for (String args : List.of("", "a", "a --from nobody", "a --from")) {
      assertThatThrownBy(() -> run(new InitCommand(out), args))
          .isInstanceOf(MisuseException.class)
          .hasMessageEndingWith(".");
    }
  }

  private static int run(Command command, String args, Object... values) throws Exception {
    String line = args.formatted(values).strip();
    return command.run(line.isEmpty() ? List.of() : List.of(line.split(" ")));
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }
}
