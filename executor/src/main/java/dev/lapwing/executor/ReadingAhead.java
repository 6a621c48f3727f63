package dev.lapwing.executor;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads tiles from storage on threads of its own, ahead of the kernel that uses them. Tiles that
 * are in memory are read directly: there is nothing to hide. A tile that no thread has begun to
 * read when it is wanted is read by whoever wants it, who would only wait.
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
  public Reading begin(Place place, boolean last, Traffic traffic) {
    var direct = new DirectReading(place, last, traffic);
    if (place.store().inMemory()) {
      return direct;
    }
    var ahead = new Ahead(direct);
    if (isCached(place)) {
      ahead.run();
    } else {
      threads.execute(ahead);
    }
    return ahead;
  }

  private static boolean isCached(Place place) {
    return place.store() instanceof CachedTileStore store && store.cachedBytes(place.index()) > 0;
  }

  /** A tile that the first thread to run this reads. */
  private static final class Ahead implements Reading, Runnable {
    private final DirectReading reading;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<Optional<Tile>> tile = new CompletableFuture<>();

    Ahead(DirectReading reading) {
      this.reading = reading;
    }

    @Override
    public void run() {
      if (begun.compareAndSet(false, true)) {
        tile.completeAsync(this::read, Runnable::run);
      }
    }

    @Override
    public Optional<Tile> tile() throws StoreException {
      run();
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
      begun.set(true);
      // A reading cannot be stopped half-way; its tile is released when it arrives.
      var unused = tile.thenAccept(read -> read.ifPresent(Tile::release));
    }

    private Optional<Tile> read() {
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
