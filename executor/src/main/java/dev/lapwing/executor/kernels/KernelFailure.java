package dev.lapwing.executor.kernels;

/** The numbers of a tile do not allow an operation: deterministic, so never worth a retry. */
public final class KernelFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong with the tile. */
  public enum Kind {
    /** The leading minor of {@link #order} is not positive. */
    NOT_POSITIVE_DEFINITE,
    /** The diagonal entry at {@link #order} is exactly zero. */
    SINGULAR
  }

  private final Kind kind;
  private final int order;
  private final int input;

  /**
   * A failure at the tile of the first input.
   *
   * @param order the order within the tile, from one, as LAPACK's {@code info}
   */
  public KernelFailure(Kind kind, int order) {
    this(kind, order, 0);
  }

  /**
   * A failure.
   *
   * @param order the order within the tile, from one, as LAPACK's {@code info}
   * @param input the input whose tile it is
   */
  public KernelFailure(Kind kind, int order, int input) {
    super(kind + " at local order " + order + " of input " + input);
    this.kind = kind;
    this.order = order;
    this.input = input;
  }

  /** What is wrong. */
  public Kind kind() {
    return kind;
  }

  /** Where, from one, as LAPACK's {@code info}. */
  public int order() {
    return order;
  }

  /** The input whose tile it is. */
  public int input() {
    return input;
  }
}
