package dev.lapwing.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParallelTileLoopTest {
  private final ExecutorService threads = Executors.newFixedThreadPool(3);
  private final ParallelTileLoop loop = new ParallelTileLoop(threads, 4);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void everyTileIsVisitedOnce() throws IOException {
    Set<Long> seen = ConcurrentHashMap.newKeySet();

    loop.forEach(
        TileGrid.of(100, 70, 9, 11), (i, j) -> assertThat(seen.add(1000 * i + j)).isTrue());

    assertThat(seen).hasSize(12 * 7);
    assertThat(loop.done()).isEqualTo(loop.total()).isEqualTo(84);
  }

  @Test
  void tilesAreWorkedOnAtTheSameTime() throws IOException {
    var all = new CyclicBarrier(4);

    loop.forEach(TileGrid.of(4, 1, 1, 1), (i, j) -> meet(all));

    assertThat(loop.done()).isEqualTo(4);
  }

  @Test
  void aLoopWithinALoopEnds() throws IOException {
    var inner = new AtomicInteger();

    loop.forEach(
        TileGrid.of(8, 1, 1, 1),
        (i, j) -> loop.forEach(TileGrid.of(8, 1, 1, 1), (x, y) -> inner.incrementAndGet()));

    assertThat(inner).hasValue(64);
  }

  @Test
  void theFirstFailureIsThrownAndNoFurtherTileBegins() {
    var single = new ParallelTileLoop(threads, 1);

    assertEndsInTheFirstTile(
            single,
            (i, j) -> {
              throw new IOException("tile " + i);
            })
        .isInstanceOf(IOException.class)
        .hasMessage("tile 0");
  }

  private static AbstractThrowableAssert<?, ?> assertEndsInTheFirstTile(
      ParallelTileLoop single, TileLoop.Body body) {
    var begun = new AtomicInteger();
    Throwable thrown =
        catchThrowable(
            () ->
                single.forEach(
                    TileGrid.of(100, 1, 1, 1),
                    (i, j) -> {
                      begun.incrementAndGet();
                      body.at(i, j);
                    }));
    assertThat(begun).hasValue(1);
    return assertThat(thrown);
  }

  @Test
  void aCancelledLoopStopsAtTheNextTile() {
    var single = new ParallelTileLoop(threads, 1);

    assertEndsInTheFirstTile(single, (i, j) -> single.cancel())
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void anEmptyGridIsDoneAtOnce() throws IOException {
    loop.forEach(
        TileGrid.of(0, 5, 1, 1),
        (i, j) -> {
          throw new IOException("there is no tile");
        });

    assertThat(loop.total()).isZero();
  }

  private static void meet(CyclicBarrier barrier) throws IOException {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
