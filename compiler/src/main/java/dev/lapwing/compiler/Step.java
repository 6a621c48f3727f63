package dev.lapwing.compiler;

import dev.lapwing.compiler.Polynomial.Linear;
import java.util.List;

/** One step of a dependence query. */
sealed interface Step {

  /**
   * Binds an index from the equation {@code coefficient * index + rest == 0}, or finds that no
   * integer solves it. Where the coefficient happens to be zero the index is free and runs over its
   * range.
   */
  record Solve(Domain.Range index, Linear equation) implements Step {
    @Override
    public String toString() {
      return equation.coefficient().asConstant().orElse(0) == 1
          ? "solve " + index.name() + " = " + equation.rest().times(-1)
          : "solve ("
              + equation.coefficient()
              + ") * "
              + index.name()
              + " = "
              + equation.rest().times(-1);
    }
  }

  /**
   * Lets an index run over its range, cut down to where every bound {@code coefficient * index +
   * rest >= 0} holds.
   */
  record Enumerate(Domain.Range index, List<Linear> bounds) implements Step {
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("for " + index.name() + " in ");
      text.append(index.from()).append(":").append(index.to());
      if (index.step().asConstant().orElse(0) != 1) {
        text.append(" step ").append(index.step());
      }
      for (Linear bound : bounds) {
        text.append(", (").append(bound.coefficient()).append(") * ").append(index.name());
        text.append(" >= ").append(bound.rest().times(-1));
      }
      return text.toString();
    }
  }

  /** Goes on only where a constraint holds. */
  record Check(Constraint constraint) implements Step {
    @Override
    public String toString() {
      return "check " + constraint;
    }
  }
}
