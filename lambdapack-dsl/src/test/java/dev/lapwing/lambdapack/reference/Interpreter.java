package dev.lapwing.lambdapack.reference;

import dev.lapwing.lambdapack.Expr;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Node;
import dev.lapwing.lambdapack.Operand;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Runs through a program in sequential order, one statement at a time. */
public final class Interpreter {

  private final Map<String, Matrix> matrices;
  private final Consumer<Execution> visitor;

  private Interpreter(Program program, Consumer<Execution> visitor) {
    this.matrices =
        program.matrices().stream().collect(Collectors.toMap(Matrix::name, Function.identity()));
    this.visitor = visitor;
  }

  /** Shows every execution of a statement to {@code visitor}, in sequential order. */
  public static void run(Program program, Sizes sizes, Consumer<Execution> visitor) {
    Evaluator outside = new Evaluator(sizes, List.of());
    new Interpreter(program, visitor).runAll(program.body(), outside);
  }

  private void runAll(List<Node> nodes, Evaluator at) {
    nodes.forEach(node -> run(node, at));
  }

  private void run(Node node, Evaluator at) {
    if (node instanceof Node.Loop loop) {
      runLoop(loop, at);
    } else if (node instanceof Node.When when) {
      if (at.holds(when.guard())) {
        runAll(when.body(), at);
      }
    } else if (node instanceof Node.Statement statement) {
      visitor.accept(execution(statement, at));
    }
  }

  private void runLoop(Node.Loop loop, Evaluator at) {
    if (loop.index().depth() != at.indices().size()) {
      throw new IllegalStateException(
          "loop " + loop.index() + " at depth " + at.indices().size());
    }
    long to = at.value(loop.to());
    for (long index = at.value(loop.from()); index < to; index += step(loop, at)) {
      List<Long> indices = new ArrayList<>(at.indices());
      indices.add(index);
      runAll(loop.body(), new Evaluator(at.sizes(), indices));
    }
  }

  private static long step(Node.Loop loop, Evaluator at) {
    long step = at.value(loop.step());
    if (step <= 0) {
      throw new IllegalStateException(
          "step " + step + " of loop " + loop.index().name());
    }
    return step;
  }

  private Execution execution(Node.Statement statement, Evaluator at) {
    return new Execution(
        statement,
        at,
        statement.writes().stream()
            .map(tile -> name(tile.matrix(), tile.indices(), at))
            .toList(),
        statement.reads().stream().map(operand -> tiles(operand, at)).toList());
  }

  private List<TileName> tiles(Operand operand, Evaluator at) {
    if (operand instanceof Operand.TileRef tile) {
      return List.of(resolve(name(tile.matrix(), tile.indices(), at)));
    } else if (operand instanceof Operand.TileRange range) {
      return LongStream.range(at.value(range.from()), at.value(range.to()))
          .mapToObj(index -> resolve(member(range, index, at)))
          .toList();
    }
    throw new AssertionError(operand);
  }

  private static TileName member(Operand.TileRange range, long index, Evaluator at) {
    List<Long> indices =
        new ArrayList<>(name(range.matrix(), range.indices(), at).indices());
    indices.set(range.dimension(), index);
    return new TileName(range.matrix(), indices);
  }

  private static TileName name(String matrix, List<Expr> indices, Evaluator at) {
    return new TileName(matrix, indices.stream().map(at::value).toList());
  }

  /** Version 0 of a tile is the tile of the input that it is a version of. */
  private TileName resolve(TileName tile) {
    return matrices
        .get(tile.matrix())
        .base()
        .filter(base -> tile.indices().get(0) == 0)
        .map(base -> new TileName(base, tile.indices().subList(1, tile.indices().size())))
        .orElse(tile);
  }
}
