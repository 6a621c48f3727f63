package dev.lapwing.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A lock on a path that one thread of one process of this machine holds: a lock of the operating
 * system on a file beside it, {@code .NAME.lock}, which ends with the process that holds it.
 */
final class PathLock {
  private PathLock() {}

  /**
   * Does something while nobody else who asks for the path's lock does. The file goes afterwards;
   * somebody who waited for it may then do his work together with somebody who comes later. So it
   * is only for work that finds itself done.
   *
   * <p>One thread of this process at a time, whatever the path: an operating system may count locks
   * by process, and end one when any channel of the file is closed.
   */
  static synchronized void holding(Path path, Work work) throws IOException {
    Path file = path.resolveSibling("." + path.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      work.run();
      Files.deleteIfExists(file);
      assert lock.isValid();
    }
  }

  /** What is done under the lock. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }
}
