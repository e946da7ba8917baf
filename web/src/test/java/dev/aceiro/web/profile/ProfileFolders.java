package dev.aceiro.web.profile;

import dev.aceiro.web.StartupFailure;
import dev.aceiro.web.words.Bundles;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Copies of a shipped profile with something changed. */
final class ProfileFolders {
  private final String id;
  private final SortedMap<String, String> contents;

  private ProfileFolders(String id, SortedMap<String, String> contents) {
    this.id = id;
    this.contents = contents;
  }

  static ProfileFolders plooral() {
    return shipped("plooral");
  }

  static ProfileFolders shipped(String id) {
    return ProfileFiles.shipped().stream()
        .filter(profile -> profile.id().equals(id))
        .map(profile -> new ProfileFolders(id, new TreeMap<>(profile.contents())))
        .findFirst()
        .orElseThrow();
  }

  /** A small organisation that uses every kind of file. */
  static ProfileFolders acme() {
    try {
      URL folder = Objects.requireNonNull(ProfileFolders.class.getResource("/acme"));
      ProfileFiles files = ProfileFiles.in(Path.of(folder.toURI())).getFirst();
      return new ProfileFolders(files.id(), new TreeMap<>(files.contents()));
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The text must be there: a test that changes nothing proves nothing. */
  ProfileFolders replace(String file, String text, String by) {
    String content = contents.get(file);
    if (content == null || !content.contains(text)) {
      throw new IllegalArgumentException(file + " does not contain " + text);
    }
    contents.put(file, content.replace(text, by));
    return this;
  }

  ProfileFolders put(String file, String content) {
    contents.put(file, content);
    return this;
  }

  ProfileFolders remove(String file) {
    contents.remove(file);
    return this;
  }

  Profile load() {
    return load(false);
  }

  Profile load(boolean local) {
    return ProfileConfiguration.load(List.of(files()), local).all().getFirst();
  }

  ProfileFiles files() {
    return new ProfileFiles(id, contents);
  }

  /** Everything that is wrong with it, in English. */
  List<String> faults(boolean local) {
    return ProfileReader.read(files(), local).faults().stream()
        .map(fault -> fault.say(Bundles.of("faults"), Locale.ENGLISH))
        .toList();
  }

  /** Writes it. */
  Path write(Path folder) throws IOException {
    Path profile = folder.resolve(id);
    for (var file : contents.entrySet()) {
      Path path = profile.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return profile;
  }

  /** What is said about it when it is refused. */
  String refusal() {
    try {
      load();
      return "";
    } catch (StartupFailure refused) {
      return refused.getMessage();
    }
  }
}
