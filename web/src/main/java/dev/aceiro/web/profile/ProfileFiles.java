package dev.aceiro.web.profile;

import dev.aceiro.web.StartupFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The files of one profile, wherever they lie.
 *
 * @param id the folder's name, which is the profile's id
 * @param contents by path inside the folder, with slashes
 * @param unread what is meant to be read and cannot be, by path
 * @param ignored paths of what is none of ours, such as an editor's copies
 */
record ProfileFiles(
    String id,
    SortedMap<String, String> contents,
    SortedMap<String, Unread> unread,
    SortedSet<String> ignored) {
  private static final String SHIPPED = "profiles/";

  /** What is hidden, and what a file system keeps for itself. */
  private static final Pattern NONE_OF_OURS = Pattern.compile("\\..*|lost\\+found");

  /**
   * Why something in the folder cannot be read.
   *
   * @param code the fault's
   * @param params names and values, by turns, that its words name
   */
  record Unread(String code, List<String> params) {
    /** The path that a misnamed file should have, or the one it has. */
    String meant(String path) {
      return params.isEmpty()
          ? path
          : path.substring(0, path.lastIndexOf('/') + 1) + params.getLast();
    }
  }

  /** Files that all could be read. */
  ProfileFiles(String id, SortedMap<String, String> contents) {
    this(id, contents, new TreeMap<>(), new TreeSet<>());
  }

  /** The profiles that come with Aceiro. */
  static List<ProfileFiles> shipped() {
    SortedMap<String, SortedMap<String, String>> byProfile = new TreeMap<>();
    try {
      for (Resource resource :
          new PathMatchingResourcePatternResolver()
              .getResources("classpath:" + SHIPPED + "**/*.yaml")) {
        String url = resource.getURL().toString();
        String path = url.substring(url.lastIndexOf("/" + SHIPPED) + SHIPPED.length() + 1);
        int slash = path.indexOf('/');
        byProfile
            .computeIfAbsent(path.substring(0, slash), id -> new TreeMap<>())
            .put(path.substring(slash + 1), resource.getContentAsString(StandardCharsets.UTF_8));
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("the shipped profiles cannot be read", broken);
    }
    return of(byProfile);
  }

  /**
   * The profiles of an installation: one in each folder of the folder, or the folder itself where
   * it is one.
   *
   * @param folder as somebody named it
   * @throws StartupFailure if it cannot be read or holds none
   */
  static List<ProfileFiles> in(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new StartupFailure(
          "%s is not a folder; name one that is a profile, or one with a folder for each profile in it."
              .formatted(folder));
    }
    try {
      if (profile(folder)) {
        return List.of(FolderWalk.read(folder));
      }
      List<ProfileFiles> profiles = new ArrayList<>();
      for (Path candidate : entries(folder)) {
        if (Files.isDirectory(candidate) && !NONE_OF_OURS.matcher(name(candidate)).matches()) {
          inside(candidate, profiles);
        }
      }
      if (profiles.isEmpty()) {
        throw new StartupFailure(
            "%s is no profile, and no folder in it has an %s; a profile is a folder with one."
                .formatted(folder, Kinds.ORGANISATION));
      }
      return profiles;
    } catch (IOException unreadable) {
      throw new StartupFailure(
          "%s cannot be read: %s.".formatted(folder, unreadable.getMessage()), unreadable);
    }
  }

  private static void inside(Path folder, List<ProfileFiles> profiles) throws IOException {
    try {
      if (profile(folder)) {
        profiles.add(FolderWalk.read(folder));
      }
    } catch (AccessDeniedException closed) {
      SortedMap<String, Unread> whole = new TreeMap<>();
      whole.put("", new Unread("file-unreadable", List.of()));
      profiles.add(new ProfileFiles(name(folder), new TreeMap<>(), whole, new TreeSet<>()));
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /**
   * Whether a folder is meant as a profile: not only one that is whole, or a profile whose first
   * file is misnamed would be left out without a word.
   */
  private static boolean profile(Path folder) throws IOException {
    for (Path entry : entries(folder)) {
      String name = name(entry).toLowerCase(Locale.ROOT);
      if (FolderWalk.meant(name) && Kinds.REQUIRED.contains(FolderWalk.right(name))) {
        return true;
      }
    }
    return false;
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.sorted().toList();
    }
  }

  /** SHA-256 of paths and contents: the profile's version. */
  String version() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      contents.forEach(
          (path, content) -> {
            digest.update(path.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(content.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
          });
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  private static List<ProfileFiles> of(SortedMap<String, SortedMap<String, String>> byProfile) {
    List<ProfileFiles> profiles = new ArrayList<>();
    byProfile.forEach((id, contents) -> profiles.add(new ProfileFiles(id, contents)));
    return profiles;
  }
}
