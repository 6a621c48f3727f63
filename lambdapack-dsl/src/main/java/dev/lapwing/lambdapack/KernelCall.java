package dev.lapwing.lambdapack;

import java.util.List;

/** The right side of a statement: a kernel, the tiles that it reads and its scalar arguments. */
public final class KernelCall {

  private final Kernel kernel;
  private final List<SymbolicTile> inputs;
  private final List<Scalar> scalars;

  private KernelCall(Kernel kernel, List<SymbolicTile> inputs, List<Scalar> scalars) {
    this.kernel = kernel;
    this.inputs = List.copyOf(inputs);
    this.scalars = List.copyOf(scalars);
  }

  /**
   * A call of any kernel; {@link Kernels} has a method for each of the catalogue. Whether the
   * arguments fit the kernel is checked when the call becomes part of a statement.
   */
  public static KernelCall of(Kernel kernel, SymbolicTile... inputs) {
    return new KernelCall(kernel, List.of(inputs), List.of());
  }

  /** This call with these scalar arguments. */
  public KernelCall with(Scalar... arguments) {
    return new KernelCall(kernel, inputs, List.of(arguments));
  }

  Kernel kernel() {
    return kernel;
  }

  List<SymbolicTile> inputs() {
    return inputs;
  }

  List<Scalar> scalars() {
    return scalars;
  }
}
