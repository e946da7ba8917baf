package dev.aceiro.web.profile;

import dev.aceiro.web.StartupFailure;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Copies of a shipped profile with something changed. */
final class ProfileFolders {
  private final SortedMap<String, String> contents;

  private ProfileFolders(SortedMap<String, String> contents) {
    this.contents = contents;
  }

  static ProfileFolders plooral() {
    ProfileFiles shipped =
        ProfileFiles.shipped().stream()
            .filter(p -> p.id().equals("plooral"))
            .findFirst()
            .orElseThrow();
    return new ProfileFolders(new TreeMap<>(shipped.contents()));
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
    return ProfileConfiguration.load(List.of(new ProfileFiles("plooral", contents)), local)
        .all()
        .getFirst();
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
