package dev.lapwing.executor.kernels;

import dev.lapwing.state.Tile;
import java.nio.DoubleBuffer;

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
    DoubleBuffer from = x.doubles();
    DoubleBuffer to = output.doubles();
    double[] strip = new double[Math.min(LENGTH, from.capacity())];
    while (from.hasRemaining()) {
      int count = Math.min(strip.length, from.remaining());
      from.get(strip, 0, count);
      operation.apply(strip, count);
      to.put(strip, 0, count);
    }
  }

  /** {@code output := operation(x, y)}; the output may be x or y. */
  static void combine(Tile x, Tile y, Tile output, Binary operation) {
    DoubleBuffer second = y.doubles();
    double[] other = new double[Math.min(LENGTH, second.capacity())];
    map(
        x,
        output,
        (strip, count) -> {
          second.get(other, 0, count);
          operation.apply(strip, other, count);
        });
  }

  /** Changes the first entries of a strip. */
  @FunctionalInterface
  interface Unary {
    void apply(double[] strip, int count);
  }

  /** Changes the first entries of a strip, given those of another. */
  @FunctionalInterface
  interface Binary {
    void apply(double[] strip, double[] other, int count);
  }
}
