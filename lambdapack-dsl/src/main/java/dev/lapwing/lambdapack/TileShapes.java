package dev.lapwing.lambdapack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends the shapes of tiles through a kernel, symbolically: equal letters of the kernel's
 * descriptor must stand for lengths that are equal at all sizes, uneven last tiles included.
 */
public final class TileShapes {

  private final Function<String, Matrix> matrices;
  private final Equalities known;

  /**
   * A check of statements.
   *
   * @param matrices the matrices of the program by name
   * @param assumptions what holds where the statements stand: the guards around them, and the
   *     program's requirements
   */
  public TileShapes(Function<String, Matrix> matrices, List<Guard> assumptions) {
    this.matrices = matrices;
    this.known = new Equalities(assumptions);
  }

  /** What does not fit, in words; empty if all shapes agree. */
  public Optional<String> mismatch(Node.Statement statement) {
    return lengthMismatch(statement).or(() -> rangeMismatch(statement));
  }

  /** A row or column count of an operand: {@code the rows of L[j, i]}. */
  private record Use(char letter, Length length, String of) {}

  private Optional<String> lengthMismatch(Node.Statement statement) {
    Map<Character, Use> first = new HashMap<>();
    for (Use use : uses(statement)) {
      Use earlier = first.putIfAbsent(use.letter(), use);
      if (earlier != null && !earlier.length().provablyEquals(use.length(), known)) {
        return Optional.of(describe(statement.kernel(), earlier, use));
      }
    }
    return Optional.empty();
  }

  private List<Use> uses(Node.Statement statement) {
    List<Use> uses = new ArrayList<>();
    for (int output = 0; output < statement.writes().size(); output++) {
      addUses(uses, statement.kernel().outputs().get(output), statement.writes().get(output));
    }
    for (int input = 0; input < statement.reads().size(); input++) {
      addUses(uses, statement.kernel().inputs().get(input), statement.reads().get(input));
    }
    return uses;
  }

  private void addUses(List<Use> uses, String shape, Operand operand) {
    Matrix matrix = matrices.apply(operand.matrix());
    Length rows = Length.of(matrix.rows(), operand);
    Length columns = Length.of(matrix.columns(), operand);
    uses.add(new Use(shape.charAt(0), rows, "the rows of " + operand.text()));
    uses.add(new Use(shape.charAt(1), columns, "the columns of " + operand.text()));
  }

  private static String describe(Kernel kernel, Use first, Use second) {
    return ("the tiles do not fit %s: %s -> %s, where %s is %s (%s) and %s (%s);"
            + " these lengths are not equal at all sizes")
        .formatted(
            kernel.id(),
            kernel.inputs(),
            kernel.outputs(),
            first.letter(),
            first.of(),
            first.length(),
            second.of(),
            second.length());
  }

  /** Operands that a kernel walks through together must have equally many tiles. */
  private Optional<String> rangeMismatch(Node.Statement statement) {
    List<Operand> ranges = new ArrayList<>();
    for (int input = 0; input < statement.reads().size(); input++) {
      if (statement.kernel().rangeable().get(input)) {
        ranges.add(statement.reads().get(input));
      }
    }
    return ranges.stream()
        .skip(1)
        .filter(range -> !known.prove(tileCount(ranges.get(0)), tileCount(range)))
        .findFirst()
        .map(range -> describe(statement.kernel(), ranges.get(0), range));
  }

  private static Expr tileCount(Operand operand) {
    return operand instanceof Operand.TileRange range
        ? Arithmetic.difference(range.to(), range.from())
        : Arithmetic.ONE;
  }

  private static String describe(Kernel kernel, Operand first, Operand second) {
    return "%s takes as many tiles of %s as of %s, but these are %s and %s"
        .formatted(
            kernel.id(),
            first.text(),
            second.text(),
            tileCount(first).text(),
            tileCount(second).text());
  }
}
