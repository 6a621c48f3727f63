package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Uplo;
import dev.lapwing.state.Precision;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileEntries;
import dev.lapwing.state.TilePool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Tiles of random numbers for {@link SelfTest}, released together, and products with vectors. */
final class ProbeTiles implements AutoCloseable {
  private final Precision precision;
  private final TilePool pool;
  private final double[] noise;
  private final List<Tile> tiles = new ArrayList<>();

  /**
   * No tiles yet.
   *
   * @param noise random numbers in [-1, 1), which tiles repeat as often as they need
   */
  ProbeTiles(Precision precision, TilePool pool, double[] noise) {
    this.precision = precision;
    this.pool = pool;
    this.noise = noise;
  }

  /** Random numbers in [-1, 1), the same ones every time. */
  static double[] noise() {
    // A prime length, so that columns and tiles begin at ever different places.
    return new SplittableRandom(1977).doubles(4999, -1, 1).toArray();
  }

  /** A tile such that {@code op(tile)} is {@code rows x columns}, with entries in [-1, 1). */
  Tile random(Op op, int rows, int columns) {
    Tile tile = op == Op.NO_TRANS ? allocate(rows, columns) : allocate(columns, rows);
    TileEntries content = tile.entries();
    int from = start();
    int done = 0;
    while (done < content.size()) {
      int count = Math.min(content.size() - done, noise.length - from);
      content.put(done, noise, from, count);
      done += count;
      from = 0;
    }
    return tile;
  }

  /** A triangular tile whose inverse is of moderate size: its diagonal outweighs the rest. */
  Tile triangular(Uplo uplo, int order) {
    Tile tile = random(Op.NO_TRANS, order, order);
    shiftDiagonal(tile, 2.0 * order);
    if (uplo == Uplo.LOWER) {
      TileContent.clearAboveDiagonal(tile);
    } else {
      TileContent.clearBelowDiagonal(tile);
    }
    return tile;
  }

  /** A symmetric tile whose diagonal outweighs the rest, and which is so positive definite. */
  Tile positiveDefinite(int order) {
    Tile tile = random(Op.NO_TRANS, order, order);
    TileContent.mirror(tile, Uplo.LOWER);
    shiftDiagonal(tile, 2.0 * order);
    return tile;
  }

  /** A tile of zeros. */
  Tile zeros(int rows, int columns) {
    Tile tile = allocate(rows, columns);
    TileContent.clear(tile);
    return tile;
  }

  /** A tile of one column. */
  Tile column(double[] entries) {
    Tile tile = allocate(entries.length, 1);
    tile.entries().put(0, entries, 0, entries.length);
    return tile;
  }

  /** A random vector. */
  double[] vector(int length) {
    int from = start();
    return Arrays.copyOfRange(noise, from, from + length);
  }

  /** The entries of a tile of one column. */
  static double[] entries(Tile column) {
    return column.entries().toArray();
  }

  /** {@code op(A) x}. */
  static double[] times(Tile a, Op op, double[] x) {
    double[] product = new double[op == Op.NO_TRANS ? a.rows() : a.columns()];
    double[] column = new double[a.rows()];
    TileEntries content = a.entries();
    for (int j = 0; j < a.columns(); j++) {
      content.get(j * column.length, column, 0, column.length);
      if (op == Op.NO_TRANS) {
        addMultiple(product, x[j], column);
      } else {
        product[j] = dot(column, x);
      }
    }
    return product;
  }

  /** {@code x + y}. */
  static double[] sum(double[] x, double[] y) {
    double[] sum = x.clone();
    addMultiple(sum, 1.0, y);
    return sum;
  }

  @Override
  public void close() {
    tiles.forEach(Tile::release);
  }

  /** Where in the noise the next tile or vector begins. */
  private int start() {
    return tiles.size() * 577;
  }

  private Tile allocate(int rows, int columns) {
    Tile tile = pool.allocate(precision, rows, columns);
    tiles.add(tile);
    return tile;
  }

  private static void shiftDiagonal(Tile tile, double shift) {
    for (int i = 0; i < tile.rows(); i++) {
      tile.set(i, i, tile.get(i, i) + shift);
    }
  }

  private static void addMultiple(double[] target, double factor, double[] x) {
    for (int i = 0; i < target.length; i++) {
      target[i] += factor * x[i];
    }
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
