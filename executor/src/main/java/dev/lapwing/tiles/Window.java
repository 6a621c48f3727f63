package dev.lapwing.tiles;

import dev.lapwing.lambdapack.Partition;

/** The elements {@code from <= x < to} of a dimension that is cut into tiles; never empty. */
record Window(Partition partition, long from, long to) {

  int length() {
    return Math.toIntExact(to - from);
  }

  long firstTile() {
    return from / partition.tile();
  }

  long lastTile() {
    return (to - 1) / partition.tile();
  }

  boolean isWholeTile() {
    return from % partition.tile() == 0 && length() == partition.length(firstTile());
  }

  /** What the window shares with one of its tiles. */
  Overlap overlap(long tile) {
    long tileStart = tile * partition.tile();
    long start = Math.max(from, tileStart);
    long end = Math.min(to, tileStart + partition.length(tile));
    return new Overlap(
        Math.toIntExact(start - tileStart),
        Math.toIntExact(start - from),
        Math.toIntExact(end - start));
  }
}
