package dev.aceiro.web.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aceiro.web.StartupFailure;
import dev.aceiro.web.words.BundleFile;
import dev.aceiro.web.words.Bundles;
import dev.aceiro.web.words.Languages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way in which a folder can be wrong is said with file, line, place and what is right. */
class BrokenProfilesTest {

  /**
   * A break of the good folder and what is said of it.
   *
   * @param code the fault's
   * @param file the file that is changed
   * @param text what is replaced; null for the whole file
   * @param by what it is replaced by; null removes the file
   * @param said the sentence, from the file's name on
   */
  record Break(String code, String file, String text, String by, String said) {
    @Override
    public String toString() {
      return code;
    }

    String at() {
      return said.startsWith(":") ? "acme" + said : "acme/" + said;
    }

    ProfileFolders folder() {
      ProfileFolders acme = ProfileFolders.acme();
      if (by == null) {
        return acme.remove(file);
      }
      return text == null ? acme.put(file, by) : acme.replace(file, text, by);
    }
  }

  static List<Break> breaks() {
    return BreakTable.ALL;
  }

  @Test
  void theFolderIsGoodBeforeItIsBroken() {
    assertThat(ProfileFolders.acme().faults(false)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("breaks")
  void whatIsWrongIsSaidWhereItIs(Break broken) {
    assertThat(broken.folder().faults(false))
        .anySatisfy(said -> assertThat(said).startsWith(broken.at()));
  }

  @ParameterizedTest
  @MethodSource("breaks")
  void aFolderWithAnErrorIsRefusedAndAWarningIsNot(Break broken) {
    ProfileReader.Result result = ProfileReader.read(broken.folder().files(), false);
    assertThat(result.refused()).isEqualTo(result.faults().stream().anyMatch(Fault::error));
    assertThat(result.faults()).extracting(Fault::code).contains(broken.code());
  }

  @ParameterizedTest
  @MethodSource("breaks")
  void itIsSaidInPortugueseToo(Break broken) {
    Fault fault =
        ProfileReader.read(broken.folder().files(), false).faults().stream()
            .filter(one -> one.code().equals(broken.code()))
            .findFirst()
            .orElseThrow();
    var words = Bundles.of("faults");
    assertThat(fault.say(words, Languages.PORTUGUESE))
        .startsWith(fault.file())
        .isNotEqualTo(fault.say(words, Locale.ENGLISH))
        .doesNotContain("…", "fault.");
  }

  @Test
  void everyMessageHasABrokenFolder() {
    Properties messages = BundleFile.read("/messages/faults.properties");
    assertThat(
            Stream.concat(
                    breaks().stream().map(Break::code),
                    BrokenFoldersTest.folders().stream().map(BrokenFoldersTest.Broken::code))
                .distinct())
        .containsExactlyInAnyOrderElementsOf(
            messages.stringPropertyNames().stream()
                .filter(key -> key.startsWith("fault."))
                .map(key -> key.substring("fault.".length()))
                .filter(
                    code ->
                        !List.of("warning", "refused", "schema", "file-unreadable").contains(code))
                .toList());
  }

  /** What nobody knows would never happen, in silence. */
  @Test
  void anEffectOrAHoldThatNobodyKnowsIsNotTaken() {
    assertThat(
            ProfileFolders.acme()
                .replace("playbooks/shop-down.yaml", "[EVIDENCE_FIRST]", "[EVIDENCE_FRIST]")
                .faults(false))
        .anySatisfy(said -> assertThat(said).contains("EVIDENCE_FRIST", "EVIDENCE_FIRST"));
  }

  @Test
  void everythingIsSaidAtOnce() {
    assertThat(
            ProfileFolders.acme()
                .replace("severities.yaml", "label: Slow", "lable: Slow")
                .replace("recovery.yaml", "24h", "one day")
                .replace("escalations.yaml", "role:manager", "role:boss")
                .put("guides/logs.yaml", "id: [")
                .remove("roles.yaml")
                .faults(false))
        .anyMatch(said -> said.contains("'lable'"))
        .anyMatch(said -> said.contains("'one day'"))
        .anyMatch(said -> said.contains("this is not YAML"))
        .anyMatch(said -> said.contains("acme/roles.yaml: the file is missing"));
  }

  @Test
  void aFaultInOneFileMakesNoFaultsOfTheNamesItGives() {
    assertThat(ProfileFolders.acme().replace("roles.yaml", "label: Manager, ", "").faults(false))
        .containsExactly("acme/roles.yaml:2 /1: 'label' must be said.");
  }

  @Test
  void whatReachesNobodyIsAWarningInLocalModeAndAnErrorElsewhere() {
    ProfileFolders folder =
        ProfileFolders.acme().replace("contacts.yaml", ", email: max@acme.example", "");
    assertThat(ProfileReader.read(folder.files(), true).refused()).isFalse();
    assertThat(ProfileReader.read(folder.files(), false).refused()).isTrue();
    assertThat(folder.faults(true)).allMatch(said -> said.contains("(warning)")).isNotEmpty();
  }

  @Test
  void linksLeadToFilesAsInAMountedConfigMap(@TempDir Path folder) throws IOException {
    Path real = ProfileFolders.acme().write(Files.createDirectories(folder.resolve("..data")));
    Path mounted = Files.createSymbolicLink(folder.resolve("acme"), real);

    assertThat(ProfileFiles.in(mounted).getFirst().contents())
        .containsOnlyKeys(ProfileFolders.acme().files().contents().keySet());
  }

  @Test
  void aFolderThatIsNoneIsASentence(@TempDir Path folder) {
    assertThatThrownBy(() -> ProfileFiles.in(folder.resolve("nowhere")))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("is not a folder");
    assertThatThrownBy(() -> ProfileFiles.in(folder))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("no folder in it has an organisation.yaml");
  }

  @Test
  void aFolderWithErrorsIsRefusedAtStart(@TempDir Path folder) throws IOException {
    Path broken = ProfileFolders.acme().remove("recovery.yaml").write(folder);
    assertThatThrownBy(() -> ProfileConfiguration.load(ProfileFiles.in(broken), true))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("acme/recovery.yaml");
  }

  @Test
  void aProfileOfTheInstallationIsReadFromItsFolder(@TempDir Path folder) throws IOException {
    Path acme = ProfileFolders.acme().write(folder);
    assertThat(Stream.of(folder, acme))
        .allSatisfy(
            place ->
                assertThat(ProfileConfiguration.load(ProfileFiles.in(place), false).all())
                    .extracting(Profile::id)
                    .containsExactly("acme"));
  }
}
