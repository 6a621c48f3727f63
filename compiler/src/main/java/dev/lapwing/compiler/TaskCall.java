package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Kernel;
import java.util.List;

/**
 * The kernel call that one task stands for, with every expression evaluated.
 *
 * @param task the task
 * @param kernel what is called
 * @param inputs for every input of the kernel the tiles that it reads, in order: one, or those of a
 *     range
 * @param outputs the tile of every output
 * @param shapes the shape of every output
 * @param scalars the values of the scalar arguments
 * @param flops the floating-point operations of the call
 */
public record TaskCall(
    long task,
    Kernel kernel,
    List<long[]> inputs,
    long[] outputs,
    List<TileShape> shapes,
    double[] scalars,
    double flops) {

  /** The rows and columns of a tile. */
  public record TileShape(int rows, int columns) {}
}
