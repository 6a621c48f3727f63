package dev.lapwing.state.objects;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Forces many files to the disk, several at once: a file system writes those that it is asked for
 * at the same time together, in about the time of one.
 */
final class Forcing implements AutoCloseable {
  private static final int AT_ONCE = 16;
  private static final int BATCH = 1024;

  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, Forcing::thread);
  private final List<Callable<Void>> batch = new ArrayList<>();

  /** Adds a file or a folder; it may be forced now or when the end is awaited. */
  void add(Path path) throws IOException {
    batch.add(
        () -> {
          Disk.force(path);
          return null;
        });
    if (batch.size() == BATCH) {
      await();
    }
  }

  /** Waits until all that was added is on the disk. */
  void await() throws IOException {
    try {
      for (Future<Void> forced : threads.invokeAll(batch)) {
        forced.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while files were being forced to the disk");
    } catch (ExecutionException e) {
      throw new IOException("a file was not forced to the disk: " + e.getCause(), e.getCause());
    }
    batch.clear();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "lapwing-forcing");
    thread.setDaemon(true);
    return thread;
  }
}
