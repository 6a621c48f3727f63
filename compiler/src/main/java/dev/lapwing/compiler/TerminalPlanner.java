package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Expr;
import dev.lapwing.lambdapack.Operand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Plans where to look for the tasks of a statement that have no children.
 *
 * <p>Suppose that an operand somewhere reads a tile of the statement whenever the inequalities
 * {@code c1 >= 0, ..., cm >= 0} in the statement's own indices hold; this is so whenever the query
 * for the operand's readers binds every index by an equation. Then a task without children breaks
 * one of them, so it satisfies {@code c1 < 0}, or {@code c1 >= 0, c2 < 0}, and so on. Inequalities
 * that the statement's loops imply are left out. In Cholesky that leaves n^2/2 of the n^3/6 updates
 * to look at, those of the next panel; with none left, every task has a child.
 */
final class TerminalPlanner {
  private final StatementQueries writer;

  private TerminalPlanner(StatementQueries writer) {
    this.writer = writer;
  }

  /** Queries that together find every task of a statement that has no children, and others. */
  static List<DependenceQuery> candidates(
      StatementQueries writer, List<StatementQueries> all, int firstTileSlot) {
    TerminalPlanner planner = new TerminalPlanner(writer);
    Optional<List<Polynomial>> best = Optional.empty();
    for (Operand.TileRef write : writer.domain().statement().writes()) {
      for (StatementQueries reader : all) {
        List<Operand> reads = reader.domain().statement().reads();
        for (int r = 0; r < reads.size(); r++) {
          if (reads.get(r).matrix().equals(write.matrix())) {
            best = fewer(best, planner.readIf(write, reader.readers().get(r), firstTileSlot));
          }
        }
      }
    }
    return best.map(planner::escapes).orElse(List.of(writer.tasks()));
  }

  private static Optional<List<Polynomial>> fewer(
      Optional<List<Polynomial>> a, Optional<List<Polynomial>> b) {
    return a.isEmpty() || (b.isPresent() && b.get().size() < a.get().size()) ? b : a;
  }

  private List<DependenceQuery> escapes(List<Polynomial> conditions) {
    List<DependenceQuery> queries = new ArrayList<>();
    List<Constraint> held = new ArrayList<>();
    for (Polynomial condition : conditions) {
      List<Constraint> branch = new ArrayList<>(held);
      branch.add(new Constraint.NotNegative(condition.times(-1).plus(-1)));
      queries.add(Planner.plan(writer.domain(), branch));
      held.add(new Constraint.NotNegative(condition));
    }
    return queries;
  }

  /** What must be at least zero for an operand to read the tile; absent if that is not all. */
  private Optional<List<Polynomial>> readIf(
      Operand.TileRef write, DependenceQuery query, int firstTileSlot) {
    Map<Integer, Polynomial> values = new HashMap<>();
    for (int d = 0; d < write.indices().size(); d++) {
      Polynomial index = Polynomial.of(write.indices().get(d));
      if (!isPlain(index)) {
        return Optional.empty();
      }
      values.put(firstTileSlot + d, index);
    }
    List<Polynomial> conditions = new ArrayList<>();
    for (Step step : query.steps()) {
      boolean understood =
          step instanceof Step.Solve solve
              ? bind(solve, values)
              : step instanceof Step.Check check && require(check.constraint(), values, conditions);
      if (!understood) {
        return Optional.empty();
      }
    }
    return Optional.of(conditions);
  }

  private static boolean bind(Step.Solve solve, Map<Integer, Polynomial> values) {
    Optional<Polynomial> value = substitute(solve.equation().rest().times(-1), values);
    value.ifPresent(v -> values.put(solve.index().slot(), v));
    return value.isPresent() && solve.equation().coefficient().equals(Polynomial.constant(1));
  }

  private boolean require(
      Constraint constraint, Map<Integer, Polynomial> values, List<Polynomial> conditions) {
    if (constraint instanceof Constraint.Zero zero) {
      Optional<Polynomial> value = substitute(zero.value(), values);
      return value.isPresent() && value.get().equals(Polynomial.constant(0));
    }
    if (constraint instanceof Constraint.NotNegative inequality) {
      Optional<Polynomial> value = substitute(inequality.value(), values);
      value.filter(v -> !isImplied(v)).ifPresent(conditions::add);
      return value.isPresent();
    }
    return false;
  }

  /** Whether an inequality around the statement says as much or more. */
  private boolean isImplied(Polynomial value) {
    return isConstantAtLeastZero(value)
        || writer.domain().constraints().stream()
            .filter(Constraint.NotNegative.class::isInstance)
            .map(c -> value.minus(((Constraint.NotNegative) c).value()))
            .anyMatch(TerminalPlanner::isConstantAtLeastZero);
  }

  private static boolean isConstantAtLeastZero(Polynomial value) {
    OptionalLong constant = value.asConstant();
    return constant.isPresent() && constant.getAsLong() >= 0;
  }

  /** Indices replaced; absent where an expression may have no value, such as a power. */
  private static Optional<Polynomial> substitute(
      Polynomial polynomial, Map<Integer, Polynomial> values) {
    Polynomial sum = Polynomial.constant(0);
    for (Map.Entry<Monomial, Long> term : polynomial.terms().entrySet()) {
      Polynomial product = Polynomial.constant(term.getValue());
      for (Monomial.Factor factor : term.getKey().factors()) {
        if (factor.expr() instanceof Expr.IndexValue index) {
          product = product.times(values.get(index.depth()));
        } else if (isPlain(factor.expr())) {
          product = product.times(Polynomial.of(factor.expr()));
        } else {
          return Optional.empty();
        }
      }
      sum = sum.plus(product);
    }
    return Optional.of(sum);
  }

  private static boolean isPlain(Polynomial polynomial) {
    return polynomial.terms().keySet().stream()
        .flatMap(m -> Arrays.stream(m.factors()))
        .allMatch(f -> isPlain(f.expr()));
  }

  private static boolean isPlain(Expr factor) {
    return factor instanceof Expr.IndexValue
        || factor instanceof Expr.TileCount
        || factor instanceof Expr.ParameterValue;
  }
}
