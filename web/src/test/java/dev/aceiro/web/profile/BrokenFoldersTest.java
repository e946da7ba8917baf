package dev.aceiro.web.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aceiro.web.StartupFailure;
import dev.aceiro.web.words.Bundles;
import dev.aceiro.web.words.Languages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What lies in a profile's folder and cannot be read is said, and hides nothing else. */
class BrokenFoldersTest {
  @TempDir Path temporary;

  /** A change of the folder itself. */
  interface Change {
    void on(Path acme) throws IOException;
  }

  /**
   * A broken folder.
   *
   * @param code the fault's
   * @param change what is done to the small organisation's folder
   * @param said the sentence about it, from the file's name on
   */
  record Broken(String code, Change change, String said) {
    @Override
    public String toString() {
      return said;
    }
  }

  static List<Broken> folders() {
    return List.of(
        new Broken(
            "file-name",
            acme -> Files.move(acme.resolve("roles.yaml"), acme.resolve("roles.yml")),
            "roles.yml: only files whose names end in .yaml are read; rename it to roles.yaml, or"
                + " remove it."),
        new Broken(
            "file-name",
            acme -> Files.writeString(acme.resolve("guides/x.yml"), "id: x"),
            "guides/x.yml: only files whose names end in .yaml are read; rename it to x.yaml, or"
                + " remove it."),
        new Broken(
            "file-name",
            acme -> Files.move(acme.resolve("organisation.yaml"), acme.resolve("organisation.yml")),
            "organisation.yml: only files whose names end in .yaml are read; rename it to"
                + " organisation.yaml, or remove it."),
        new Broken(
            "file-name",
            acme -> Files.move(acme.resolve("roles.yaml"), acme.resolve("roles.YAML")),
            "roles.YAML: only files whose names end in .yaml are read; rename it to roles.yaml, or"
                + " remove it."),
        new Broken(
            "file-name",
            acme -> Files.writeString(acme.resolve("alarms/ShopSlow.yaml.txt"), "name: x"),
            "alarms/ShopSlow.yaml.txt: only files whose names end in .yaml are read; rename it to"
                + " ShopSlow.yaml, or remove it."),
        new Broken(
            "file-is-folder",
            acme -> {
              Files.delete(acme.resolve("roles.yaml"));
              Files.createDirectory(acme.resolve("roles.yaml"));
            },
            "roles.yaml: a file is expected here, and this is a folder; rename or remove it."),
        new Broken(
            "file-nowhere",
            acme -> {
              Files.delete(acme.resolve("guides/logs.yaml"));
              Files.createSymbolicLink(acme.resolve("guides/logs.yaml"), Path.of("nowhere.yaml"));
            },
            "guides/logs.yaml: this link leads nowhere; put a file in its place, or remove it."),
        new Broken(
            "file-no-file",
            acme -> {
              Files.delete(acme.resolve("roles.yaml"));
              Files.createSymbolicLink(acme.resolve("roles.yaml"), Path.of("/dev/null"));
            },
            "roles.yaml: this is neither a file nor a link to one; put a file in its place."),
        new Broken(
            "file-loop",
            acme -> Files.createSymbolicLink(acme.resolve("guides/all"), acme),
            "guides/all: this link leads back to a folder around it; remove it."),
        new Broken(
            "file-not-utf8",
            acme ->
                Files.writeString(
                    acme.resolve("roles.yaml"), "- label: Gestão", StandardCharsets.ISO_8859_1),
            "roles.yaml: the file is not written in UTF-8; save it as UTF-8."));
  }

  @ParameterizedTest
  @MethodSource("folders")
  void whatCannotBeReadIsSaidWithEverythingElseThatIsWrong(Broken broken) throws IOException {
    Path acme =
        ProfileFolders.acme()
            .replace("severities.yaml", "label: Slow", "lable: Slow")
            .write(temporary);
    broken.change().on(acme);

    List<Fault> faults = ProfileReader.read(ProfileFiles.in(acme).getFirst(), true).faults();

    assertThat(faults).extracting(Fault::code).contains(broken.code(), "misspelt-key");
    assertThat(said(faults, Locale.ENGLISH)).contains("acme/" + broken.said());
    assertThat(said(faults, Languages.PORTUGUESE))
        .noneMatch(sentence -> sentence.endsWith(broken.said()));
    assertThat(faults).extracting(Fault::code).doesNotContain("file-missing");
  }

  @ParameterizedTest
  @MethodSource("folders")
  void suchAFolderIsRefused(Broken broken) throws IOException {
    Path acme = ProfileFolders.acme().write(temporary);
    broken.change().on(acme);
    assertThatThrownBy(() -> ProfileConfiguration.load(ProfileFiles.in(temporary), true))
        .isInstanceOf(StartupFailure.class);
  }

  @Test
  void whatMayNotBeReadIsSaid() {
    SortedMap<String, ProfileFiles.Unread> closed = new TreeMap<>();
    closed.put("roles.yaml", new ProfileFiles.Unread("file-unreadable", List.of()));
    SortedMap<String, String> contents = new TreeMap<>(ProfileFolders.acme().files().contents());
    contents.remove("roles.yaml");

    ProfileReader.Result result =
        ProfileReader.read(new ProfileFiles("acme", contents, closed, new TreeSet<>()), true);

    assertThat(said(result.faults(), Locale.ENGLISH))
        .containsExactly(
            "acme/roles.yaml: this cannot be read; let the account that Aceiro runs under read"
                + " it.");
  }

  @Test
  void whatIsNoneOfOursIsLeftAlone() throws IOException {
    Path acme = ProfileFolders.acme().write(temporary);
    for (String stray : List.of("README.md", "roles.yaml~", "roles.yaml.bak", ".roles.yaml.swp")) {
      Files.writeString(acme.resolve(stray), "stray");
    }
    Files.createDirectory(temporary.resolve("lost+found"));

    ProfileFiles files = ProfileFiles.in(temporary).getFirst();

    assertThat(ProfileReader.read(files, true).faults()).isEmpty();
    assertThat(files.ignored()).containsExactly("README.md", "roles.yaml.bak", "roles.yaml~");
  }

  private static List<String> said(List<Fault> faults, Locale locale) {
    return faults.stream().map(fault -> fault.say(Bundles.of("faults"), locale)).toList();
  }
}
