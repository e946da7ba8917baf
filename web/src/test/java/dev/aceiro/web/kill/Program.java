package dev.aceiro.web.kill;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The packaged application, unpacked and with its classes archived by a first run: it is started so
 * often here that seconds matter.
 */
final class Program {
  private static final List<String> OPTIONS =
      List.of("-Xmx384m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private static Program ready;

  private final Path folder;
  private final Path jar;

  private Program(Path folder, Path jar) {
    this.folder = folder;
    this.jar = jar;
  }

  /** The program, made ready the first time somebody asks. */
  static synchronized Program get() throws IOException {
    if (ready == null) {
      Path jar = Path.of(System.getProperty("aceiro.jar", "target/aceiro.jar")).toAbsolutePath();
      if (!Files.isRegularFile(jar)) {
        throw new IllegalStateException("there is no " + jar + ": mvn package");
      }
      Path folder = Path.of("target", "kill", "program").toAbsolutePath();
      Program program =
          new Program(
              folder, holdsItsLibraries(jar) ? folder.resolve("app").resolve("aceiro.jar") : jar);
      program.unpack(jar);
      program.train();
      ready = program;
    }
    return ready;
  }

  /** The command that starts it, without its settings. */
  List<String> command() {
    List<String> command = command(List.of("-XX:SharedArchiveFile=" + archive()));
    command.addAll(List.of("-jar", jar.toString()));
    return command;
  }

  private static List<String> command(List<String> more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(more);
    return command;
  }

  private Path archive() {
    return folder.resolve("classes.jsa");
  }

  private void unpack(Path packaged) throws IOException {
    // Its date is that of the release, not of its building.
    String digest = digest(packaged);
    Path unpacked = folder.resolve("digest");
    if (Files.exists(unpacked) && Files.readString(unpacked).equals(digest)) {
      return;
    }
    delete(folder);
    Files.createDirectories(folder);
    if (holdsItsLibraries(packaged)) {
      List<String> command = command(List.of("-Djarmode=tools", "-jar", packaged.toString()));
      command.addAll(List.of("extract", "--destination", folder.resolve("app").toString()));
      run(command, folder.resolve("unpack.log"));
    }
    Files.writeString(unpacked, digest);
  }

  /** Whether it is what the build packages; otherwise its manifest names where they are. */
  private static boolean holdsItsLibraries(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getEntry("BOOT-INF/") != null;
    }
  }

  private static String digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] some = new byte[1 << 16];
      for (int read = in.read(some); read >= 0; read = in.read(some)) {
        digest.update(some, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** One start and one end, so that the next starts find their classes in an archive. */
  private void train() throws IOException {
    if (Files.exists(archive())) {
      return;
    }
    Path home = folder.resolve("home");
    List<String> command = command(List.of("-XX:ArchiveClassesAtExit=" + archive()));
    command.addAll(List.of("-jar", jar.toString(), "--aceiro.engine=in-process"));
    try (AppProcess once = new AppProcess(command, home, folder.resolve("train.log"), List.of())) {
      once.start();
      once.awaitReady();
    }
    delete(home);
  }

  private static void run(List<String> command, Path log) throws IOException {
    try {
      int code =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start()
              .waitFor();
      if (code != 0) {
        throw new IOException(command + " ended with " + code + ", see " + log);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
