package dev.lapwing.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TilePool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileViewTest {
  private final TilePool pool = TilePool.create(1 << 24);

  @Test
  void theTransposeShowsEveryEntryAtItsMirrorPlace() throws StoreException {
    TileArray a = HeapMatrix.tiles(pool, HeapMatrix.numbered(70, 41), 33, 16);

    double[][] transposed = HeapMatrix.array(a.transpose());

    assertThat(transposed).isDeepEqualTo(HeapMatrix.of(41, 70, (i, j) -> 1000 * j + i));
  }

  @Test
  void theTransposeOfTheTransposeIsTheMatrixItself() throws StoreException {
    TileArray a = HeapMatrix.tiles(pool, HeapMatrix.numbered(5, 4), 2, 2);

    assertThat(a.transpose().transpose()).isSameAs(a);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 10, 7, 4, 3",
    "0, 0, 10, 7, 10, 7",
    "0, 0, 10, 7, 1, 1",
    "3, 2, 5, 4, 4, 3",
    "4, 3, 4, 3, 4, 3",
    "4, 3, 6, 4, 4, 3",
    "9, 6, 1, 1, 8, 8",
    "0, 0, 7, 7, 3, 5"
  })
  void aRegionShowsItsEntriesHoweverItIsCut(
      int row, int column, int rows, int columns, int tileRows, int tileColumns)
      throws StoreException {
    TileArray a = HeapMatrix.tiles(pool, HeapMatrix.numbered(10, 7), 4, 3);

    TileArray region = a.region(row, column, TileGrid.of(rows, columns, tileRows, tileColumns));

    assertThat(HeapMatrix.array(region))
        .isDeepEqualTo(HeapMatrix.of(rows, columns, (i, j) -> 1000 * (row + i) + column + j));
  }

  @Test
  void aTileThatARegionTakesWholeIsSharedAndNotCopied() throws StoreException {
    TileArray a = HeapMatrix.tiles(pool, HeapMatrix.numbered(8, 8), 4, 4);
    long before = pool.bytesInUse();

    Tile tile = a.region(4, 0, TileGrid.of(4, 8, 4, 4)).read(0, 1);

    assertThat(tile.get(0, 0)).isEqualTo(4004);
    assertThat(pool.bytesInUse()).isEqualTo(before);
    tile.release();
  }

  @Test
  void viewsGiveBackEveryTileThatTheyRead() throws StoreException {
    TileArray a = HeapMatrix.tiles(pool, HeapMatrix.numbered(9, 9), 4, 4);
    long before = pool.bytesInUse();

    HeapMatrix.array(a.transpose().region(1, 1, TileGrid.of(7, 7, 3, 3)));

    assertThat(pool.bytesInUse()).isEqualTo(before);
  }

  @Test
  void theLocationOfAViewSaysHowToHaveItAgain() throws StoreException {
    TileArray a = HeapMatrix.tiles(pool, HeapMatrix.numbered(20, 30), 8, 8);
    TileArray view = a.region(3, 5, TileGrid.of(10, 20, 4, 4)).transpose();
    String location = view.store().location();

    assertThat(ViewPath.matrix(location)).isEqualTo("mem:test");
    assertThat(HeapMatrix.array(ViewPath.apply(location, a))).isDeepEqualTo(HeapMatrix.array(view));
  }

  @Test
  void aTileThatWasNeverWrittenIsAnErrorAndNotZero() {
    TileArray a = HeapMatrix.empty(pool, 4, 4, 2, 2);

    assertThatThrownBy(() -> a.read(1, 0))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("(1, 0)")
        .hasMessageContaining("mem:test");
  }

  @Test
  void aViewRefusesToBeWritten() throws StoreException {
    TileArray view = HeapMatrix.tiles(pool, HeapMatrix.numbered(4, 4), 2, 2).transpose();
    Tile tile = pool.zeros(2, 2);

    assertThatThrownBy(() -> view.write(0, 0, tile))
        .isInstanceOf(UnsupportedOperationException.class);
    tile.release();
  }
}
