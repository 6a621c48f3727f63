package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Kernel;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TilePool;
import java.util.List;

/**
 * Computes kernel calls. Kernels are pure: they read their inputs, write every entry of their
 * outputs and touch nothing else, and the same inputs give the same bits.
 *
 * <p>Implementations are stateless and safe to call from many threads.
 */
public interface KernelLibrary {

  /** What computes, for the log: {@code OpenBLAS 0.3.31 (SapphireRapids, 1 thread a call)}. */
  String description();

  /**
   * Computes one call.
   *
   * @param kernel what to compute
   * @param operands the inputs
   * @param outputs the outputs, with the shapes that the program gives them and unspecified
   *     content; if the kernel works in place, output 0 may BE the (first) tile of that input
   * @param scalars the scalar arguments
   * @param workspace where to take workspace from
   * @throws KernelFailure if the numbers do not allow the operation
   */
  void compute(
      Kernel kernel, Operands operands, List<Tile> outputs, double[] scalars, TilePool workspace)
      throws KernelFailure;

  /**
   * The inputs of a kernel call. The tiles of a range may still be on their way: they are asked for
   * in order, one at a time, and given back as soon as they are used.
   */
  interface Operands {
    /** How many tiles an input has: one, or the length of its range. */
    int count(int input);

    /** A tile of an input; waits for it if need be. The caller does not release it. */
    Tile tile(int input, int position);

    /**
     * The caller is done with a tile. Said once for every tile that was asked for, except one that
     * lives on as output 0; not said after a failure. A kernel need not ask for every tile.
     */
    void done(int input, int position);
  }
}
