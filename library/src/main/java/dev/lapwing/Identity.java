package dev.lapwing;

import java.util.function.Function;

/** Inverses: what a solver makes of the identity. */
final class Identity {
  private Identity() {}

  /**
   * The solution for the identity, in tiles like those of a square matrix.
   *
   * @param name what is computed
   * @param solve starts the solution for a right-hand side
   */
  static Run<BigMatrix> solvedBy(
      String name, BigMatrix like, Function<BigMatrix, Run<BigMatrix>> solve) {
    RunOptions tiles = RunOptions.defaults().tile(like.tileShape()).precision(like.precision());
    Run<BigMatrix> identity =
        new MatrixWork(like.lapwing(), tiles)
            .generate(like.rows(), like.rows(), (i, j) -> i == j ? 1 : 0);
    return ChainedRun.closing(name, identity, solve);
  }
}
