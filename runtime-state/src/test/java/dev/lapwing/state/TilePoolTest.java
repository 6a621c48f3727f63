package dev.lapwing.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TilePoolTest {
  private final TilePool pool = TilePool.create(1 << 20);

  @ParameterizedTest
  @CsvSource({"1,1", "3,5", "64,64", "7,1", "1,7", "0,4", "4,0", "0,0"})
  void tilesAreAlignedAndExactlyAsLargeAsTheirEntries(int rows, int columns) {
    for (int repeat = 0; repeat < 5; repeat++) {
      Tile tile = pool.allocate(rows, columns);
      assertThat(tile.rows()).isEqualTo(rows);
      assertThat(tile.columns()).isEqualTo(columns);
      assertThat(tile.bytes().isDirect()).isTrue();
      assertThat(tile.bytes().remaining()).isEqualTo(8 * rows * columns);
      assertThat(tile.doubles().remaining()).isEqualTo(rows * columns);
      assertThat(tile.bytes().alignmentOffset(0, 64)).isZero();
    }
  }

  @Test
  void entriesAreColumnMajor() {
    Tile tile = pool.zeros(2, 3);
    tile.set(1, 2, 42.0);
    tile.set(0, 1, 7.0);
    double[] content = new double[6];
    tile.doubles().get(content);
    assertThat(content).containsExactly(0, 0, 7, 0, 0, 42);
    assertThat(tile.get(1, 2)).isEqualTo(42.0);
  }

  @Test
  void entriesOutsideTheTileAreRefusedEvenWhereTheyWouldFallIntoItsMemory() {
    Tile tile = pool.zeros(2, 3);
    assertThatThrownBy(() -> tile.get(2, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tile.set(0, 3, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tile.get(-1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void reusedMemoryIsZeroedWhenZerosAreAskedFor() {
    Tile first = pool.allocate(50, 50);
    for (int i = 0; i < 2500; i++) {
      first.doubles().put(i, i + 1);
    }
    first.release();
    Tile second = pool.zeros(50, 50);
    double[] content = new double[2500];
    second.doubles().get(content);
    assertThat(content).containsOnly(0.0);
  }

  @Test
  void releasedMemoryIsUsedAgain() {
    Tile first = pool.allocate(64, 64);
    ByteBuffer kept = first.bytes();
    first.release();
    Tile second = pool.allocate(64, 64);
    second.set(3, 3, 11.0);
    assertThat(kept.getDouble(8 * (3 + 3 * 64))).isEqualTo(11.0);
  }

  @Test
  void aTileWithinTheBudgetFitsAndTheNextIsRefusedWithAllValues() {
    TilePool small = TilePool.create(2 * 8192);
    Tile first = small.allocate(32, 32);
    small.allocate(32, 32);
    var failure = catchThrowableOfType(OutOfTileMemory.class, () -> small.allocate(32, 32));
    assertThat(failure.requestedBytes()).isEqualTo(8192);
    assertThat(failure.bytesInUse()).isEqualTo(16384);
    assertThat(failure.budgetBytes()).isEqualTo(16384);
    assertThat(failure).hasMessageContainingAll("8,192", "16,384", "larger memory budget");
    first.release();
    small.allocate(32, 32).release();
  }

  @Test
  void idleMemoryOfOtherSizesMakesRoom() {
    TilePool small = TilePool.create(1 << 16);
    List<Tile> tiles = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      tiles.add(small.allocate(32, 32));
    }
    tiles.forEach(Tile::release);
    Tile whole = small.allocate(128, 64);
    assertThat(small.bytesInUse()).isEqualTo(1 << 16);
    whole.release();
  }

  @Test
  void bytesInUseAndTheirPeakAreCounted() {
    Tile first = pool.allocate(32, 32);
    Tile second = pool.allocate(32, 32);
    assertThat(pool.bytesInUse()).isEqualTo(16384);
    first.release();
    second.release();
    assertThat(pool.bytesInUse()).isZero();
    assertThat(pool.peakBytes()).isEqualTo(16384);
  }

  @Test
  void theLastReleaseReturnsTheMemory() {
    Tile tile = pool.allocate(32, 32);
    assertThat(tile.isExclusive()).isTrue();
    assertThat(tile.retain()).isSameAs(tile);
    assertThat(tile.isExclusive()).isFalse();
    tile.release();
    assertThat(pool.bytesInUse()).isEqualTo(8192);
    tile.release();
    assertThat(pool.bytesInUse()).isZero();
  }

  @Test
  void useAfterTheLastReleaseFails() {
    Tile tile = pool.allocate(2, 2);
    tile.release();
    pool.allocate(2, 2);
    assertThatThrownBy(() -> tile.get(0, 0)).hasMessageContaining("after its last reference");
    assertThatThrownBy(tile::bytes).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(tile::doubles).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(tile::retain).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(tile::release).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(tile::isExclusive).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void releasedMemoryIsPoisonedWhereAssertionsAreOn() {
    Tile tile = pool.zeros(4, 4);
    ByteBuffer kept = tile.bytes();
    tile.release();
    assertThat(kept.getDouble(0)).isNaN();
  }

  @Test
  void nonsenseIsRefusedAtOnce() {
    assertThatThrownBy(() -> TilePool.create(0)).hasMessageContaining("0 bytes");
    assertThatThrownBy(() -> pool.allocate(-1, 4)).hasMessageContaining("-1 x 4");
    assertThatThrownBy(() -> pool.allocate(1 << 15, 1 << 15))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("smaller tiles");
  }

  @Test
  void aClosedPoolServesNoMoreButItsTilesStayUsable() {
    Tile tile = pool.zeros(2, 2);
    pool.close();
    assertThat(tile.get(1, 1)).isZero();
    tile.release();
    assertThat(pool.bytesInUse()).isZero();
    assertThatThrownBy(() -> pool.allocate(2, 2)).hasMessageContaining("closed");
  }

  @Test
  void manyThreadsNeverShareMemory() throws Exception {
    TilePool shared = TilePool.create(1 << 22);
    var threads = Executors.newFixedThreadPool(8);
    List<Future<Boolean>> results = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      int seed = t;
      Callable<Boolean> work = () -> allocateAndCheck(shared, seed);
      results.add(threads.submit(work));
    }
    for (Future<Boolean> result : results) {
      assertThat(result.get()).isTrue();
    }
    threads.shutdown();
    assertThat(shared.bytesInUse()).isZero();
  }

  private static boolean allocateAndCheck(TilePool shared, int seed) {
    var random = new SplittableRandom(seed);
    boolean whole = true;
    for (int i = 0; i < 2000; i++) {
      int rows = random.nextInt(1, 64);
      Tile tile = shared.allocate(rows, 16);
      tile.set(rows - 1, 15, seed);
      tile.set(0, 0, seed);
      Thread.onSpinWait();
      whole &= tile.get(rows - 1, 15) == seed && tile.get(0, 0) == seed;
      tile.release();
    }
    return whole;
  }
}
