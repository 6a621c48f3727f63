package dev.lapwing;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One user's claim on the tiles of a matrix: a matrix, a view of it, or a run that reads it. The
 * tiles are given up when the last claim is released. Releasing again does nothing.
 */
final class TileHold implements AutoCloseable {
  private final Shared shared;
  private final AtomicBoolean released = new AtomicBoolean();

  private TileHold(Shared shared) {
    this.shared = shared;
  }

  /**
   * The first claim.
   *
   * @param giveUp what the release of the last claim does
   */
  static TileHold first(Runnable giveUp) {
    return new TileHold(new Shared(giveUp));
  }

  /**
   * A further claim on the same tiles.
   *
   * @throws IllegalStateException if this claim was released
   */
  TileHold another() {
    if (released.get() || !shared.retain()) {
      throw new IllegalStateException("the matrix is closed: its tiles are gone");
    }
    return new TileHold(shared);
  }

  boolean isReleased() {
    return released.get();
  }

  @Override
  public void close() {
    if (released.compareAndSet(false, true)) {
      shared.release();
    }
  }

  private static final class Shared {
    private final Runnable giveUp;
    private final AtomicInteger holders = new AtomicInteger(1);

    Shared(Runnable giveUp) {
      this.giveUp = giveUp;
    }

    boolean retain() {
      return holders.getAndUpdate(n -> n == 0 ? 0 : n + 1) > 0;
    }

    void release() {
      if (holders.decrementAndGet() == 0) {
        giveUp.run();
      }
    }
  }
}
