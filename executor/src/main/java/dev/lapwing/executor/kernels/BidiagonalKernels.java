package dev.lapwing.executor.kernels;

import dev.lapwing.state.Tile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * What lies between a band and its singular values, {@code gbbrd}, {@code ormbr}, {@code bdsqr} and
 * {@code bdsdc}, and between a symmetric one and its eigenvalues, {@code sbtrd}, {@code sterf} and
 * {@code stedc}. Where an entry is not finite, all values are NaN: LAPACK's iterations promise
 * nothing then, not even to end. All of them compute in double precision, whatever the tiles have.
 */
final class BidiagonalKernels<V extends TileView> {
  private final Blas<V> blas;

  BidiagonalKernels(Blas<V> blas) {
    this.blas = blas;
  }

  /** The two diagonals of a band, and the reflectors that left them, if wanted. */
  void gbbrd(Call call) {
    Tile two = call.output(0);
    int n = two.rows();
    int width = Math.max(1, call.input(1).rows());
    Tile band = call.workspace().allocate(3 * width, n);
    try {
      TileContent.clear(band);
      BandStorage storage = new BandStorage(band, width);
      storage.load(call);
      reduce(call, band, (matrix, kept) -> blas.gbbrd(width, matrix, kept, call.workspace()));
      storage.diagonals(two);
    } finally {
      band.release();
    }
  }

  /** The diagonals of a symmetric band, and the reflectors that left them, if wanted. */
  void sbtrd(Call call) {
    Tile two = call.output(0);
    int width = Math.max(1, call.input(1).rows());
    Tile band = call.workspace().allocate(SymmetricStorage.rows(width), two.rows());
    try {
      TileContent.clear(band);
      SymmetricStorage storage = new SymmetricStorage(band);
      storage.load(call);
      reduce(call, band, (matrix, kept) -> blas.sbtrd(width, matrix, kept, call.workspace()));
      storage.diagonals(two);
    } finally {
      band.release();
    }
  }

  private void reduce(Call call, Tile band, Reduction<V> reduction) {
    List<DoubleTile> kept = new ArrayList<>();
    List<V> reflectors = new ArrayList<>();
    for (Tile output : call.outputs().subList(1, call.outputs().size())) {
      call.require(output, band.columns(), band.columns());
      DoubleTile tile = DoubleTile.of(output, call.workspace());
      TileContent.clear(tile.doubles());
      kept.add(tile);
      reflectors.add(blas.update(tile.doubles()));
    }
    try (V matrix = blas.update(band)) {
      reduction.reduce(matrix, reflectors);
    } finally {
      reflectors.forEach(TileView::close);
      kept.forEach(DoubleTile::writeBack);
    }
  }

  /** {@code A Q} for a row of tiles and the reflectors of one side. */
  void ormbr(Call call) {
    Tile kept = call.input(0);
    Tile product = call.output(0);
    call.require(kept, product.columns(), product.columns());
    int tiles = call.operands().count(1);
    int width = 1;
    int column = 0;
    for (int k = 0; k < tiles; k++) {
      Tile tile = call.operands().tile(1, k);
      call.require(tile, product.rows(), tile.columns());
      width = Math.max(width, tile.columns());
      TileContent.copyColumns(tile, product, column);
      column += tile.columns();
      call.operands().done(1, k);
    }
    DoubleTile reflectors = DoubleTile.copyOf(kept, call.workspace());
    DoubleTile rows = DoubleTile.copyOf(product, call.workspace());
    try (V h = blas.read(reflectors.doubles());
        V c = blas.update(rows.doubles())) {
      blas.ormbr(width, h, c, call.workspace());
    } finally {
      reflectors.drop();
      rows.writeBack();
    }
    call.done(0, kept);
  }

  /** The singular values of two diagonals. */
  void bdsqr(Call call) {
    values(call, "bdsqr", two -> blas.bdsqr(two, call.workspace()));
  }

  /** The eigenvalues of two diagonals. */
  void sterf(Call call) {
    values(call, "sterf", two -> blas.sterf(two, call.workspace()));
  }

  private void values(Call call, String routine, ToIntFunction<V> iteration) {
    Tile copy = copyOfDiagonals(call);
    Tile values = call.output(0);
    try {
      if (isFinite(copy)) {
        try (V two = blas.update(copy)) {
          requireConverged(routine, iteration.applyAsInt(two));
        }
        TileContent.copyFirstColumns(copy, values, 1);
      } else {
        TileContent.fill(values, Double.NaN);
      }
    } finally {
      copy.release();
    }
  }

  /** The singular value decomposition of two diagonals. */
  void bdsdc(Call call) {
    Tile copy = copyOfDiagonals(call);
    Tile u = call.output(1);
    Tile vt = call.output(2);
    call.require(u, copy.rows(), copy.rows());
    call.require(vt, copy.rows(), copy.rows());
    try {
      if (isFinite(copy)) {
        decompose(call, copy, u, vt);
        TileContent.copyFirstColumns(copy, call.output(0), 1);
      } else {
        call.outputs().forEach(output -> TileContent.fill(output, Double.NaN));
      }
    } finally {
      copy.release();
    }
  }

  /** The eigenvalues and eigenvectors of two diagonals. */
  void stedc(Call call) {
    Tile copy = copyOfDiagonals(call);
    Tile vectors = call.output(1);
    call.require(vectors, copy.rows(), copy.rows());
    try {
      if (isFinite(copy)) {
        DoubleTile doubles = DoubleTile.of(vectors, call.workspace());
        try (V two = blas.update(copy);
            V columns = blas.write(doubles.doubles())) {
          requireConverged("stedc", blas.stedc(two, columns, call.workspace()));
        } finally {
          doubles.writeBack();
        }
        TileContent.copyFirstColumns(copy, call.output(0), 1);
      } else {
        call.outputs().forEach(output -> TileContent.fill(output, Double.NaN));
      }
    } finally {
      copy.release();
    }
  }

  private void decompose(Call call, Tile copy, Tile u, Tile vt) {
    DoubleTile uDoubles = DoubleTile.of(u, call.workspace());
    DoubleTile vtDoubles = DoubleTile.of(vt, call.workspace());
    try (V two = blas.update(copy);
        V left = blas.write(uDoubles.doubles());
        V right = blas.write(vtDoubles.doubles())) {
      requireConverged("bdsdc", blas.bdsdc(two, left, right, call.workspace()));
    } finally {
      uDoubles.writeBack();
      vtDoubles.writeBack();
    }
  }

  /** LAPACK overwrites them. */
  private static Tile copyOfDiagonals(Call call) {
    Tile two = call.input(0);
    call.require(two, call.output(0).rows(), 2);
    Tile copy = call.workspace().allocate(two.rows(), 2);
    TileContent.copy(two, copy);
    call.done(0, two);
    return copy;
  }

  private static boolean isFinite(Tile two) {
    for (int i = 0; i < two.rows(); i++) {
      if (!Double.isFinite(two.get(i, 0)) || !Double.isFinite(two.get(i, 1))) {
        return false;
      }
    }
    return true;
  }

  private static void requireConverged(String routine, int info) {
    if (info > 0) {
      throw new IllegalStateException(
          "%s did not converge (info = %,d), though all entries are finite: multiply the matrix by a number near 1 and try again."
              .formatted(routine, info));
    }
  }

  /** Reduces a band and keeps the reflectors where there is room for them. */
  @FunctionalInterface
  private interface Reduction<V> {
    void reduce(V band, List<V> kept);
  }
}
