package dev.lapwing.state;

import java.util.concurrent.atomic.LongAdder;

/** Counts what a store moves; cheap to share between threads. */
final class Counting {
  private final LongAdder bytesRead = new LongAdder();
  private final LongAdder bytesWritten = new LongAdder();
  private final LongAdder reads = new LongAdder();
  private final LongAdder writes = new LongAdder();
  private final LongAdder deletes = new LongAdder();

  void read(Tile tile) {
    read(tile.byteCount());
  }

  void read(long bytes) {
    bytesRead.add(bytes);
    reads.increment();
  }

  void written(Tile tile) {
    bytesWritten.add(tile.byteCount());
    writes.increment();
  }

  void deleted() {
    deletes.increment();
  }

  StoreCounters counters() {
    return new StoreCounters(
        bytesRead.sum(), bytesWritten.sum(), reads.sum(), writes.sum(), deletes.sum());
  }
}
