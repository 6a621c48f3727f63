package dev.lapwing.compiler;

import dev.lapwing.compiler.Polynomial.Linear;
import dev.lapwing.lambdapack.Sizes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A box that holds all iterations of a statement at given sizes, and the mixed-radix names of its
 * points. Found by narrowing every index with every inequality around the statement, twice.
 */
final class TaskBox {
  private final long[] low;
  private final long[] length;
  private final long points;

  private TaskBox(Interval[] box) {
    low = Arrays.stream(box).mapToLong(Interval::low).toArray();
    length = Arrays.stream(box).mapToLong(Interval::length).toArray();
    points = Arrays.stream(length).reduce(1, TaskBox::saturatedProduct);
  }

  static TaskBox around(Domain domain, Sizes sizes) {
    Interval[] box = new Interval[domain.loops().size()];
    Arrays.fill(box, Interval.ALL);
    narrow(domain, box, sizes);
    narrow(domain, box, sizes);
    return new TaskBox(box);
  }

  private static void narrow(Domain domain, Interval[] box, Sizes sizes) {
    for (Constraint constraint : domain.constraints()) {
      for (Polynomial inequality : inequalities(constraint)) {
        for (int slot = 0; slot < box.length; slot++) {
          narrow(inequality, slot, box, sizes);
        }
      }
    }
  }

  private static List<Polynomial> inequalities(Constraint constraint) {
    if (constraint instanceof Constraint.NotNegative n) {
      return List.of(n.value());
    } else if (constraint instanceof Constraint.Zero z) {
      return List.of(z.value(), z.value().times(-1));
    }
    return List.of();
  }

  private static void narrow(Polynomial inequality, int slot, Interval[] box, Sizes sizes) {
    if (!Slots.contains(inequality.slots(), slot)) {
      return;
    }
    Optional<Linear> linear = inequality.linearIn(slot);
    if (linear.isPresent()) {
      Interval coefficient = Interval.of(linear.get().coefficient(), box, sizes);
      long most = Interval.of(linear.get().rest(), box, sizes).high();
      box[slot] = narrowed(box[slot], coefficient, most);
    }
  }

  /** Where {@code c v + most >= 0} for some c, if c has one sign. */
  private static Interval narrowed(Interval old, Interval c, long most) {
    if (c.low() > 0) {
      long divisor = most >= 0 ? c.low() : c.high();
      return new Interval(Math.max(old.low(), -Math.floorDiv(most, divisor)), old.high());
    } else if (c.high() < 0) {
      long divisor = most >= 0 ? -c.high() : -c.low();
      return new Interval(old.low(), Math.min(old.high(), Math.floorDiv(most, divisor)));
    }
    return old;
  }

  private static long saturatedProduct(long a, long b) {
    return Math.multiplyHigh(a, b) != 0 || a * b < 0 || a * b > Interval.LIMIT
        ? Interval.LIMIT
        : a * b;
  }

  /** The number of points, or 2^62 if there are more. */
  long points() {
    return points;
  }

  boolean contains(long[] indices) {
    for (int d = 0; d < low.length; d++) {
      if (indices[d] < low[d] || indices[d] - low[d] >= length[d]) {
        return false;
      }
    }
    return true;
  }

  long pack(long[] env) {
    long name = 0;
    for (int d = 0; d < low.length; d++) {
      name = name * length[d] + (env[d] - low[d]);
    }
    return name;
  }

  void unpack(long name, long[] env) {
    long rest = name;
    for (int d = low.length - 1; d >= 0; d--) {
      long quotient = rest / length[d];
      env[d] = low[d] + (rest - quotient * length[d]);
      rest = quotient;
    }
  }
}
