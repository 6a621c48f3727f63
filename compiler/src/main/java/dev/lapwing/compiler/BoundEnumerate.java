package dev.lapwing.compiler;

/** {@link Step.Enumerate} at given sizes. */
final class BoundEnumerate implements BoundStep {

  /** {@code coefficient * index + rest >= 0}. */
  record Bound(Code coefficient, Code rest) {}

  private final int slot;
  private final Code from;
  private final Code to;
  private final Code step;
  private final Bound[] bounds;
  private final BoundStep next;

  BoundEnumerate(int slot, Code from, Code to, Code step, Bound[] bounds, BoundStep next) {
    this.slot = slot;
    this.from = from;
    this.to = to;
    this.step = step;
    this.bounds = bounds;
    this.next = next;
  }

  @Override
  public boolean run(long[] env, Visitor visitor) {
    long stride = stride(env);
    long last = last(env);
    for (long value = first(env, stride); value <= last; value += stride) {
      env[slot] = value;
      if (tryNext(env, visitor)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public long count(long[] env) {
    long stride = stride(env);
    long last = last(env);
    long first = first(env, stride);
    if (next instanceof Solution) {
      return first > last ? 0 : (last - first) / stride + 1;
    }
    long count = 0;
    for (long value = first; value <= last; value += stride) {
      env[slot] = value;
      count += tryCount(env);
    }
    return count;
  }

  private boolean tryNext(long[] env, Visitor visitor) {
    try {
      return next.run(env, visitor);
    } catch (Undefined outsideTheDomain) {
      return false;
    }
  }

  private long tryCount(long[] env) {
    try {
      return next.count(env);
    } catch (Undefined outsideTheDomain) {
      return 0;
    }
  }

  private long stride(long[] env) {
    long stride = step.at(env);
    if (stride <= 0) {
      throw Undefined.step();
    }
    return stride;
  }

  /** The largest value that the range and every upper bound allow. */
  private long last(long[] env) {
    long last = Arithmetic.add(to.at(env), -1);
    for (Bound bound : bounds) {
      long c = bound.coefficient().at(env);
      if (c < 0) {
        last = Math.min(last, Math.floorDiv(bound.rest().at(env), Arithmetic.negate(c)));
      } else if (c == 0 && bound.rest().at(env) < 0) {
        return Long.MIN_VALUE;
      }
    }
    return last;
  }

  /** The smallest value of the range that every lower bound allows. */
  private long first(long[] env, long stride) {
    long start = from.at(env);
    long least = start;
    for (Bound bound : bounds) {
      long c = bound.coefficient().at(env);
      if (c > 0) {
        least = Math.max(least, -Math.floorDiv(bound.rest().at(env), c));
      }
    }
    return stride == 1 || least == start
        ? least
        : Arithmetic.add(start, Arithmetic.roundUp(Arithmetic.add(least, -start), stride));
  }
}
