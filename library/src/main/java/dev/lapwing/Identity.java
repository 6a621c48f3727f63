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
    Run<BigMatrix> identity =
        like.lapwing()
            .operations()
            .entries()
            .identity(Operand.of(like).grid().rows())
            .only("I", RunOptions.defaults().precision(like.precision()));
    return ChainedRun.closing(name, identity, solve);
  }
}
