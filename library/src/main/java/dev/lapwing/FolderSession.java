package dev.lapwing;

import com.github.f4b6a3.ulid.UlidCreator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A session in a folder. The operating system keeps a lock for it, which ends with its process: so
 * others can tell whether the matrices that it gave no name are still in use.
 */
final class FolderSession implements Session {
  private static final String FOLDER = "sessions";
  private static final String ENDING = ".lock";

  /**
   * The sessions of this process. Its locks are one process's: looking at the file of one of them
   * would end its lock.
   */
  private static final Set<Path> OF_THIS_PROCESS = ConcurrentHashMap.newKeySet();

  private final String id;
  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;

  private FolderSession(String id, Path file, FileChannel channel, FileLock lock) {
    this.id = id;
    this.file = file;
    this.channel = channel;
    this.lock = lock;
  }

  /** Begins a session in a folder. */
  static FolderSession begin(Path folder) throws IOException {
    String id = UlidCreator.getMonotonicUlid().toString();
    Path file = fileOf(folder, id);
    Files.createDirectories(file.getParent());
    OF_THIS_PROCESS.add(file);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return new FolderSession(id, file, channel, channel.lock());
  }

  /** Whether a session of a folder has ended, in whatever way. */
  static boolean hasEnded(Path folder, String id) throws IOException {
    Path file = fileOf(folder, id);
    if (OF_THIS_PROCESS.contains(file) || !Files.exists(file)) {
      return !Files.exists(file);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      Optional<FileLock> free = Optional.ofNullable(channel.tryLock());
      if (free.isPresent()) {
        free.get().release();
      }
      return free.isPresent();
    }
  }

  /** Removes what an ended session has left. */
  static void forget(Path folder, String id) throws IOException {
    Files.deleteIfExists(fileOf(folder, id));
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
      Files.deleteIfExists(file);
      OF_THIS_PROCESS.remove(file);
    } catch (IOException e) {
      throw new UncheckedIOException("ending the session of " + file, e);
    }
  }

  private static Path fileOf(Path folder, String id) {
    return folder.toAbsolutePath().normalize().resolve(FOLDER).resolve(id + ENDING);
  }
}
