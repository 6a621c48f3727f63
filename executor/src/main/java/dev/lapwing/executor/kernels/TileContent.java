package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Uplo;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileEntries;

/** Moves and clears parts of tiles, a column at a time. */
final class TileContent {
  /** The doubles of a cache line. Columns a power of two apart compete for the same few lines. */
  private static final int BLOCK = 8;

  private TileContent() {}

  /** {@code to := from}, of equal shape; entries are rounded where that is needed. */
  static void copy(Tile from, Tile to) {
    if (from.precision() == to.precision()) {
      to.bytes().put(from.bytes());
    } else {
      to.entries().put(0, from.entries(), 0, from.entries().size());
    }
  }

  /** Sets every entry to zero. */
  static void clear(Tile tile) {
    TileEntries content = tile.entries();
    double[] zeros = new double[Math.min(content.size(), 1024)];
    for (int done = 0; done < content.size(); done += zeros.length) {
      content.put(done, zeros, 0, Math.min(zeros.length, content.size() - done));
    }
  }

  /** Sets every entry to a value. */
  static void fill(Tile tile, double value) {
    for (int j = 0; j < tile.columns(); j++) {
      for (int i = 0; i < tile.rows(); i++) {
        tile.set(i, j, value);
      }
    }
  }

  /** Copies a tile to the columns of another from one on; both have as many rows. */
  static void copyColumns(Tile from, Tile to, int column) {
    to.entries().put(column * to.rows(), from.entries(), 0, from.rows() * from.columns());
  }

  /**
   * Copies as many columns of a tile from one on as another has, and of these the leading rows that
   * both have; fills further rows with zeros.
   */
  static void copyPart(Tile from, int column, Tile to) {
    int common = Math.min(from.rows(), to.rows());
    double[] zeros = new double[to.rows() - common];
    TileEntries target = to.entries();
    for (int j = 0; j < to.columns(); j++) {
      int start = j * to.rows();
      target.put(start, from.entries(), (column + j) * from.rows(), common);
      target.put(start + common, zeros, 0, zeros.length);
    }
  }

  /** {@code to := (rows of from, from one on, as many as the columns of to)^T}. */
  static void transposePart(Tile from, int row, Tile to) {
    TileEntries source = from.entries();
    TileEntries target = to.entries();
    for (int column = 0; column < to.columns(); column += BLOCK) {
      for (int first = 0; first < to.rows(); first += BLOCK) {
        for (int j = column; j < Math.min(column + BLOCK, to.columns()); j++) {
          for (int i = first; i < Math.min(first + BLOCK, to.rows()); i++) {
            target.put(i + j * to.rows(), source.get(row + j + i * from.rows()));
          }
        }
      }
    }
  }

  /** Copies the first columns, of two tiles with as many rows. */
  static void copyFirstColumns(Tile from, Tile to, int count) {
    to.entries().put(0, from.entries(), 0, count * from.rows());
  }

  /** {@code to := from^T}, cut or padded with zeros. */
  static void transposePadded(Tile from, Tile to) {
    for (int j = 0; j < to.columns(); j++) {
      for (int i = 0; i < to.rows(); i++) {
        to.set(i, j, i < from.columns() && j < from.rows() ? from.get(j, i) : 0.0);
      }
    }
  }

  /** Sets the entries above the main diagonal to zero. */
  static void clearAboveDiagonal(Tile tile) {
    TileEntries content = tile.entries();
    double[] zeros = new double[tile.rows()];
    for (int j = 1; j < tile.columns(); j++) {
      content.put(j * tile.rows(), zeros, 0, Math.min(j, tile.rows()));
    }
  }

  /** Sets the entries below the main diagonal to zero. */
  static void clearBelowDiagonal(Tile tile) {
    TileEntries content = tile.entries();
    int rows = tile.rows();
    double[] zeros = new double[rows];
    for (int j = 0; j < tile.columns() && j + 1 < rows; j++) {
      content.put(j * rows + j + 1, zeros, 0, rows - j - 1);
    }
  }

  /** Copies the entries on and above the main diagonal. Tiles may differ in their rows. */
  static void copyUpperTrapezoid(Tile from, Tile to) {
    int limit = Math.min(from.rows(), to.rows());
    for (int j = 0; j < Math.min(from.columns(), to.columns()); j++) {
      copyColumn(from, to, j, Math.min(j + 1, limit));
    }
  }

  /** Copies the leading rows that both have, and fills further rows of {@code to} with zeros. */
  static void copyPadded(Tile from, Tile to) {
    copyPart(from, 0, to);
  }

  /** Copies a column to the heap. */
  static void readColumn(Tile from, int column, double[] to) {
    from.entries().get(column * from.rows(), to, 0, from.rows());
  }

  /** Copies a tile into a larger one, from a row and a column on. */
  static void copyInto(Tile from, Tile to, int row, int column) {
    TileEntries target = to.entries();
    TileEntries source = from.entries();
    for (int j = 0; j < from.columns(); j++) {
      target.put((column + j) * to.rows() + row, source, j * from.rows(), from.rows());
    }
  }

  /** Copies one triangle of a square tile onto the other. */
  static void mirror(Tile square, Uplo from) {
    int order = square.rows();
    TileEntries content = square.entries();
    for (int column = 0; column < order; column += BLOCK) {
      for (int row = column; row < order; row += BLOCK) {
        mirrorBlock(content, order, from, row, column);
      }
    }
  }

  private static void mirrorBlock(TileEntries content, int order, Uplo from, int row, int column) {
    for (int j = column; j < Math.min(column + BLOCK, order); j++) {
      for (int i = Math.max(row, j + 1); i < Math.min(row + BLOCK, order); i++) {
        if (from == Uplo.LOWER) {
          content.put(j + i * order, content.get(i + j * order));
        } else {
          content.put(i + j * order, content.get(j + i * order));
        }
      }
    }
  }

  private static void copyColumn(Tile from, Tile to, int column, int count) {
    to.entries().put(column * to.rows(), from.entries(), column * from.rows(), count);
  }
}
