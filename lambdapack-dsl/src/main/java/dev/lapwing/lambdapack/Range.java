package dev.lapwing.lambdapack;

/**
 * The indices {@code from <= x < to}, in rising order; empty where {@code to <= from}. A kernel
 * that takes a range of tiles accumulates over it in one task, so that partial results need not be
 * stored.
 */
@Recording
public final class Range implements Subscript {

  private final Index from;
  private final Index to;

  private Range(Index from, Index to) {
    this.from = from;
    this.to = to;
  }

  /** The indices from {@code from} up to but without {@code to}. */
  public static Range range(Index from, Index to) {
    from.origin().join(to.origin());
    return new Range(from, to);
  }

  /** The indices from {@code from} up to but without {@code to}. */
  public static Range range(long from, Index to) {
    return range(Index.constant(from), to);
  }

  Index from() {
    return from;
  }

  Index to() {
    return to;
  }

  @Override
  public String toString() {
    return from + " : " + to;
  }
}
