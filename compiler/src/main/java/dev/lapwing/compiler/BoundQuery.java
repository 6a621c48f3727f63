package dev.lapwing.compiler;

import dev.lapwing.compiler.BoundEnumerate.Bound;
import dev.lapwing.compiler.Polynomial.Linear;
import java.util.List;

/** A dependence query at given sizes. */
final class BoundQuery {
  private final BoundStep first;

  private BoundQuery(BoundStep first) {
    this.first = first;
  }

  static BoundQuery of(DependenceQuery query, Specializer at) {
    BoundStep step = new BoundStep.Solution();
    List<Step> steps = query.steps();
    for (int k = steps.size() - 1; k >= 0; k--) {
      step = bind(steps.get(k), step, at);
    }
    return new BoundQuery(step);
  }

  private static BoundStep bind(Step step, BoundStep next, Specializer at) {
    if (step instanceof Step.Check check) {
      return new BoundStep.Check(at.condition(check.constraint()), next);
    } else if (step instanceof Step.Enumerate enumerate) {
      return range(enumerate.index(), enumerate.bounds(), next, at);
    }
    Step.Solve solve = (Step.Solve) step;
    return new BoundStep.Solve(
        solve.index().slot(),
        at.code(solve.equation().coefficient()),
        at.code(solve.equation().rest()),
        next,
        range(solve.index(), List.of(), next, at));
  }

  private static BoundStep range(
      Domain.Range index, List<Linear> bounds, BoundStep next, Specializer at) {
    return new BoundEnumerate(
        index.slot(),
        at.code(index.from()),
        at.code(index.to()),
        at.code(index.step()),
        bounds.stream()
            .map(b -> new Bound(at.code(b.coefficient()), at.code(b.rest())))
            .toArray(Bound[]::new),
        next);
  }

  /** Visits every solution once; {@code true} if the visitor ended the search. */
  boolean run(long[] env, BoundStep.Visitor visitor) {
    try {
      return first.run(env, visitor);
    } catch (Undefined outsideTheDomain) {
      return false;
    }
  }

  /** The number of solutions. */
  long count(long[] env) {
    try {
      return first.count(env);
    } catch (Undefined outsideTheDomain) {
      return 0;
    }
  }
}
