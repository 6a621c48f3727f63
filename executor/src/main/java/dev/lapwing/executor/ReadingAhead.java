package dev.lapwing.executor;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads tiles from storage on threads of its own, ahead of the kernel that uses them. Tiles that
 * are in memory are read directly: there is nothing to hide.
 */
final class ReadingAhead implements TileReader {
  private static final Logger LOG = LoggerFactory.getLogger(ReadingAhead.class);
  private static final long IDLE_SECONDS = 1;
  private static final long PATIENCE_SECONDS = 10;

  private final ThreadPoolExecutor threads;
  private final int lookAhead;

  ReadingAhead(String run, int threadCount, int lookAhead) {
    this.lookAhead = lookAhead;
    this.threads =
        new ThreadPoolExecutor(
            threadCount,
            threadCount,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> new Thread(task, "lapwing-reads-" + run));
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public void end() throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("A store has not answered for {} s; its thread is left behind", PATIENCE_SECONDS);
    }
  }

  @Override
  public int lookAhead() {
    return lookAhead;
  }

  @Override
  public Reading begin(Place place, boolean last) {
    var direct = new DirectReading(place, last);
    return place.store().inMemory() ? direct : new Ahead(direct, threads);
  }

  /** A tile that another thread reads. */
  private static final class Ahead implements Reading {
    private final CompletableFuture<Optional<Tile>> tile;

    Ahead(DirectReading reading, Executor threads) {
      this.tile = CompletableFuture.supplyAsync(() -> read(reading), threads);
    }

    @Override
    public Optional<Tile> tile() throws StoreException {
      try {
        return tile.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof UnreadTile unread) {
          throw unread.error;
        }
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        throw e;
      }
    }

    @Override
    public void abandon() {
      // A reading cannot be stopped half-way; its tile is released when it arrives.
      var unused = tile.thenAccept(read -> read.ifPresent(Tile::release));
    }

    private static Optional<Tile> read(DirectReading reading) {
      try {
        return reading.tile();
      } catch (StoreException e) {
        throw new UnreadTile(e);
      }
    }
  }

  /** Carries a checked exception out of a future. */
  private static final class UnreadTile extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final StoreException error;

    UnreadTile(StoreException error) {
      super(error);
      this.error = error;
    }
  }
}
