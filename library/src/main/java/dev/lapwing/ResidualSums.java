package dev.lapwing;

import static dev.lapwing.lambdapack.Op.NO_TRANS;
import static dev.lapwing.lambdapack.Op.TRANS;

import dev.lapwing.lambdapack.Partition;
import dev.lapwing.state.Tile;
import dev.lapwing.tiles.TileArray;
import dev.lapwing.tiles.TileGrid;
import dev.lapwing.tiles.TileLoop;
import java.io.IOException;

/** What is left of a matrix when a product is subtracted from it, tile by tile, as norms. */
record ResidualSums(TileProducts products, TileLoop loop) {

  /** The sums of absolute values of every column of {@code C - A B}. */
  double[] ofProduct(TileArray c, TileArray a, TileArray b) throws IOException {
    TileArray left = a.cut(new TileGrid(c.grid().rows(), a.grid().columns()));
    TileArray right = b.cut(new TileGrid(a.grid().columns(), c.grid().columns()));
    int terms = Math.toIntExact(a.grid().columns().tiles());
    var sums = new ColumnSums(c.grid());
    loop.forEach(
        c.grid(),
        (i, j) ->
            use(
                privateCopy(c, i, j),
                tile -> {
                  // C(i, j) - A(i, :) B(:, j)
                  products.subtract(
                      tile, NO_TRANS, k -> left.read(i, k), NO_TRANS, k -> right.read(k, j), terms);
                  sums.add(i, j, tile);
                }));
    return sums.total();
  }

  /**
   * The sums of absolute values of every column of {@code A^T (B - A X)}, times a factor that keeps
   * the product of two large or two small numbers in range.
   */
  double[] ofNormalEquations(TileArray b, TileArray a, TileArray x, double factor)
      throws IOException {
    return new NormalEquations(products, loop, b, a, x, factor).columnSums();
  }

  /** The sums of absolute values of every column of {@code I - Q^T Q}. */
  double[] ofGram(TileArray q) throws IOException {
    Partition columns = q.grid().columns();
    var grid = new TileGrid(columns, columns);
    int terms = Math.toIntExact(q.grid().rows().tiles());
    var sums = new ColumnSums(grid);
    loop.forEach(
        grid,
        (i, j) ->
            use(
                identity(q, i, j),
                tile -> {
                  // I(i, j) - Q(:, i)^T Q(:, j)
                  products.subtract(
                      tile, TRANS, k -> q.read(k, i), NO_TRANS, k -> q.read(k, j), terms);
                  sums.add(i, j, tile);
                }));
    return sums.total();
  }

  /** The 1-norms of {@code A - L L^T} and of A, both symmetric, from their lower triangles. */
  Norms ofCholesky(TileArray a, TileArray l) throws IOException {
    var residual = new SymmetricNorm(a.grid().rows());
    var matrix = new SymmetricNorm(a.grid().rows());
    loop.forEach(
        a.grid(),
        (i, j) -> {
          if (i >= j) {
            use(
                privateCopy(a, i, j),
                tile -> {
                  matrix.add((int) i, (int) j, tile);
                  // A(i, j) - L(i, 0:j) L(j, 0:j)^T
                  products.subtract(
                      tile, NO_TRANS, k -> lower(l, i, k), TRANS, k -> lower(l, j, k), (int) j + 1);
                  residual.add((int) i, (int) j, tile);
                });
          }
        });
    return new Norms(residual.value(), matrix.value());
  }

  /** A tile of a triangular matrix, whatever stands above its diagonal. */
  private static Tile lower(TileArray l, long row, long column) throws IOException {
    if (row != column) {
      return l.read(row, column);
    }
    Tile tile = privateCopy(l, row, column);
    for (int y = 1; y < tile.columns(); y++) {
      for (int x = 0; x < Math.min(y, tile.rows()); x++) {
        tile.set(x, y, 0);
      }
    }
    return tile;
  }

  /** A copy of a tile that may be overwritten. */
  static Tile privateCopy(TileArray matrix, long row, long column) throws IOException {
    Tile copy = matrix.allocate(row, column);
    Tile original = matrix.read(row, column);
    copy.entries().put(0, original.entries(), 0, copy.rows() * copy.columns());
    original.release();
    return copy;
  }

  private static Tile identity(TileArray q, long row, long column) {
    Partition columns = q.grid().columns();
    Tile tile =
        q.pool()
            .zeros(
                q.precision(),
                Math.toIntExact(columns.length(row)),
                Math.toIntExact(columns.length(column)));
    if (row == column) {
      for (int x = 0; x < tile.rows(); x++) {
        tile.set(x, x, 1);
      }
    }
    return tile;
  }

  private static void use(Tile tile, Use use) throws IOException {
    try {
      use.with(tile);
    } finally {
      tile.release();
    }
  }

  /** The norms of what is left and of what it was taken from. */
  record Norms(double residual, double matrix) {}

  /** What is done with a tile before it is released. */
  private interface Use {
    void with(Tile tile) throws IOException;
  }
}
