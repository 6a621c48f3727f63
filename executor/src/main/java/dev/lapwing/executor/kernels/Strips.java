package dev.lapwing.executor.kernels;

import dev.lapwing.state.Tile;
import dev.lapwing.state.TileEntries;

/**
 * Passes over tiles of equal shape, strip by strip: each strip is copied into a small heap array,
 * where the JVM computes with vector instructions, and back. On direct buffers it does not.
 */
final class Strips {
  /** Two strips of 8 KiB lie in the first-level cache. */
  private static final int LENGTH = 1024;

  private Strips() {}

  /** {@code output := operation(x)}; the output may be x. */
  static void map(Tile x, Tile output, Unary operation) {
    TileEntries from = x.entries();
    TileEntries to = output.entries();
    double[] strip = new double[Math.min(LENGTH, from.size())];
    for (int done = 0; done < from.size(); done += strip.length) {
      int count = Math.min(strip.length, from.size() - done);
      from.get(done, strip, 0, count);
      operation.apply(done, strip, count);
      to.put(done, strip, 0, count);
    }
  }

  /** {@code output := operation(x, y)}; the output may be x or y. */
  static void combine(Tile x, Tile y, Tile output, Binary operation) {
    TileEntries second = y.entries();
    double[] other = new double[Math.min(LENGTH, second.size())];
    map(
        x,
        output,
        (first, strip, count) -> {
          second.get(first, other, 0, count);
          operation.apply(strip, other, count);
        });
  }

  /** Changes the entries of a strip, which begins at a position of the tile. */
  @FunctionalInterface
  interface Unary {
    void apply(int first, double[] strip, int count);
  }

  /** Changes the first entries of a strip, given those of another. */
  @FunctionalInterface
  interface Binary {
    void apply(double[] strip, double[] other, int count);
  }
}
