package dev.lapwing.executor;

import dev.lapwing.executor.RunEvent.TaskTraffic;
import dev.lapwing.state.Tile;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what one task moves; its tiles are read by several threads. */
final class Traffic {
  private final AtomicLong bytesRead = new AtomicLong();
  private final AtomicLong tilesRead = new AtomicLong();
  private final AtomicLong cached = new AtomicLong();
  private final AtomicLong bytesWritten = new AtomicLong();
  private volatile int retries;

  void read(Tile tile) {
    bytesRead.addAndGet(tile.byteCount());
    tilesRead.incrementAndGet();
  }

  void found() {
    cached.incrementAndGet();
  }

  void wrote(Tile tile) {
    bytesWritten.addAndGet(tile.byteCount());
  }

  /** The task's own thread says so. */
  void retries(int sum) {
    retries = sum;
  }

  TaskTraffic sum() {
    return new TaskTraffic(
        bytesRead.get(), tilesRead.get(), cached.get(), bytesWritten.get(), retries);
  }
}
