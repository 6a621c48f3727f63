package dev.lapwing.state.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lapwing.state.MatrixLayout;
import dev.lapwing.state.MatrixLayout.Structure;
import dev.lapwing.state.MatrixUnavailable;
import dev.lapwing.state.MatrixUnavailable.Reason;
import dev.lapwing.state.PermanentStoreException;
import dev.lapwing.state.Precision;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoredMatrix;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileUnreadable;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every kind of place where matrices live must do, as {@link Storage} opens and creates them.
 */
public abstract class StoredMatrixContract {
  private static final MatrixLayout LAYOUT = MatrixLayout.full(29, 14, 8, 6);

  /** The pool that tiles come from. */
  protected final TilePool pool = TilePool.create(64 << 20);

  /** The storage under test: the same for the whole of one test. */
  protected abstract Storage storage() throws Exception;

  /** The URI of a matrix of that name, of which there is none yet. */
  protected abstract String uri(String name);

  @AfterEach
  void nothingIsKeptAfterClosing() throws Exception {
    storage().close();
    assertThat(pool.bytesInUse()).isZero();
  }

  @Test
  void aFinishedMatrixIsOpenedAsItWasCreated() throws Exception {
    create("A", LAYOUT).finish();
    StoredMatrix opened = storage().open(uri("A"));
    assertThat(opened.layout()).isEqualTo(LAYOUT);
    assertThat(opened.isFinished()).isTrue();
    assertThat(opened.location()).isEqualTo(storage().reopen(uri("A")).location());
    assertHolds(opened);
  }

  @Test
  void anUnfinishedMatrixIsOpenOnlyToItsWriters() throws Exception {
    StoredMatrix matrix = create("A", LAYOUT);
    assertThat(matrix.isFinished()).isFalse();
    assertThat(reasonOf(() -> storage().open(uri("A")))).isEqualTo(Reason.UNFINISHED);
    StoredMatrix reopened = storage().reopen(uri("A"));
    assertThat(reopened.layout()).isEqualTo(LAYOUT);
    assertHolds(reopened);
  }

  @Test
  void finishingTwiceChangesNothing() throws Exception {
    StoredMatrix matrix = create("A", LAYOUT);
    StoredMatrix other = storage().reopen(uri("A"));
    matrix.finish();
    other.finish();
    matrix.finish();
    assertHolds(storage().open(uri("A")));
  }

  @Test
  void manyFinishAtOnce() throws Exception {
    create("A", LAYOUT);
    ManyThreads.run(
        4,
        t ->
            () -> {
              storage().reopen(uri("A")).finish();
              return true;
            });
    assertHolds(storage().open(uri("A")));
  }

  @Test
  void aMissingMatrixIsMissing() throws Exception {
    assertThat(storage().exists(uri("A"))).isFalse();
    assertThat(reasonOf(() -> storage().open(uri("A")))).isEqualTo(Reason.MISSING);
    assertThat(reasonOf(() -> storage().reopen(uri("A")))).isEqualTo(Reason.MISSING);
    storage().delete(uri("A"));
  }

  @Test
  void creatingWhereSomethingIsIsRefused() throws Exception {
    StoredMatrix matrix = create("A", LAYOUT);
    assertThat(storage().exists(uri("A"))).isTrue();
    assertThat(reasonOf(() -> storage().create(uri("A"), LAYOUT))).isEqualTo(Reason.EXISTS);
    matrix.finish();
    assertThat(reasonOf(() -> storage().create(uri("A"), LAYOUT))).isEqualTo(Reason.EXISTS);
    assertHolds(storage().open(uri("A")));
  }

  @Test
  void ofManyWhoCreateOneSucceeds() throws Exception {
    List<Boolean> created =
        ManyThreads.run(
            6,
            t ->
                () -> {
                  try {
                    storage().create(uri("A"), LAYOUT);
                    return true;
                  } catch (MatrixUnavailable e) {
                    return false;
                  }
                });
    assertThat(Collections.frequency(created, true)).isEqualTo(1);
  }

  @Test
  void replacingLeavesNothingOfWhatWasThere() throws Exception {
    create("A", LAYOUT).finish();
    StoredMatrix replaced = storage().replace(uri("A"), MatrixLayout.full(16, 16, 8, 8));
    assertThat(replaced.read(TileIndex.of(0, 0))).isEmpty();
    assertThat(reasonOf(() -> storage().open(uri("A")))).isEqualTo(Reason.UNFINISHED);
    storage().replace(uri("B"), LAYOUT);
    assertThat(storage().exists(uri("B"))).isTrue();
  }

  @Test
  void anOvertakenWriterChangesNothingInTheNewMatrix() throws Exception {
    StoredMatrix old = storage().create(uri("A"), LAYOUT);
    StoredMatrix replaced = storage().replace(uri("A"), LAYOUT);
    writeIfAllowed(old, 0, 0);
    assertThat(replaced.contains(TileIndex.of(0, 0))).isFalse();
    assertThat(replaced.read(TileIndex.of(0, 0))).isEmpty();
    fill(replaced);
    writeIfAllowed(old, 0, 0);
    writeIfAllowed(old, 1, 1);
    replaced.finish();
    assertHolds(storage().open(uri("A")));
  }

  @Test
  void anOvertakenWriterNeitherFinishesNorDeletes() throws Exception {
    StoredMatrix old = create("A", LAYOUT);
    StoredMatrix replaced = storage().replace(uri("A"), LAYOUT);
    fill(replaced);
    refusedOrWithoutEffect(() -> old.finish());
    refusedOrWithoutEffect(() -> old.delete(TileIndex.of(0, 0)));
    assertThat(reasonOf(() -> storage().open(uri("A")))).isEqualTo(Reason.UNFINISHED);
    assertHolds(replaced);
  }

  @Test
  void theBytesOfAMatrixAreThoseOfItsTilesAtLeast() throws Exception {
    StoredMatrix matrix = create("A", LAYOUT);
    matrix.finish();
    assertThat(matrix.storedBytes()).isBetween(8L * 29 * 14, 8L * 32 * 18 + 4096);
  }

  @Test
  void aDeletedMatrixIsMissing() throws Exception {
    create("A", LAYOUT).finish();
    storage().delete(uri("A"));
    assertThat(storage().exists(uri("A"))).isFalse();
    create("B", LAYOUT);
    storage().delete(uri("B"));
    assertThat(storage().exists(uri("B"))).isFalse();
  }

  @Test
  void tilesOutsideTheStructureAreZeroOnceFinished() throws Exception {
    var lower = new MatrixLayout(20, 20, 8, 8, Structure.LOWER);
    StoredMatrix matrix = storage().create(uri("L"), lower);
    fill(matrix);
    assertThat(matrix.contains(TileIndex.of(0, 2))).isFalse();
    assertThat(matrix.read(TileIndex.of(0, 2))).isEmpty();
    matrix.finish();
    StoredMatrix opened = storage().open(uri("L"));
    assertThat(opened.layout().structure()).isEqualTo(Structure.LOWER);
    assertThat(opened.contains(TileIndex.of(0, 2))).isTrue();
    Tile zeros = opened.read(TileIndex.of(0, 2)).orElseThrow();
    assertThat(zeros.rows()).isEqualTo(8);
    assertThat(zeros.columns()).isEqualTo(4);
    assertThat(zeros.get(7, 3)).isZero();
    zeros.release();
  }

  @Test
  void aMatrixOfFloatsStaysOne() throws Exception {
    StoredMatrix matrix = storage().create(uri("F"), LAYOUT.in(Precision.FLOAT32));
    for (long i = 0; i < LAYOUT.rowTiles(); i++) {
      for (long j = 0; j < LAYOUT.columnTiles(); j++) {
        Tile tile = pool.allocate(Precision.FLOAT32, LAYOUT.rowsOf(i), LAYOUT.columnsOf(j));
        for (int at = 0; at < tile.entries().size(); at++) {
          tile.entries().put(at, (i * 10 + j) * 1000 + at + 0.1);
        }
        matrix.write(TileIndex.of(i, j), tile);
        tile.release();
      }
    }
    Tile doubles = pool.zeros(LAYOUT.rowsOf(0), LAYOUT.columnsOf(0));
    assertThatThrownBy(() -> matrix.write(TileIndex.of(0, 0), doubles))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("float32")
        .hasMessageContaining("float64");
    doubles.release();
    matrix.finish();
    StoredMatrix opened = storage().open(uri("F"));
    assertThat(opened.layout()).isEqualTo(LAYOUT.in(Precision.FLOAT32));
    Tile last = opened.read(TileIndex.of(3, 2)).orElseThrow();
    assertThat(last.precision()).isEqualTo(Precision.FLOAT32);
    assertThat(last.get(4, 1)).isEqualTo((double) (float) (32_000 + 9 + 0.1));
    last.release();
    Tile window = opened.readWindow(7, 5, 3, 2);
    assertThat(window.precision()).isEqualTo(Precision.FLOAT32);
    assertThat(window.get(0, 0)).isEqualTo((double) (float) (5 * 8 + 7 + 0.1));
    assertThat(window.get(1, 1)).isEqualTo((double) (float) (11_000 + 0.1));
    window.release();
  }

  @Test
  void aTileThatGotLostIsNotZero() throws Exception {
    StoredMatrix matrix = create("A", LAYOUT);
    matrix.delete(TileIndex.of(2, 1));
    matrix.finish();
    StoredMatrix opened = storage().open(uri("A"));
    assertThat(opened.contains(TileIndex.of(2, 1))).isFalse();
    assertThat(opened.read(TileIndex.of(2, 1))).isEmpty();
    assertThatThrownBy(() -> opened.readWindow(10, 0, 10, 10))
        .isInstanceOf(TileUnreadable.class)
        .hasMessageContaining("(2, 1)");
  }

  @Test
  void theTilesOfAFinishedMatrixStayAsTheyAre() throws Exception {
    StoredMatrix matrix = create("A", LAYOUT);
    matrix.delete(TileIndex.of(3, 0));
    matrix.finish();
    Tile tile = pool.zeros(8, 6);
    matrix.write(TileIndex.of(0, 0), tile);
    assertHolds(matrix, 0, 0);
    Tile last = pool.zeros(5, 6);
    assertThatThrownBy(() -> matrix.write(TileIndex.of(3, 0), last))
        .isInstanceOf(PermanentStoreException.class)
        .hasMessageContaining("finished");
    assertThatThrownBy(() -> matrix.delete(TileIndex.of(0, 0)))
        .isInstanceOf(PermanentStoreException.class);
    tile.release();
    last.release();
  }

  @Test
  void aTileOfTheWrongShapeOrPlaceIsRefused() throws Exception {
    StoredMatrix matrix = create("A", LAYOUT);
    Tile tile = pool.zeros(8, 5);
    assertThatThrownBy(() -> matrix.write(TileIndex.of(0, 0), tile))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("8 x 6", "8 x 5");
    tile.release();
    for (TileIndex outside :
        List.of(TileIndex.of(4, 0), TileIndex.of(0, 3), TileIndex.of(-1, 0), TileIndex.of(0))) {
      assertThatThrownBy(() -> matrix.read(outside))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessageContaining("4 x 3 tiles");
    }
  }

  @Test
  void anyWindowIsReadWhateverTheTiles() throws Exception {
    StoredMatrix matrix = create("A", LAYOUT);
    for (int[] window :
        new int[][] {
          {0, 0, 29, 14},
          {3, 2, 1, 1},
          {7, 5, 2, 2},
          {8, 6, 8, 6},
          {0, 13, 29, 1},
          {28, 0, 1, 14},
          {5, 4, 20, 9},
          {29, 14, 0, 0},
          {4, 4, 0, 3}
        }) {
      Tile read = matrix.readWindow(window[0], window[1], window[2], window[3]);
      assertThat(read.rows()).isEqualTo(window[2]);
      assertThat(read.columns()).isEqualTo(window[3]);
      for (int row = 0; row < window[2]; row++) {
        for (int column = 0; column < window[3]; column++) {
          assertThat(read.get(row, column)).isEqualTo(entry(window[0] + row, window[1] + column));
        }
      }
      read.release();
    }
  }

  @Test
  void aWindowBeyondTheMatrixIsRefused() throws Exception {
    StoredMatrix matrix = create("A", LAYOUT);
    assertThatThrownBy(() -> matrix.readWindow(20, 10, 10, 4))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContainingAll("29 x 14", "10 x 4", "(20, 10)");
    assertThatThrownBy(() -> matrix.readWindow(-1, 0, 1, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void tilesAreNoLargerThanTheMatrix() throws Exception {
    StoredMatrix matrix = create("A", MatrixLayout.full(3, 2, 512, 256));
    assertThat(matrix.layout()).isEqualTo(MatrixLayout.full(3, 2, 3, 2));
    matrix.finish();
    assertHolds(storage().open(uri("A")));
  }

  @Test
  void aMatrixMayBeEmpty() throws Exception {
    create("A", MatrixLayout.full(0, 5, 8, 8)).finish();
    StoredMatrix opened = storage().open(uri("A"));
    assertThat(opened.layout().rowTiles()).isZero();
    assertThat(opened.layout().columnTiles()).isEqualTo(1);
    opened.readWindow(0, 1, 0, 4).release();
  }

  @Test
  void takingLeavesTheMatrixWhole() throws Exception {
    StoredMatrix matrix = create("A", LAYOUT);
    matrix.take(TileIndex.of(1, 1)).orElseThrow().release();
    assertHolds(matrix);
  }

  /** A matrix whose every entry tells its place, unfinished. */
  protected final StoredMatrix create(String name, MatrixLayout layout) throws Exception {
    StoredMatrix matrix = storage().create(uri(name), layout);
    fill(matrix);
    return matrix;
  }

  /** Writes a tile of zeros for somebody who does not know that he has been overtaken. */
  private void writeIfAllowed(StoredMatrix overtaken, long i, long j) throws Exception {
    Tile zeros = pool.zeros(LAYOUT.rowsOf(i), LAYOUT.columnsOf(j));
    try {
      refusedOrWithoutEffect(() -> overtaken.write(TileIndex.of(i, j), zeros));
    } finally {
      zeros.release();
    }
  }

  private static void refusedOrWithoutEffect(ThrowingCallable call) throws Exception {
    try {
      call.call();
    } catch (PermanentStoreException e) {
      assertThat(e).hasMessageNotContaining("null");
    } catch (Throwable e) {
      throw new AssertionError("Refused in a way that invites repetition", e);
    }
  }

  private void fill(StoredMatrix matrix) throws Exception {
    MatrixLayout layout = matrix.layout();
    for (long i = 0; i < layout.rowTiles(); i++) {
      for (long j = 0; j < layout.columnTiles(); j++) {
        if (layout.structure().holds(i, j)) {
          Tile tile = tile(layout, i, j);
          matrix.write(TileIndex.of(i, j), tile);
          tile.release();
        }
      }
    }
  }

  private Tile tile(MatrixLayout layout, long i, long j) {
    Tile tile = pool.allocate(layout.rowsOf(i), layout.columnsOf(j));
    for (int row = 0; row < tile.rows(); row++) {
      for (int column = 0; column < tile.columns(); column++) {
        tile.set(
            row, column, entry(i * layout.tileRows() + row, j * layout.tileColumns() + column));
      }
    }
    return tile;
  }

  private void assertHolds(StoredMatrix matrix) throws Exception {
    for (long i = 0; i < matrix.layout().rowTiles(); i++) {
      for (long j = 0; j < matrix.layout().columnTiles(); j++) {
        assertHolds(matrix, i, j);
      }
    }
  }

  private void assertHolds(StoredMatrix matrix, long i, long j) throws Exception {
    Tile expected = tile(matrix.layout(), i, j);
    Tile actual = matrix.read(TileIndex.of(i, j)).orElseThrow();
    assertThat(actual.doubles()).isEqualTo(expected.doubles());
    expected.release();
    actual.release();
  }

  private static double entry(long row, long column) {
    return 1000.0 * row + column;
  }

  private static Reason reasonOf(ThrowingCallable call) {
    return catchThrowableOfType(MatrixUnavailable.class, call).reason();
  }
}
