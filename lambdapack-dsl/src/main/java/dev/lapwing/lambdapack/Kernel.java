package dev.lapwing.lambdapack;

import java.util.List;
import java.util.OptionalInt;

/**
 * The face of a kernel: its name, its options, the shapes that it takes and gives, and its cost. A
 * kernel is a pure function from tiles to tiles; what it computes is the executor's business.
 *
 * <p>A shape is a pair of letters, rows and columns, such as {@code "mk"}. Equal letters of one
 * call must stand for equal lengths; where an operand is a range along rows or columns, the letter
 * stands for the whole range. A letter that appears among the outputs only is free. All ranges of
 * one call must have the same number of tiles. The cost may also depend on {@code r}: the number of
 * tiles of a range that runs along neither rows nor columns (partial sums), and 1 where there is no
 * such range.
 *
 * @param name the LAPACK or BLAS name, in lower case and without the type letter: {@code gemm}
 * @param options what LAPACK passes as characters, in LAPACK's order and letters: {@code ["R", "L",
 *     "T", "N"]} for side, uplo, trans, diag
 * @param inputs the shape of every input
 * @param outputs the shape of every output
 * @param rangeable which inputs may be a range of tiles
 * @param scalars the number of scalar arguments
 * @param inPlace the input whose storage output 0 may take over, if any
 * @param flops the floating-point operations of one call
 * @param workspace the memory that one call takes besides its tiles
 */
public record Kernel(
    String name,
    List<String> options,
    List<String> inputs,
    List<String> outputs,
    List<Boolean> rangeable,
    int scalars,
    OptionalInt inPlace,
    Flops flops,
    Workspace workspace) {

  public Kernel {
    options = List.copyOf(options);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    rangeable = List.copyOf(rangeable);
  }

  /** What names this kernel among all: {@code trsm(R,L,T,N)}, or {@code potrf} without options. */
  public String id() {
    return options.isEmpty() ? name : name + "(" + String.join(",", options) + ")";
  }

  /** The cost of a call, from the lengths that its letters stand for. */
  @FunctionalInterface
  public interface Flops {
    /** The number of floating-point operations, as LAPACK Working Note 41 counts them. */
    double count(Lengths lengths);
  }

  /** The workspace of a call, from the lengths that its letters stand for. */
  @FunctionalInterface
  public interface Workspace {
    /** The number of elements. */
    double elements(Lengths lengths);
  }

  /** The length that each letter of a call stands for. */
  @FunctionalInterface
  public interface Lengths {
    /** The length of one letter. */
    double of(char letter);
  }
}
