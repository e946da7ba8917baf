package dev.aceiro.web.embedded;

import dev.aceiro.activities.store.Digests;
import dev.aceiro.web.StartupFailure;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL as zonky packs them, unpacked once per version. */
final class PostgresBinaries {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private PostgresBinaries() {}

  /**
   * Unpacks them unless that has been done.
   *
   * @param parent a folder of our own
   * @return the folder that holds {@code bin} and {@code lib}
   */
  static Path unpack(Path parent) throws IOException {
    byte[] archive = archive();
    Path unpacked = parent.resolve("server-" + digest(archive));
    if (!Files.isDirectory(unpacked)) {
      Path draft = parent.resolve("server.new");
      delete(draft);
      if (!unpackWithTar(archive, draft)) {
        delete(draft);
        unpack(archive, draft);
      }
      Files.move(draft, unpacked, StandardCopyOption.ATOMIC_MOVE);
    }
    return unpacked;
  }

  static byte[] archive() throws IOException {
    try (InputStream packed = open()) {
      return packed.readAllBytes();
    }
  }

  private static InputStream open() throws IOException {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch");
    try {
      return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
          os.startsWith("mac") ? "Darwin" : os.startsWith("windows") ? "Windows" : "Linux",
          arch.equals("amd64") ? "x86_64" : arch);
    } catch (IllegalStateException e) {
      throw new StartupFailure(
          "Aceiro brings no PostgreSQL for %s on %s: name a PostgreSQL of yours with --spring.datasource.url=jdbc:postgresql://HOST/DATABASE."
              .formatted(os, arch),
          e);
    }
  }

  private static String digest(byte[] archive) {
    return Digests.sha256(archive).substring(0, 16);
  }

  /** Three times as fast, on the one start where it matters; not every machine has tar with xz. */
  private static boolean unpackWithTar(byte[] archive, Path folder) throws IOException {
    Path file = Files.createTempFile(folder.getParent(), "server", ".txz");
    try {
      Files.write(file, archive);
      Files.createDirectories(folder);
      return Processes.run(
                  new ProcessBuilder("tar", "-xJf", file.toString(), "-C", folder.toString()),
                  PATIENCE)
              .exitCode()
          == 0;
    } catch (IOException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  static void unpack(byte[] archive, Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new BufferedInputStream(new XZInputStream(new ByteArrayInputStream(archive))))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
          throw new IOException("entry outside of its archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
          continue;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
          Files.createLink(file, folder.resolve(entry.getLinkName()).normalize());
        } else {
          Files.copy(tar, file);
          boolean executable = (entry.getMode() & 0100) != 0;
          Files.setPosixFilePermissions(
              file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }

  /** Deletes a folder with all it holds, if it is there. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
