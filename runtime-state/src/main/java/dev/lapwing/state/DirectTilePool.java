package dev.lapwing.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A pool of direct buffers. Released memory waits in a list of its size; a request is served from
 * the smallest buffer that holds it and wastes at most an eighth of itself. Idle buffers of other
 * sizes are given up when the budget has no room for a new one.
 */
final class DirectTilePool implements TilePool {
  private static final int ALIGNMENT = 64;
  private static final int LARGEST_TILE = Integer.MAX_VALUE - 2 * ALIGNMENT;

  private final long budgetBytes;
  private final TreeMap<Integer, ArrayDeque<ByteBuffer>> idle = new TreeMap<>();
  private long idleBytes;
  private long bytesInUse;
  private long peakBytes;
  private boolean closed;

  DirectTilePool(long budgetBytes) {
    if (budgetBytes <= 0) {
      throw new IllegalArgumentException(
          "A budget of " + budgetBytes + " bytes holds no tile: give a positive number of bytes.");
    }
    this.budgetBytes = budgetBytes;
  }

  @Override
  public Tile allocate(Precision precision, int rows, int columns) {
    ByteBuffer memory = acquire(capacityFor(precision, rows, columns));
    return new DirectTile(this, memory, precision, rows, columns);
  }

  @Override
  public Tile zeros(Precision precision, int rows, int columns) {
    Tile tile = allocate(precision, rows, columns);
    Fill.zeros(tile.bytes());
    return tile;
  }

  @Override
  public long budgetBytes() {
    return budgetBytes;
  }

  @Override
  public synchronized long bytesInUse() {
    return bytesInUse;
  }

  @Override
  public synchronized long peakBytes() {
    return peakBytes;
  }

  @Override
  public synchronized void close() {
    closed = true;
    idle.clear();
    idleBytes = 0;
  }

  synchronized void recycle(ByteBuffer memory) {
    bytesInUse -= memory.capacity();
    if (!closed) {
      idle.computeIfAbsent(memory.capacity(), size -> new ArrayDeque<>()).push(memory);
      idleBytes += memory.capacity();
    }
  }

  private static int capacityFor(Precision precision, int rows, int columns) {
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException(
          "A tile cannot have " + rows + " x " + columns + " entries.");
    }
    long bytes = precision.bytes(rows, columns);
    if (bytes > LARGEST_TILE) {
      throw new IllegalArgumentException(
          "A tile of %,d x %,d %s entries has %,d bytes, more than the %,d that one buffer holds: choose smaller tiles."
              .formatted(rows, columns, precision, bytes, LARGEST_TILE));
    }
    return Math.max(ALIGNMENT, Math.toIntExact((bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT));
  }

  /** The JVM fills fresh memory with zeros, which takes time: not under the lock. */
  private ByteBuffer acquire(int capacity) {
    ByteBuffer memory = claimIdle(capacity).orElseGet(() -> allocateFresh(capacity));
    notePeak();
    return memory;
  }

  private synchronized void notePeak() {
    peakBytes = Math.max(peakBytes, bytesInUse);
  }

  /** An idle buffer; or room for a fresh one, which counts from now on. */
  private synchronized Optional<ByteBuffer> claimIdle(int capacity) {
    if (closed) {
      throw new IllegalStateException(
          "This tile pool is closed: allocate tiles before closing it.");
    }
    Map.Entry<Integer, ArrayDeque<ByteBuffer>> fit = idle.ceilingEntry(capacity);
    boolean fits = fit != null && fit.getKey() - capacity <= capacity / 8;
    if (!fits) {
      makeRoom(capacity);
      bytesInUse += capacity;
      return Optional.empty();
    }
    ByteBuffer memory = takeIdle(fit);
    bytesInUse += memory.capacity();
    return Optional.of(memory);
  }

  /** Leaves an idle buffer to the garbage collector, which frees its memory. */
  private void giveUp(Map.Entry<Integer, ArrayDeque<ByteBuffer>> entry) {
    takeIdle(entry);
  }

  private ByteBuffer takeIdle(Map.Entry<Integer, ArrayDeque<ByteBuffer>> entry) {
    ByteBuffer memory = entry.getValue().pop();
    if (entry.getValue().isEmpty()) {
      idle.remove(entry.getKey());
    }
    idleBytes -= memory.capacity();
    return memory;
  }

  private void makeRoom(int capacity) {
    if (bytesInUse + capacity > budgetBytes) {
      throw exhausted(capacity);
    }
    while (bytesInUse + idleBytes + capacity > budgetBytes) {
      giveUp(idle.lastEntry());
    }
  }

  private ByteBuffer allocateFresh(int capacity) {
    try {
      // The JVM runs the collector itself when buffers that were given up stand in the way.
      return ByteBuffer.allocateDirect(capacity + ALIGNMENT)
          .alignedSlice(ALIGNMENT)
          .slice(0, capacity)
          .order(ByteOrder.nativeOrder());
    } catch (OutOfMemoryError e) {
      giveRoomBack(capacity);
      throw refusedByJvm(capacity, e);
    }
  }

  private OutOfTileMemory exhausted(int capacity) {
    return new OutOfTileMemory(
        capacity,
        bytesInUse,
        budgetBytes,
        "A tile of %,d bytes does not fit: %,d of the budget of %,d bytes are in use. Give a larger memory budget, choose smaller tiles or fewer threads, or keep the matrices in a folder."
            .formatted(capacity, bytesInUse, budgetBytes));
  }

  private synchronized void giveRoomBack(int capacity) {
    bytesInUse -= capacity;
  }

  private synchronized OutOfTileMemory refusedByJvm(int capacity, OutOfMemoryError cause) {
    var failure =
        new OutOfTileMemory(
            capacity,
            bytesInUse,
            budgetBytes,
            "The JVM refused %,d bytes of direct memory with %,d of the budget of %,d bytes in use. Start it with -XX:MaxDirectMemorySize of at least the budget, or give a smaller budget."
                .formatted(capacity, bytesInUse, budgetBytes));
    failure.initCause(cause);
    return failure;
  }
}
