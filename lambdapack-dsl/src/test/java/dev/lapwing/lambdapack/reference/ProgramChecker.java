package dev.lapwing.lambdapack.reference;

import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Kernel;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Operand;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Size;
import dev.lapwing.lambdapack.Sizes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks by brute force that a program keeps its promises at given sizes: every tile is within its
 * bounds, written once, read only after that; every output is written; all shapes agree.
 */
public final class ProgramChecker {

  private final Program program;
  private final Sizes sizes;
  private final Map<TileName, Execution> writers = new HashMap<>();
  private final Set<TileName> read = new HashSet<>();
  private long tasks;

  private ProgramChecker(Program program, Sizes sizes) {
    this.program = program;
    this.sizes = sizes;
  }

  /**
   * The number of tasks.
   *
   * @throws IllegalStateException at the first broken promise
   */
  public static long check(Program program, Sizes sizes) {
    ProgramChecker checker = new ProgramChecker(program, sizes);
    Interpreter.run(program, sizes, checker::check);
    checker.requireOutputs();
    checker.requireNoIdleTask();
    return checker.tasks;
  }

  /** Whether the sizes are among those that the program is meant for. */
  public static boolean accepts(Program program, Sizes sizes) {
    Evaluator outside = new Evaluator(sizes, List.of());
    return program.sizes().stream().allMatch(size -> isCutAsDeclared(size, sizes))
        && program.requirements().stream()
            .allMatch(requirement -> outside.holds(requirement.condition()));
  }

  private static boolean isCutAsDeclared(Size size, Sizes sizes) {
    return size.like().isEmpty()
        || sizes
            .partitions()
            .get(size.name())
            .isCutLike(sizes.partitions().get(size.like().get()));
  }

  private void check(Execution execution) {
    tasks++;
    for (List<TileName> operand : execution.reads()) {
      operand.forEach(tile -> checkRead(execution, tile));
    }
    execution.writes().forEach(tile -> checkWrite(execution, tile));
    checkShapes(execution);
  }

  private void checkRead(Execution execution, TileName tile) {
    requireBounds(execution, tile);
    boolean isInput = matrix(tile).role() == Matrix.Role.INPUT;
    require(isInput || writers.containsKey(tile), execution, "reads unwritten " + tile);
    read.add(tile);
  }

  private void checkWrite(Execution execution, TileName tile) {
    requireBounds(execution, tile);
    Matrix matrix = matrix(tile);
    boolean isVersionZero = matrix.base().isPresent() && tile.indices().get(0) == 0;
    require(
        matrix.role() != Matrix.Role.INPUT && !isVersionZero, execution, "writes input " + tile);
    Execution earlier = writers.put(tile, execution);
    require(earlier == null, execution, "writes " + tile + ", as " + earlier + " did");
  }

  private void requireBounds(Execution execution, TileName tile) {
    Matrix matrix = matrix(tile);
    Evaluator outside = new Evaluator(sizes, List.of());
    boolean inside = tile.indices().size() == matrix.rank();
    for (int position = 0; inside && position < matrix.rank(); position++) {
      long index = tile.indices().get(position);
      inside = index >= 0 && index < outside.value(matrix.extents().get(position));
    }
    require(inside, execution, "touches " + tile + ", out of bounds");
    boolean held = matrix.rank() != 2
        || matrix.structure().holds(tile.indices().get(0), tile.indices().get(1));
    require(held, execution, "touches " + tile + ", which is zero by structure");
  }

  private void checkShapes(Execution execution) {
    Map<Character, Integer> lengths = new HashMap<>();
    Kernel kernel = execution.statement().kernel();
    for (int output = 0; output < execution.writes().size(); output++) {
      List<TileName> tile = List.of(execution.writes().get(output));
      checkShape(execution, lengths, kernel.outputs().get(output), tile, -1);
    }
    for (int input = 0; input < execution.reads().size(); input++) {
      List<TileName> tiles = execution.reads().get(input);
      if (!tiles.isEmpty()) {
        int position =
            kernel.rangeable().get(input) ? rangePosition(execution, input, tiles.get(0)) : -1;
        checkShape(execution, lengths, kernel.inputs().get(input), tiles, position);
      }
    }
  }

  /** Version 0 of a tile has the name of an input, which has no index for the version. */
  private static int rangePosition(Execution execution, int input, TileName first) {
    return execution.statement().reads().get(input) instanceof Operand.TileRange range
        ? range.dimension() - (range.indices().size() - first.indices().size())
        : -1;
  }

  private void checkShape(
      Execution execution,
      Map<Character, Integer> lengths,
      String shape,
      List<TileName> tiles,
      int rangePosition) {
    Matrix matrix = matrix(tiles.get(0));
    List<Extent> extents = List.of(matrix.rows(), matrix.columns());
    for (int side = 0; side < 2; side++) {
      int length = length(extents.get(side), execution.at(), tiles, rangePosition);
      Integer earlier = lengths.putIfAbsent(shape.charAt(side), length);
      require(
          earlier == null || earlier == length,
          execution,
          shape.charAt(side) + " is " + earlier + " and, for " + tiles + ", " + length);
    }
  }

  /** A range along the tiles of a size is as long as its tiles together. */
  private static int length(Extent extent, Evaluator at, List<TileName> tiles, int rangePosition) {
    if (extent instanceof Extent.Along along && along.position() == rangePosition) {
      return tiles.stream().mapToInt(tile -> at.length(extent, tile.indices())).sum();
    }
    return at.length(extent, tiles.get(0).indices());
  }

  private void requireOutputs() {
    for (Matrix matrix : program.matrices()) {
      if (matrix.role() == Matrix.Role.OUTPUT) {
        requireOutput(matrix);
      }
    }
  }

  private void requireOutput(Matrix matrix) {
    Evaluator outside = new Evaluator(sizes, List.of());
    for (long i = 0; i < outside.value(matrix.extents().get(0)); i++) {
      for (long j = 0; j < outside.value(matrix.extents().get(1)); j++) {
        TileName tile = new TileName(matrix.name(), List.of(i, j));
        if (matrix.structure().holds(i, j) && !writers.containsKey(tile)) {
          throw new IllegalStateException("nobody writes the output " + tile + " at " + sizes);
        }
      }
    }
  }

  /** Something that a task writes must be an output, or read by another task. */
  private void requireNoIdleTask() {
    List<Execution> idle = new ArrayList<>(writers.values());
    idle.removeIf(execution -> execution.writes().stream().anyMatch(this::isWanted));
    if (!idle.isEmpty()) {
      throw new IllegalStateException("nobody wants what " + idle.get(0) + " writes at " + sizes);
    }
  }

  private boolean isWanted(TileName tile) {
    return matrix(tile).role() == Matrix.Role.OUTPUT || read.contains(tile);
  }

  private Matrix matrix(TileName tile) {
    return program.matrices().stream()
        .filter(matrix -> matrix.name().equals(tile.matrix()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no matrix " + tile.matrix()));
  }

  private void require(boolean kept, Execution execution, String breach) {
    if (!kept) {
      throw new IllegalStateException(
          program.name() + ": " + execution + " " + breach + " at " + sizes);
    }
  }
}
