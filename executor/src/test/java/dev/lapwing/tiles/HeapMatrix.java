package dev.lapwing.tiles;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import java.util.Arrays;

/** Matrices between tiles and plain arrays, for tests. */
public final class HeapMatrix {
  private HeapMatrix() {}

  /** The array of a function. */
  public static double[][] of(int rows, int columns, Function function) {
    double[][] a = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        a[i][j] = function.at(i, j);
      }
    }
    return a;
  }

  /** TileEntries that name their place. */
  public static double[][] numbered(int rows, int columns) {
    return of(rows, columns, (i, j) -> 1000 * i + j);
  }

  /** The bits of an array, in which NaN equals itself and zeros have a sign. */
  public static long[][] bits(double[][] a) {
    return Arrays.stream(a)
        .map(row -> Arrays.stream(row).mapToLong(Double::doubleToRawLongBits).toArray())
        .toArray(long[][]::new);
  }

  /** An empty matrix in memory, to be filled. */
  public static TileArray empty(
      TilePool pool, int rows, int columns, int tileRows, int tileColumns) {
    return new TileArray(
        TileGrid.of(rows, columns, tileRows, tileColumns), TileStore.inMemory("mem:test"), pool);
  }

  /** An array in tiles. */
  public static TileArray tiles(TilePool pool, double[][] a, int tileRows, int tileColumns)
      throws StoreException {
    int columns = a.length == 0 ? 0 : a[0].length;
    TileArray array = empty(pool, a.length, columns, tileRows, tileColumns);
    for (int i = 0; i < array.grid().rows().tiles(); i++) {
      for (int j = 0; j < array.grid().columns().tiles(); j++) {
        Tile tile = array.allocate(i, j);
        for (int x = 0; x < tile.rows(); x++) {
          for (int y = 0; y < tile.columns(); y++) {
            tile.set(x, y, a[i * tileRows + x][j * tileColumns + y]);
          }
        }
        array.write(i, j, tile);
        tile.release();
      }
    }
    return array;
  }

  /** Tiles as an array. */
  public static double[][] array(TileArray tiles) throws StoreException {
    TileGrid grid = tiles.grid();
    double[][] a = new double[(int) grid.rows().elements()][(int) grid.columns().elements()];
    for (int i = 0; i < grid.rows().tiles(); i++) {
      for (int j = 0; j < grid.columns().tiles(); j++) {
        Tile tile = tiles.read(i, j);
        for (int x = 0; x < tile.rows(); x++) {
          for (int y = 0; y < tile.columns(); y++) {
            a[(int) grid.firstRow(i) + x][(int) grid.firstColumn(j) + y] = tile.get(x, y);
          }
        }
        tile.release();
      }
    }
    return a;
  }

  /** An entry by row and column. */
  public interface Function {
    /** The entry. */
    double at(int row, int column);
  }
}
