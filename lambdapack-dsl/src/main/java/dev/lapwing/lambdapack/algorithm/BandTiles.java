package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.copy;
import static dev.lapwing.lambdapack.Kernels.lacpy;
import static dev.lapwing.lambdapack.Kernels.lacpyTransposed;
import static dev.lapwing.lambdapack.Kernels.laset;
import static dev.lapwing.lambdapack.Range.range;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.ProgramBuilder;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.SymbolicTile;

/** The tiles of an upper band matrix as two ranges, which one task can take. */
final class BandTiles implements TileBand.Band {

  private final ProgramBuilder p;
  private final Dimension n;
  private final SymbolicMatrix d;
  private final SymbolicMatrix e;

  BandTiles(ProgramBuilder p, Dimension n) {
    this.p = p;
    this.n = n;
    this.d = p.scratch("D", n.along(0), n.along(0), n);
    this.e = p.scratch("E", n.tile(0), n.along(0), n);
    p.let(e.at(n.minus(1))).be(laset(0, 0));
  }

  /** Those of a matrix. */
  static BandTiles of(ProgramBuilder p, Dimension n, SymbolicMatrix b) {
    BandTiles band = new BandTiles(p, n);
    p.loop("k", 0, n, k -> {
      p.let(band.d.at(k)).be(copy(b.at(k, k)));
      p.when(k.plus(1).lessThan(n), () -> {
        p.let(band.e.at(k)).be(lacpyTransposed(b.at(k, k.plus(1))));
      });
    });
    return band;
  }

  @Override
  public void diagonal(Index k, SymbolicTile triangle) {
    p.let(d.at(k)).be(copy(triangle));
  }

  @Override
  public void beside(Index k, SymbolicTile triangle) {
    p.let(e.at(k)).be(lacpy(triangle));
  }

  /** The tiles on the diagonal. */
  SymbolicTile diagonals() {
    return d.at(range(0, n));
  }

  /** The transposes of those beside it; the last is zero. */
  SymbolicTile besides() {
    return e.at(range(0, n));
  }
}
