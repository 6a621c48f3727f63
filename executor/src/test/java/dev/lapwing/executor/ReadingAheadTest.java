package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.executor.TileReader.Reading;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import dev.lapwing.state.TileUnreadable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One thread reads ahead: tile 0 as soon as the test lets it, all others at once. */
class ReadingAheadTest {
  private final TilePool pool = TilePool.create(1 << 20);
  private final TileStore tiles = TileStore.inMemory("mem:A");
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final List<String> readers = new CopyOnWriteArrayList<>();
  private final TileStore slow =
      new DisturbedStore(new Outliving(tiles, pool), this::read, i -> {});
  private final ReadingAhead reader = new ReadingAhead("test", 1, 2);

  @BeforeEach
  void write() throws Exception {
    for (int index = 0; index < 4; index++) {
      Tile tile = pool.zeros(2, 2);
      tile.set(0, 0, index);
      tiles.write(TileIndex.of(index), tile);
      tile.release();
    }
  }

  @AfterEach
  void everyTileIsGivenBack() throws Exception {
    goOn.countDown();
    reader.end();
    tiles.close();
    assertThat(pool.bytesInUse()).isZero();
    pool.close();
  }

  @Test
  void aTileIsReadByAnotherThread() throws Exception {
    goOn.countDown();
    Reading reading = reader.begin(place(0), false, new Traffic());
    begun.await();
    assertThatReads(reading, 0);
    assertThat(readers).containsExactly("lapwing-reads-test");
  }

  @Test
  void whoeverWantsATileThatNoThreadHasBegunReadsIt() throws Exception {
    Reading first = reader.begin(place(0), false, new Traffic());
    begun.await();
    assertThatReads(reader.begin(place(1), false, new Traffic()), 1);
    assertThat(readers).containsExactly("lapwing-reads-test", Thread.currentThread().getName());
    goOn.countDown();
    assertThatReads(first, 0);
  }

  @Test
  void aTileInTheCacheIsReadAtOnce() throws Exception {
    TileStore cached = new TileCache(1 << 20).inFrontOf(slow, "RUN1", "A");
    Reading first = reader.begin(place(0), false, new Traffic());
    begun.await();
    assertThatReads(
        reader.begin(new Place(1, cached, TileIndex.of(1), false), false, new Traffic()), 1);
    readers.clear();
    Reading again = reader.begin(new Place(1, cached, TileIndex.of(1), false), true, new Traffic());
    assertThatReads(again, 1);
    assertThat(readers).isEmpty();
    goOn.countDown();
    assertThatReads(first, 0);
  }

  @Test
  void aReadingThatWasAbandonedBeforeItBeganReadsNothing() throws Exception {
    Reading first = reader.begin(place(0), false, new Traffic());
    begun.await();
    reader.begin(place(1), false, new Traffic()).abandon();
    first.abandon();
    goOn.countDown();
    reader.end();
    assertThat(readers).hasSize(1);
  }

  @Test
  void anErrorIsThatOfTheStore() {
    TileStore broken =
        new DisturbedStore(
            new Outliving(tiles, pool),
            index -> {
              throw new StoreException("the disk is gone");
            },
            index -> {});
    Reading reading =
        reader.begin(new Place(1, broken, TileIndex.of(1), false), false, new Traffic());
    assertThatThrownBy(reading::tile)
        .isInstanceOf(StoreException.class)
        .hasMessage("the disk is gone");
  }

  @Test
  void whatRepeatingWouldNotMendIsToldAsThat() {
    TileStore damaged =
        new DisturbedStore(
            new Outliving(tiles, pool),
            index -> {
              throw new TileUnreadable("file:///x/S/1.tile", "it is damaged");
            },
            index -> {});
    Reading reading =
        reader.begin(new Place(1, damaged, TileIndex.of(1), false), false, new Traffic());
    assertThatThrownBy(reading::tile).isInstanceOf(TileUnreadable.class);
  }

  private void read(TileIndex index) throws StoreException {
    readers.add(Thread.currentThread().getName());
    if (index.get(0) == 0) {
      begun.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new StoreException("interrupted", e);
      }
    }
  }

  private Place place(int index) {
    return new Place(index, slow, TileIndex.of(index), false);
  }

  private static void assertThatReads(Reading reading, double entry) throws StoreException {
    Tile tile = reading.tile().orElseThrow();
    assertThat(tile.get(0, 0)).isEqualTo(entry);
    tile.release();
  }
}
