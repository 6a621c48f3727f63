package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.gemqrt;
import static dev.lapwing.lambdapack.Kernels.tpmqrt;
import static dev.lapwing.lambdapack.Op.TRANS;

import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.KernelCall;
import dev.lapwing.lambdapack.Pentagon;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.SymbolicTile;

/**
 * Reflectors that are applied, transposed, from the left: version 2k of a tile becomes version 2k + 1.
 * Tiles of the panel are rows of tiles across it.
 */
record LeftSide(SymbolicMatrix s) implements BandPanel.Side {

  @Override
  public String letter() {
    return "L";
  }

  @Override
  public SymbolicTile before(Index k, Index l, Index x) {
    return s.at(k.times(2), l, x);
  }

  @Override
  public SymbolicTile after(Index k, Index l, Index x) {
    return s.at(k.times(2).plus(1), l, x);
  }

  @Override
  public KernelCall head(SymbolicTile v, SymbolicTile t, SymbolicTile c) {
    return gemqrt(TRANS, v, t, c);
  }

  @Override
  public KernelCall pair(
      Pentagon shape, SymbolicTile v, SymbolicTile t, SymbolicTile a, SymbolicTile b) {
    return tpmqrt(TRANS, shape, v, t, a, b);
  }
}
