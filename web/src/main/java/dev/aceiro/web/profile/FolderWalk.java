package dev.aceiro.web.profile;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the folder of one profile. What cannot be read does not end the reading: it is kept with
 * its reason, so that everything that is wrong is said at once. Links are followed, as a mounted
 * ConfigMap is made of them; what is hidden is none of ours.
 */
final class FolderWalk extends SimpleFileVisitor<Path> {
  private static final String YAML = ".yaml";

  /** How people and their editors misspell the end of a file's name. */
  private static final Pattern MEANT_AS_YAML =
      Pattern.compile("(.+?)\\.ya?ml(\\.txt)?", Pattern.CASE_INSENSITIVE);

  private final Path folder;
  private final SortedMap<String, String> contents = new TreeMap<>();
  private final SortedMap<String, ProfileFiles.Unread> unread = new TreeMap<>();
  private final SortedSet<String> ignored = new TreeSet<>();

  private FolderWalk(Path folder) {
    this.folder = folder;
  }

  /**
   * The profile in a folder.
   *
   * @throws IOException if the folder itself cannot be read
   */
  static ProfileFiles read(Path folder) throws IOException {
    FolderWalk walk = new FolderWalk(folder);
    Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
    Path name = folder.toRealPath().getFileName();
    return new ProfileFiles(
        name == null ? "profile" : name.toString(), walk.contents, walk.unread, walk.ignored);
  }

  /** Whether a file of that name is meant to say something about a profile. */
  static boolean meant(String name) {
    return MEANT_AS_YAML.matcher(name).matches();
  }

  /** The name that such a file should have. */
  static String right(String name) {
    Matcher meant = MEANT_AS_YAML.matcher(name);
    return meant.matches() ? meant.group(1) + YAML : name;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
    if (directory.equals(folder)) {
      return FileVisitResult.CONTINUE;
    }
    if (hidden(directory)) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    if (meant(name(directory))) {
      unread(directory, "file-is-folder");
      return FileVisitResult.SKIP_SUBTREE;
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    String name = name(file);
    if (hidden(file)) {
      return FileVisitResult.CONTINUE;
    }
    if (!meant(name)) {
      ignored.add(path(file));
    } else if (attributes.isSymbolicLink()) {
      unread(file, "file-nowhere");
    } else if (!attributes.isRegularFile()) {
      unread(file, "file-no-file");
    } else if (name.endsWith(YAML)) {
      content(file);
    } else {
      unread(file, "file-name", "right", right(name));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
    if (file.equals(folder)) {
      throw why;
    }
    if (!hidden(file)) {
      unreadable(file, why);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException why)
      throws IOException {
    return why == null ? FileVisitResult.CONTINUE : visitFileFailed(directory, why);
  }

  private void content(Path file) {
    try {
      contents.put(path(file), Files.readString(file));
    } catch (CharacterCodingException otherwise) {
      unread(file, "file-not-utf8");
    } catch (IOException why) {
      unreadable(file, why);
    }
  }

  private void unreadable(Path file, IOException why) {
    if (why instanceof FileSystemLoopException) {
      unread(file, "file-loop");
    } else if (why instanceof NoSuchFileException) {
      unread(file, "file-nowhere");
    } else {
      unread(file, "file-unreadable");
    }
  }

  private void unread(Path file, String code, String... params) {
    unread.put(path(file), new ProfileFiles.Unread(code, List.of(params)));
  }

  private String path(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private static boolean hidden(Path file) {
    return name(file).startsWith(".");
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
