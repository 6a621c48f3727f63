package dev.lapwing.executor.kernels;

import dev.lapwing.state.Tile;
import dev.lapwing.state.TileEntries;

/** Rows of one tile that are copied to rows of another. */
final class RowMoves {
  private final int[] from;
  private final int[] to;
  private int count;

  /** No moves, and room for some. */
  RowMoves(int most) {
    this.from = new int[most];
    this.to = new int[most];
  }

  void add(int source, int target) {
    from[count] = source;
    to[count] = target;
    count++;
  }

  /** Copies the rows in all columns, which both tiles have as many of. */
  void copy(Tile source, Tile target) {
    if (count == 0) {
      return;
    }
    TileEntries in = source.entries();
    TileEntries out = target.entries();
    for (int column = 0; column < target.columns(); column++) {
      int read = column * source.rows();
      int write = column * target.rows();
      for (int x = 0; x < count; x++) {
        out.put(write + to[x], in.get(read + from[x]));
      }
    }
  }
}
