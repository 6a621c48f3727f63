package dev.lapwing.executor.kernels;

import dev.lapwing.state.Tile;
import java.util.ArrayList;
import java.util.List;

/**
 * What lies between a band and its singular values: {@code gbbrd}, {@code ormbr}, {@code bdsqr} and
 * {@code bdsdc}. Where an entry is not finite, all singular values are NaN: LAPACK's iterations
 * promise nothing then, not even to end.
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
    int width = call.operands().count(0) == 0 ? 1 : Math.max(1, call.input(1).rows());
    Tile band = call.workspace().allocate(3 * width, n);
    try {
      TileContent.clear(band);
      BandStorage storage = new BandStorage(band, width);
      storage.load(call);
      reduce(call, width, band);
      storage.diagonals(two);
    } finally {
      band.release();
    }
  }

  private void reduce(Call call, int width, Tile band) {
    List<V> reflectors = new ArrayList<>();
    for (Tile kept : call.outputs().subList(1, call.outputs().size())) {
      call.require(kept, band.columns(), band.columns());
      TileContent.clear(kept);
      reflectors.add(blas.update(kept));
    }
    try (V matrix = blas.update(band)) {
      blas.gbbrd(width, matrix, reflectors, call.workspace());
    } finally {
      reflectors.forEach(TileView::close);
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
    try (V reflectors = blas.read(kept);
        V c = blas.update(product)) {
      blas.ormbr(width, reflectors, c, call.workspace());
    }
    call.done(0, kept);
  }

  /** The singular values of two diagonals. */
  void bdsqr(Call call) {
    Tile copy = copyOfDiagonals(call);
    Tile values = call.output(0);
    try {
      if (isFinite(copy)) {
        try (V two = blas.update(copy)) {
          requireConverged("dbdsqr", blas.bdsqr(two, call.workspace()));
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

  private void decompose(Call call, Tile copy, Tile u, Tile vt) {
    try (V two = blas.update(copy);
        V left = blas.write(u);
        V right = blas.write(vt)) {
      requireConverged("dbdsdc", blas.bdsdc(two, left, right, call.workspace()));
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
          "%s did not find singular value %,d, though all entries are finite: multiply the matrix by a number near 1 and try again."
              .formatted(routine, info));
    }
  }
}
