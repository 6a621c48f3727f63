package dev.lapwing.tiles;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A loop that shares its tiles among the threads of a pool and the thread that calls it, counts
 * them, and can be cancelled.
 */
public final class ParallelTileLoop implements TileLoop {
  private final ExecutorService threads;
  private final int parallelism;
  private final AtomicLong total = new AtomicLong();
  private final AtomicLong running = new AtomicLong();
  private final AtomicLong done = new AtomicLong();
  private volatile boolean cancelled;

  /** A loop on up to {@code parallelism} threads, the caller's among them. */
  public ParallelTileLoop(ExecutorService threads, int parallelism) {
    this.threads = threads;
    this.parallelism = parallelism;
  }

  /** The tiles of all loops that have begun. */
  public long total() {
    return total.get();
  }

  /** The tiles that are being worked on. */
  public long running() {
    return running.get();
  }

  /** The tiles that are done. */
  public long done() {
    return done.get();
  }

  /** Lets no further tile begin. */
  public void cancel() {
    cancelled = true;
  }

  @Override
  public void checkpoint() {
    if (cancelled) {
      throw new CancellationException("the work was cancelled");
    }
  }

  @Override
  public void forEach(TileGrid grid, Body body) throws IOException {
    total.addAndGet(grid.tiles());
    var share = new Share(grid, body);
    for (int i = 1; i < Math.min(parallelism, grid.tiles()); i++) {
      threads.execute(share);
    }
    share.run();
    share.await();
    share.rethrow();
  }

  /** The tiles of one loop, taken one after the other by every thread that runs this. */
  private final class Share implements Runnable {
    private final TileGrid grid;
    private final Body body;
    private final AtomicLong next = new AtomicLong();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private int workers;

    Share(TileGrid grid, Body body) {
      this.grid = grid;
      this.body = body;
    }

    @Override
    public void run() {
      enter();
      try {
        for (long tile = next.getAndIncrement();
            tile < grid.tiles() && failure.get() == null;
            tile = next.getAndIncrement()) {
          checkpoint();
          running.incrementAndGet();
          try {
            body.at(tile / grid.columns().tiles(), tile % grid.columns().tiles());
            done.incrementAndGet();
          } finally {
            running.decrementAndGet();
          }
        }
      } catch (Throwable e) {
        failure.compareAndSet(null, e);
      } finally {
        leave();
      }
    }

    private synchronized void enter() {
      workers++;
    }

    private synchronized void leave() {
      workers--;
      notifyAll();
    }

    /**
     * Waits for the other workers, when no tile is left to begin: one that enters later finds
     * nothing to do.
     */
    synchronized void await() {
      boolean interrupted = false;
      while (workers > 0) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    void rethrow() throws IOException {
      Throwable thrown = failure.get();
      if (thrown instanceof IOException e) {
        throw e;
      }
      if (thrown instanceof RuntimeException e) {
        throw e;
      }
      if (thrown instanceof Error e) {
        throw e;
      }
    }
  }
}
