package dev.aceiro.web.embedded;

import dev.aceiro.web.StartupFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The one folder in which the defaults of an installation keep all their state: database, engine,
 * generated secrets. Only its owner may look inside, and only one process may own it at a time.
 */
public final class AceiroHome implements AutoCloseable {

  private final Path folder;
  private final @Nullable FileLock lock;

  private AceiroHome(Path folder, @Nullable FileLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * The folder as it is, for commands that look into it while the application may be running.
   *
   * @param folder need not exist
   */
  public static AceiroHome at(Path folder) {
    return new AceiroHome(folder.toAbsolutePath().normalize(), null);
  }

  /**
   * Creates the folder if need be and takes it for this process until {@link #close()} or the end
   * of the process, however it ends.
   *
   * @throws StartupFailure if another process has it, or this one has no right to it
   */
  public static AceiroHome lock(Path folder) {
    Path home = folder.toAbsolutePath().normalize();
    try {
      home = Private.folder(home).toRealPath();
      return new AceiroHome(home, take(home));
    } catch (IOException e) {
      throw new StartupFailure(
          "Aceiro cannot keep its data in %s (%s): give this user the right to write there, or name another folder with --aceiro.home=FOLDER."
              .formatted(home, reason(e)),
          e);
    }
  }

  private static FileLock take(Path home) throws IOException {
    FileChannel channel =
        FileChannel.open(
            Private.file(home.resolve("lock")), StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
      if (lock == null) {
        throw taken(home, owner(channel));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)),
          0);
      return lock;
    } catch (OverlappingFileLockException e) {
      throw taken(home, " (this very process)");
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
  }

  private static StartupFailure taken(Path home, String owner) {
    return new StartupFailure(
        "Aceiro is already running on %s%s: stop it first, or start this one beside it with --aceiro.home=ANOTHER_FOLDER --server.port=ANOTHER_PORT."
            .formatted(home, owner));
  }

  private static String owner(FileChannel channel) throws IOException {
    ByteBuffer pid = ByteBuffer.allocate(20);
    channel.read(pid, 0);
    String text = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII).strip();
    return text.isEmpty() ? "" : " (process " + text + ")";
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "access denied";
    }
    if (e instanceof FileSystemException f && f.getReason() != null) {
      return f.getReason();
    }
    return e.getClass().getSimpleName();
  }

  /** Where it is; absolute. */
  public Path folder() {
    return folder;
  }

  /** Whether this process owns the folder. */
  public boolean locked() {
    return lock != null && lock.isValid();
  }

  /**
   * A folder inside it that only its owner may enter, created if need be.
   *
   * @param name of the folder
   */
  public Path folder(String name) {
    Path inside = folder.resolve(name);
    try {
      return Private.folder(inside);
    } catch (IOException e) {
      throw new StartupFailure(
          "Aceiro cannot write in %s (%s): give this user the right to write there, or name another folder with --aceiro.home=FOLDER."
              .formatted(inside, reason(e)),
          e);
    }
  }

  /** The secrets that this installation made for itself. */
  public Secrets secrets() {
    return new Secrets(folder("secrets"));
  }

  /** Lets another process have the folder. */
  @Override
  public void close() throws IOException {
    if (lock != null) {
      lock.acquiredBy().close();
    }
  }
}
