package dev.lapwing.tiles;

import dev.lapwing.state.Tile;
import dev.lapwing.state.TileEntries;

/** Copies between tiles. */
final class TileBlocks {
  /** Small enough that a block of both tiles stays in the first-level cache. */
  private static final int BLOCK = 32;

  private TileBlocks() {}

  /** Copies {@code rows x columns} entries from a place in one tile to a place in another. */
  static void copy(
      Tile from,
      int fromRow,
      int fromColumn,
      Tile to,
      int toRow,
      int toColumn,
      int rows,
      int columns) {
    TileEntries source = from.entries();
    TileEntries target = to.entries();
    for (int j = 0; j < columns; j++) {
      target.put(
          (toColumn + j) * to.rows() + toRow,
          source,
          (fromColumn + j) * from.rows() + fromRow,
          rows);
    }
  }

  /** Writes the transpose of one tile into another. */
  static void transpose(Tile from, Tile to) {
    for (int i = 0; i < from.rows(); i += BLOCK) {
      for (int j = 0; j < from.columns(); j += BLOCK) {
        transposeBlock(from, to, i, j);
      }
    }
  }

  private static void transposeBlock(Tile from, Tile to, int row, int column) {
    TileEntries source = from.entries();
    TileEntries target = to.entries();
    int m = from.rows();
    int n = from.columns();
    for (int j = column; j < Math.min(n, column + BLOCK); j++) {
      for (int i = row; i < Math.min(m, row + BLOCK); i++) {
        target.put(i * n + j, source.get(j * m + i));
      }
    }
  }
}
