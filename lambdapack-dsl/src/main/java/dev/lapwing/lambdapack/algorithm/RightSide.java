package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.gemqrtRight;
import static dev.lapwing.lambdapack.Kernels.tpmqrtRight;

import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.KernelCall;
import dev.lapwing.lambdapack.Pentagon;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.SymbolicTile;

/**
 * Reflectors that are applied from the right: version 2k + 1 of a tile becomes version 2k + 2. Tiles
 * of the panel are columns of tiles across it.
 */
record RightSide(SymbolicMatrix s) implements BandPanel.Side {

  @Override
  public String letter() {
    return "R";
  }

  @Override
  public SymbolicTile before(Index k, Index l, Index x) {
    return s.at(k.times(2).plus(1), x, l);
  }

  @Override
  public SymbolicTile after(Index k, Index l, Index x) {
    return s.at(k.times(2).plus(2), x, l);
  }

  @Override
  public KernelCall head(SymbolicTile v, SymbolicTile t, SymbolicTile c) {
    return gemqrtRight(v, t, c);
  }

  @Override
  public KernelCall pair(
      Pentagon shape, SymbolicTile v, SymbolicTile t, SymbolicTile a, SymbolicTile b) {
    return tpmqrtRight(shape, v, t, a, b);
  }
}
