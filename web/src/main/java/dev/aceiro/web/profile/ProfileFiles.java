package dev.aceiro.web.profile;

import dev.aceiro.web.StartupFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The files of one profile, wherever they lie.
 *
 * @param id the folder's name, which is the profile's id
 * @param contents by path inside the folder, with slashes
 */
record ProfileFiles(String id, SortedMap<String, String> contents) {
  private static final String SHIPPED = "profiles/";

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
   * @throws StartupFailure if it cannot be read or holds none
   */
  static List<ProfileFiles> in(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new StartupFailure(
          "%s is not a folder; let aceiro.profiles name one that is a profile, or one with a folder for each profile in it."
              .formatted(folder));
    }
    try {
      if (Files.exists(folder.resolve(Kinds.ORGANISATION))) {
        return List.of(read(folder));
      }
      List<ProfileFiles> profiles = new ArrayList<>();
      try (Stream<Path> inside = Files.list(folder)) {
        for (Path candidate : inside.sorted().toList()) {
          if (Files.exists(candidate.resolve(Kinds.ORGANISATION))) {
            profiles.add(read(candidate));
          }
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

  /** Links are followed, as a mounted ConfigMap is made of them; what is hidden is none of ours. */
  private static ProfileFiles read(Path folder) throws IOException {
    SortedMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        if (path.endsWith(".yaml") && !path.startsWith(".") && !path.contains("/.")) {
          contents.put(path, text(file));
        }
      }
    }
    Path name = folder.toRealPath().getFileName();
    return new ProfileFiles(name == null ? "profile" : name.toString(), contents);
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException otherwise) {
      throw new IOException(file + " is not written in UTF-8", otherwise);
    }
  }

  private static List<ProfileFiles> of(SortedMap<String, SortedMap<String, String>> byProfile) {
    List<ProfileFiles> profiles = new ArrayList<>();
    byProfile.forEach((id, contents) -> profiles.add(new ProfileFiles(id, contents)));
    return profiles;
  }
}
