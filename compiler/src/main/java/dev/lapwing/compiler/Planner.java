package dev.lapwing.compiler;

import dev.lapwing.compiler.Constraint.NotNegative;
import dev.lapwing.compiler.Constraint.Zero;
import dev.lapwing.compiler.Polynomial.Linear;
import dev.lapwing.lambdapack.Expr;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Orders the constraints of a query into steps.
 *
 * <p>Whatever is decided is checked first. Then an equation with one unbound index, linear in it,
 * binds that index. Only when there is none is an index enumerated, over a range that all
 * inequalities with no other unbound index cut down, among them those that follow from the
 * equations: from {@code c w + r == 0} with an unbound {@code w}, and from {@code w >= a}, follows
 * {@code -r - c a >= 0}.
 *
 * <p>Nothing is lost when a step cannot be evaluated for some candidate (a negative exponent, a
 * division by zero, an overflow): in a valid program everything about a task is defined, so the
 * candidate is no task.
 */
final class Planner {
  private final List<Constraint> pending = new ArrayList<>();
  private final List<Domain.Range> unbound;
  private final List<Step> steps = new ArrayList<>();

  private Planner(Domain domain, List<Constraint> conditions) {
    this.unbound = new ArrayList<>(domain.loops());
    pending.addAll(conditions);
    pending.addAll(domain.constraints());
  }

  /** The plan for the tasks of a domain that satisfy more conditions; tile slots are known. */
  static DependenceQuery plan(Domain domain, List<Constraint> conditions) {
    Planner planner = new Planner(domain, conditions);
    planner.check();
    while (!planner.unbound.isEmpty()) {
      planner.bindOne();
      planner.check();
    }
    return new DependenceQuery(planner.steps);
  }

  private long unboundSlots() {
    return unbound.stream().mapToLong(r -> Slots.of(r.slot())).sum();
  }

  private void check() {
    long unknown = unboundSlots();
    for (Constraint constraint : List.copyOf(pending)) {
      if ((constraint.slots() & unknown) == 0) {
        steps.add(new Step.Check(constraint));
        pending.remove(constraint);
      }
    }
  }

  private void bindOne() {
    if (!solve(true) && !solve(false)) {
      enumerate(bestToEnumerate());
    }
  }

  /** Binds an index by an equation, if there is one that can. */
  private boolean solve(boolean constantCoefficient) {
    long unknown = unboundSlots();
    for (Constraint constraint : pending) {
      long slots = constraint.slots() & unknown;
      if (constraint instanceof Zero equation && Long.bitCount(slots) == 1) {
        Domain.Range index = range(Long.numberOfTrailingZeros(slots));
        Optional<Linear> linear = equation.value().linearIn(index.slot());
        if (linear.isPresent() && allows(linear.get(), index, constantCoefficient)) {
          steps.add(new Step.Solve(index, withPositiveUnit(linear.get())));
          pending.remove(constraint);
          unbound.remove(index);
          return true;
        }
      }
    }
    return false;
  }

  /** A coefficient that may be zero needs a range to fall back on. */
  private boolean allows(Linear linear, Domain.Range index, boolean constantCoefficient) {
    return constantCoefficient
        ? linear.coefficient().asConstant().isPresent()
        : (index.slots() & unboundSlots()) == 0;
  }

  private static Linear withPositiveUnit(Linear linear) {
    return linear.coefficient().asConstant().orElse(0) == -1
        ? new Linear(linear.coefficient().times(-1), linear.rest().times(-1))
        : linear;
  }

  private Domain.Range range(int slot) {
    return unbound.stream().filter(r -> r.slot() == slot).findFirst().orElseThrow();
  }

  /** The unbound index that promises the fewest values; the outermost always qualifies. */
  private Domain.Range bestToEnumerate() {
    long unknown = unboundSlots();
    return unbound.stream()
        .filter(r -> (r.slots() & unknown) == 0)
        .min(Comparator.comparingLong(this::promisedValues))
        .orElseThrow();
  }

  private long promisedValues(Domain.Range index) {
    OptionalLong length = index.to().minus(index.from()).asConstant();
    if (length.isPresent()) {
      return length.getAsLong();
    }
    if (pending.stream().anyMatch(c -> c instanceof Zero z && isNonlinear(z, index))) {
      return 1_000;
    }
    return bounds(index).isEmpty() ? 1_000_000_000 : 1_000_000;
  }

  private static boolean isNonlinear(Zero equation, Domain.Range index) {
    return equation.value().linearIn(index.slot()).isEmpty();
  }

  private void enumerate(Domain.Range index) {
    steps.add(new Step.Enumerate(index, bounds(index)));
    pending.removeAll(ownConstraints(index));
    pending.removeIf(c -> c instanceof NotNegative n && onlyBounds(n, index).isPresent());
    unbound.remove(index);
  }

  private List<Constraint> ownConstraints(Domain.Range index) {
    return index.constraints(Polynomial.of(new Expr.IndexValue(index.name(), index.slot())));
  }

  private List<Linear> bounds(Domain.Range index) {
    List<Constraint> inequalities = new ArrayList<>(pending);
    for (Constraint constraint : pending) {
      if (constraint instanceof Zero equation) {
        inequalities.addAll(Constraints.impliedBy(equation));
        inequalities.addAll(eliminations(equation, index));
      }
    }
    inequalities.removeAll(ownConstraints(index));
    return inequalities.stream()
        .distinct()
        .filter(NotNegative.class::isInstance)
        .flatMap(c -> onlyBounds((NotNegative) c, index).stream())
        .toList();
  }

  /** The inequality as a bound of the index, if it mentions no other unbound index. */
  private Optional<Linear> onlyBounds(NotNegative inequality, Domain.Range index) {
    long unknown = inequality.slots() & unboundSlots();
    return unknown == Slots.of(index.slot())
        ? inequality.value().linearIn(index.slot())
        : Optional.empty();
  }

  /** The pending inequalities with one other unbound index replaced through an equation. */
  private List<Constraint> eliminations(Zero equation, Domain.Range index) {
    List<Constraint> found = new ArrayList<>();
    for (Domain.Range other : unbound) {
      if (other.slot() != index.slot() && Slots.contains(equation.slots(), other.slot())) {
        equation.value().linearIn(other.slot()).ifPresent(e -> eliminate(e, other, found));
      }
    }
    return found;
  }

  private void eliminate(Linear equation, Domain.Range other, List<Constraint> found) {
    OptionalLong c = equation.coefficient().asConstant();
    for (Constraint constraint : pending) {
      if (c.isPresent() && constraint instanceof NotNegative n) {
        n.value().linearIn(other.slot()).ifPresent(l -> found.addAll(substitute(l, equation)));
      }
    }
  }

  /** {@code d w + s >= 0} and {@code c w + r == 0} give {@code |c| s - sign(c) d r >= 0}. */
  private static List<Constraint> substitute(Linear inequality, Linear equation) {
    long c = equation.coefficient().asConstant().orElseThrow();
    Polynomial scaled = inequality.rest().times(Math.abs(c));
    Polynomial replaced = inequality.coefficient().times(equation.rest()).times(-Long.signum(c));
    return c == 0 ? List.of() : Constraints.notNegative(scaled.plus(replaced));
  }
}
