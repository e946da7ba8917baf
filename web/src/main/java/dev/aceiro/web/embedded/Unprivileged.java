package dev.aceiro.web.embedded;

import dev.aceiro.web.StartupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * How to start PostgreSQL, which refuses to run as root, from a process that is root: in a user
 * namespace where root is nobody in particular and still owns its files, or else as the user {@code
 * nobody}, to whom its folder is given.
 */
enum Unprivileged {
  /** We are no root: as we are. */
  AS_WE_ARE(List.of()),
  /** In a user namespace of its own. */
  NAMESPACE(List.of("unshare", "--user")),
  /** As the user nobody. */
  NOBODY(
      List.of(
          "setpriv",
          "--reuid=" + Unprivileged.NOBODY_ID,
          "--regid=" + Unprivileged.NOBODY_ID,
          "--clear-groups"));

  private static final int NOBODY_ID = 65_534;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<String> prefix;

  Unprivileged(List<String> prefix) {
    this.prefix = prefix;
  }

  /** The way that works on this machine. */
  static Unprivileged find() throws IOException, InterruptedException {
    if (!answer(List.of("id", "-u")).equals("0")) {
      return AS_WE_ARE;
    }
    for (Unprivileged way : List.of(NAMESPACE, NOBODY)) {
      String uid = answer(way.command(List.of("id", "-u")));
      if (!uid.isEmpty() && !uid.equals("0")) {
        return way;
      }
    }
    throw new StartupFailure(
        "PostgreSQL does not run as root and this machine lets root neither make a user namespace nor become another user: start Aceiro as an ordinary user, or name a PostgreSQL of yours with --spring.datasource.url=jdbc:postgresql://HOST/DATABASE.");
  }

  /** The command that runs the given one unprivileged. */
  List<String> command(List<String> command) {
    List<String> words = new ArrayList<>(prefix);
    words.addAll(command);
    return words;
  }

  /**
   * Lets the unprivileged one have a folder and what is in it.
   *
   * @param home the folder above, which stays ours
   */
  void give(Path home, Path folder) throws IOException {
    if (this != NOBODY) {
      return;
    }
    for (Path above = home.getParent(); above != null; above = above.getParent()) {
      if (!Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        throw new StartupFailure(
            "PostgreSQL does not run as root, and the user nobody may not enter %s: start Aceiro as an ordinary user, or name a folder outside of it with --aceiro.home=FOLDER."
                .formatted(above));
      }
    }
    Set<PosixFilePermission> enter = PosixFilePermissions.fromString("rwx--x--x");
    Files.setPosixFilePermissions(home, enter);
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.toList()) {
        Files.setAttribute(path, "unix:uid", NOBODY_ID, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", NOBODY_ID, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  private static String answer(List<String> command) throws IOException, InterruptedException {
    try {
      Processes.Result result = Processes.run(new ProcessBuilder(command), PATIENCE);
      return result.exitCode() == 0 ? result.output() : "";
    } catch (TimeoutException e) {
      return "";
    } catch (IOException e) {
      if (Processes.onPath(command.getFirst()).isPresent()) {
        throw e;
      }
      return "";
    }
  }
}
