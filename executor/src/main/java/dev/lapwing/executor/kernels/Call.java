package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Diag;
import dev.lapwing.lambdapack.Kernel;
import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Pentagon;
import dev.lapwing.lambdapack.Side;
import dev.lapwing.lambdapack.Uplo;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TilePool;
import java.util.List;

/** One kernel call, on its way through the library. */
record Call(
    Kernel kernel,
    KernelLibrary.Operands operands,
    List<Tile> outputs,
    double[] scalars,
    TilePool workspace) {

  /** The tile of an input that is no range. */
  Tile input(int input) {
    return operands.tile(input, 0);
  }

  /** Gives the tile of an input back, unless it lives on as output 0. */
  void done(int input, Tile tile) {
    if (tile != output(0)) {
      operands.done(input, 0);
    }
  }

  /** An output. */
  Tile output(int output) {
    return outputs.get(output);
  }

  /** A scalar argument. */
  double scalar(int scalar) {
    return scalars[scalar];
  }

  /** Whether a factor is transposed, by the option's place in LAPACK's order. */
  Op op(int option) {
    return isOption(option, "N") ? Op.NO_TRANS : Op.TRANS;
  }

  /** Which triangle is meant. */
  Uplo uplo(int option) {
    return isOption(option, "L") ? Uplo.LOWER : Uplo.UPPER;
  }

  /** On which side of the unknown the triangular matrix stands. */
  Side side(int option) {
    return isOption(option, "L") ? Side.LEFT : Side.RIGHT;
  }

  /** Whether the diagonal of the triangular matrix is read. */
  Diag diag(int option) {
    return isOption(option, "N") ? Diag.NON_UNIT : Diag.UNIT;
  }

  /** The shape of the lower block. */
  Pentagon pentagon(int option) {
    return isOption(option, "N") ? Pentagon.RECTANGULAR : Pentagon.TRIANGULAR;
  }

  /** Whether an option is {@code "1"}: the call starts from a tile, and not from zero. */
  boolean accumulates(int option) {
    return isOption(option, "1");
  }

  /** Brings the tile of an input into an output, unless it is there already. */
  void carry(int input, int output) {
    Tile from = input(input);
    Tile to = output(output);
    require(from, to.rows(), to.columns());
    if (from != to) {
      TileContent.copy(from, to);
      operands.done(input, 0);
    }
  }

  /** Workspace in the precision of the call, which the caller releases. */
  Tile room(int rows, int columns) {
    return workspace.allocate(outputs.get(0).precision(), rows, columns);
  }

  /** Refuses a tile of another shape or precision, before a BLAS reads beyond its end. */
  void require(Tile tile, int rows, int columns) {
    if (tile.precision() != outputs.get(0).precision()) {
      throw new IllegalArgumentException(
          "%s was given a tile of %s and one of %s: the matrices of a run have one precision."
              .formatted(kernel.id(), tile.precision(), outputs.get(0).precision()));
    }
    if (tile.rows() != rows || tile.columns() != columns) {
      throw new IllegalArgumentException(
          "%s was given a tile of %,d x %,d where its other operands need %,d x %,d: the shapes of a program's tiles must agree."
              .formatted(kernel.id(), tile.rows(), tile.columns(), rows, columns));
    }
  }

  private boolean isOption(int option, String letter) {
    return kernel.options().get(option).equals(letter);
  }
}
