package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Expr;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dependence queries of one statement.
 *
 * @param domain the tasks of the statement
 * @param tasks all tasks
 * @param readers by operand: the tasks that read a given tile there
 * @param overlaps by pair of operands of one matrix: the tasks that read a given tile in both
 * @param writers by output: the task that writes a given tile there
 * @param roots the tasks that may have no parents; absent if there cannot be any
 */
record StatementQueries(
    Domain domain,
    DependenceQuery tasks,
    List<DependenceQuery> readers,
    List<Overlap> overlaps,
    List<DependenceQuery> writers,
    Optional<DependenceQuery> roots) {

  /** The tasks that read a given tile through two operands. */
  record Overlap(int first, int second, DependenceQuery query) {}

  /** Plans the queries of a statement; the coordinates of a tile start at a given variable. */
  static StatementQueries plan(Domain domain, int firstTileSlot, Map<String, Matrix> matrices) {
    return new StatementQueries(
        domain,
        Planner.plan(domain, List.of()),
        plans(domain, domain.statement().reads(), firstTileSlot),
        overlaps(domain, firstTileSlot),
        plans(domain, domain.statement().writes(), firstTileSlot),
        withoutParents(domain, matrices).map(conditions -> Planner.plan(domain, conditions)));
  }

  private static List<DependenceQuery> plans(
      Domain domain, List<? extends Operand> operands, int firstTileSlot) {
    return operands.stream()
        .map(operand -> Planner.plan(domain, holds(operand, firstTileSlot)))
        .toList();
  }

  private static List<Overlap> overlaps(Domain domain, int firstTileSlot) {
    List<Operand> reads = domain.statement().reads();
    List<Overlap> overlaps = new ArrayList<>();
    for (int second = 0; second < reads.size(); second++) {
      for (int first = 0; first < second; first++) {
        if (reads.get(first).matrix().equals(reads.get(second).matrix())) {
          List<Constraint> both = new ArrayList<>(holds(reads.get(first), firstTileSlot));
          both.addAll(holds(reads.get(second), firstTileSlot));
          overlaps.add(new Overlap(first, second, Planner.plan(domain, both)));
        }
      }
    }
    return overlaps;
  }

  /** What it takes for an operand to hold the tile whose indices are in the tile slots. */
  private static List<Constraint> holds(Operand operand, int firstTileSlot) {
    List<Constraint> conditions = new ArrayList<>();
    List<Expr> indices =
        operand instanceof Operand.TileRange range
            ? range.indices()
            : ((Operand.TileRef) operand).indices();
    for (int d = 0; d < indices.size(); d++) {
      Polynomial wanted = Polynomial.of(new Expr.IndexValue("t" + d, firstTileSlot + d));
      if (operand instanceof Operand.TileRange range && range.dimension() == d) {
        Polynomial from = Polynomial.of(range.from());
        Polynomial to = Polynomial.of(range.to());
        conditions.addAll(Constraints.notNegative(wanted.minus(from)));
        conditions.addAll(Constraints.notNegative(to.plus(-1).minus(wanted)));
      } else {
        conditions.add(new Constraint.Zero(Polynomial.of(indices.get(d)).minus(wanted)));
      }
    }
    return conditions;
  }

  /** What follows from a task having no parents; absent if every task has one. */
  private static Optional<List<Constraint>> withoutParents(
      Domain domain, Map<String, Matrix> matrices) {
    List<Constraint> conditions = new ArrayList<>();
    for (Operand operand : domain.statement().reads()) {
      Matrix matrix = matrices.get(operand.matrix());
      if (matrix.role() != Matrix.Role.INPUT) {
        Optional<List<Constraint>> harmless = readsNothingWritten(operand, matrix, matrices);
        if (harmless.isEmpty()) {
          return Optional.empty();
        }
        conditions.addAll(harmless.get());
      }
    }
    return Optional.of(conditions);
  }

  /** What it takes for a read of a matrix that is no input to have no writer; absent if never. */
  private static Optional<List<Constraint>> readsNothingWritten(
      Operand operand, Matrix matrix, Map<String, Matrix> matrices) {
    boolean canBeInput = standsForInput(matrix, matrices);
    if (operand instanceof Operand.TileRange range) {
      Polynomial shortage = Polynomial.of(range.from()).minus(Polynomial.of(range.to()));
      return Optional.of(canBeInput ? List.of() : Constraints.notNegative(shortage));
    }
    Expr version = ((Operand.TileRef) operand).indices().get(0);
    return canBeInput
        ? Optional.of(List.of(new Constraint.Zero(Polynomial.of(version))))
        : Optional.empty();
  }

  private static boolean standsForInput(Matrix matrix, Map<String, Matrix> matrices) {
    Optional<Matrix> base = matrix.base().map(matrices::get);
    return base.isPresent()
        && (base.get().role() == Matrix.Role.INPUT || standsForInput(base.get(), matrices));
  }
}
