package dev.lapwing.state.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.StoreCounters;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link TileStore} must do. An implementation's test extends this class and makes a
 * fresh store for each test; it holds a matrix of 4 x 3 tiles of 8 x 6 entries, the last ones of 5
 * and 2.
 */
public abstract class TileStoreContract {
  /** Rows of the matrix whose tiles are stored. */
  protected static final int ROWS = 29;

  /** Columns of the matrix whose tiles are stored. */
  protected static final int COLUMNS = 14;

  /** Rows of a tile that is not in the last row of tiles. */
  protected static final int TILE_ROWS = 8;

  /** Columns of a tile that is not in the last column of tiles. */
  protected static final int TILE_COLUMNS = 6;

  /** The pool that tiles come from. */
  protected final TilePool pool = TilePool.create(64 << 20);

  /** The empty store under test: the same for the whole of one test. */
  protected abstract TileStore store() throws Exception;

  /** Whether {@link TileStore#take} removes what it hands over. */
  protected abstract boolean handsOver();

  /** Waits until tiles are gone that were deleted, where that is not at once. */
  protected void awaitDeletions() throws Exception {}

  @AfterEach
  void nothingIsKeptAfterClosing() throws Exception {
    store().close();
    assertThat(pool.bytesInUse()).isZero();
  }

  @Test
  void whatIsWrittenIsRead() throws Exception {
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 3; j++) {
        write(i, j, 100 * i + 10 * j);
      }
    }
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 3; j++) {
        assertHolds(i, j, 100 * i + 10 * j);
      }
    }
  }

  @Test
  void everyBitPatternSurvives() throws Exception {
    double[] special = {
      -0.0,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.MIN_VALUE,
      Double.MAX_VALUE,
      Double.longBitsToDouble(0x7ff8000000000123L)
    };
    Tile tile = pool.zeros(TILE_ROWS, TILE_COLUMNS);
    tile.doubles().put(0, special);
    store().write(TileIndex.of(0, 0), tile);
    tile.release();
    Tile back = store().read(TileIndex.of(0, 0)).orElseThrow();
    for (int i = 0; i < special.length; i++) {
      assertThat(Double.doubleToRawLongBits(back.doubles().get(i)))
          .isEqualTo(Double.doubleToRawLongBits(special[i]));
    }
    back.release();
  }

  @Test
  void aTileNeverWrittenIsMissing() throws Exception {
    write(0, 0, 1);
    assertThat(store().read(TileIndex.of(0, 1))).isEmpty();
    assertThat(store().take(TileIndex.of(0, 1))).isEmpty();
    assertThat(store().contains(TileIndex.of(0, 1))).isFalse();
    assertThat(store().contains(TileIndex.of(0, 0))).isTrue();
  }

  @Test
  void aTileOfZerosIsNotMissing() throws Exception {
    Tile zeros = pool.zeros(TILE_ROWS, TILE_COLUMNS);
    store().write(TileIndex.of(1, 1), zeros);
    zeros.release();
    assertThat(store().contains(TileIndex.of(1, 1))).isTrue();
    Tile back = store().read(TileIndex.of(1, 1)).orElseThrow();
    assertThat(back.get(TILE_ROWS - 1, TILE_COLUMNS - 1)).isZero();
    back.release();
  }

  @Test
  void writingTheSameAgainChangesNothing() throws Exception {
    write(2, 1, 5);
    write(2, 1, 5);
    assertHolds(2, 1, 5);
  }

  @Test
  void theWriterKeepsItsReference() throws Exception {
    Tile tile = tile(0, 0, 3);
    store().write(TileIndex.of(0, 0), tile);
    assertThat(tile.get(1, 1)).isEqualTo(entry(3, 1, 1));
    tile.release();
    assertHolds(0, 0, 3);
  }

  @Test
  void aTileInHandOutlivesItsDeletion() throws Exception {
    write(1, 2, 8);
    Tile held = store().read(TileIndex.of(1, 2)).orElseThrow();
    store().delete(TileIndex.of(1, 2));
    assertThat(held.get(3, 1)).isEqualTo(entry(8, 3, 1));
    held.release();
  }

  @Test
  void aDeletedTileIsMissing() throws Exception {
    write(1, 2, 8);
    store().delete(TileIndex.of(1, 2));
    store().delete(TileIndex.of(1, 2));
    awaitDeletions();
    assertThat(store().contains(TileIndex.of(1, 2))).isFalse();
    assertThat(store().read(TileIndex.of(1, 2))).isEmpty();
  }

  @Test
  void takeHandsOverWhereTheStoreIsTheProcess() throws Exception {
    write(1, 1, 4);
    Tile taken = store().take(TileIndex.of(1, 1)).orElseThrow();
    assertThat(taken.isExclusive()).isTrue();
    taken.set(0, 0, -1);
    taken.release();
    assertThat(store().contains(TileIndex.of(1, 1))).isEqualTo(!handsOver());
    if (!handsOver()) {
      assertHolds(1, 1, 4);
    }
  }

  @Test
  void whatOthersReadIsNotExclusiveWhenTakenFromMemory() throws Exception {
    write(1, 1, 4);
    Tile reader = store().read(TileIndex.of(1, 1)).orElseThrow();
    Tile taken = store().take(TileIndex.of(1, 1)).orElseThrow();
    assertThat(taken.isExclusive()).isEqualTo(!handsOver());
    taken.release();
    assertThat(reader.get(2, 2)).isEqualTo(entry(4, 2, 2));
    reader.release();
  }

  @Test
  void bytesAndOperationsAreCounted() throws Exception {
    write(0, 0, 1);
    write(3, 2, 1);
    store().read(TileIndex.of(0, 0)).ifPresent(Tile::release);
    store().read(TileIndex.of(2, 0)).ifPresent(Tile::release);
    store().delete(TileIndex.of(0, 0));
    assertThat(store().counters())
        .isEqualTo(new StoreCounters(8 * 8 * 6, 8 * (8 * 6 + 5 * 2), 1, 2, 1));
  }

  @Test
  void readersSeeWholeTilesWhileTheyAreWrittenAgain() throws Exception {
    write(0, 0, 1);
    List<Boolean> whole =
        ManyThreads.run(6, t -> t % 2 == 0 ? rewriting(t) : this::readingSeesWholeTiles);
    assertThat(whole).containsOnly(true);
  }

  @Test
  void aTileIsTakenOnceFromMemory() throws Exception {
    for (int round = 0; round < 50; round++) {
      write(0, 0, round);
      List<Boolean> taken = ManyThreads.run(4, t -> this::takes);
      long winners = taken.stream().filter(won -> won).count();
      assertThat(winners).isEqualTo(handsOver() ? 1 : 4);
    }
  }

  private Callable<Boolean> rewriting(int seed) {
    return () -> {
      for (int i = 0; i < 50; i++) {
        write(0, 0, seed);
      }
      return true;
    };
  }

  private boolean readingSeesWholeTiles() throws Exception {
    boolean whole = true;
    for (int i = 0; i < 50; i++) {
      Tile tile = store().read(TileIndex.of(0, 0)).orElseThrow();
      double first = tile.get(0, 0);
      whole &= tile.get(7, 5) - first == entry(0, 7, 5) - entry(0, 0, 0);
      tile.release();
    }
    return whole;
  }

  private boolean takes() throws Exception {
    Optional<Tile> tile = store().take(TileIndex.of(0, 0));
    tile.ifPresent(Tile::release);
    return tile.isPresent();
  }

  /** Writes tile (i, j) with entries that tell their value, row and column. */
  protected final void write(int i, int j, int value) throws Exception {
    Tile tile = tile(i, j, value);
    try {
      store().write(TileIndex.of(i, j), tile);
    } finally {
      tile.release();
    }
  }

  /** Checks every entry of tile (i, j). */
  protected final void assertHolds(int i, int j, int value) throws Exception {
    Tile tile = store().read(TileIndex.of(i, j)).orElseThrow();
    List<Double> expected = new ArrayList<>();
    List<Double> actual = new ArrayList<>();
    for (int column = 0; column < columns(j); column++) {
      for (int row = 0; row < rows(i); row++) {
        expected.add(entry(value, row, column));
        actual.add(tile.get(row, column));
      }
    }
    tile.release();
    assertThat(actual).isEqualTo(expected);
  }

  private Tile tile(int i, int j, int value) {
    Tile tile = pool.allocate(rows(i), columns(j));
    for (int column = 0; column < tile.columns(); column++) {
      for (int row = 0; row < tile.rows(); row++) {
        tile.set(row, column, entry(value, row, column));
      }
    }
    return tile;
  }

  private static double entry(int value, int row, int column) {
    return 1000.0 * value + 10 * row + column;
  }

  private static int rows(int i) {
    return Math.min(TILE_ROWS, ROWS - i * TILE_ROWS);
  }

  private static int columns(int j) {
    return Math.min(TILE_COLUMNS, COLUMNS - j * TILE_COLUMNS);
  }
}
