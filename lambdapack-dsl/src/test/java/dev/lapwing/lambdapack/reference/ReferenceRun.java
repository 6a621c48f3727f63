package dev.lapwing.lambdapack.reference;

import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Sizes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs a program on dense matrices, one statement at a time, with the naive kernels. */
public final class ReferenceRun {

  private final Program program;
  private final Sizes sizes;
  private final Map<TileName, double[][]> tiles = new HashMap<>();

  private ReferenceRun(Program program, Sizes sizes) {
    this.program = program;
    this.sizes = sizes;
  }

  /** The output matrices by name; tiles that no statement writes are zero. */
  public static Map<String, double[][]> run(
      Program program, Sizes sizes, Map<String, double[][]> inputs) {
    ReferenceRun run = new ReferenceRun(program, sizes);
    inputs.forEach(run::load);
    Interpreter.run(program, sizes, run::execute);
    return run.outputs();
  }

  private void load(String name, double[][] values) {
    Matrix matrix = matrix(name);
    Partition rows = partition(matrix, 0);
    Partition columns = partition(matrix, 1);
    for (long i = 0; i < rows.tiles(); i++) {
      for (long j = 0; j < columns.tiles(); j++) {
        tiles.put(new TileName(name, List.of(i, j)), Tiles.tile(values, rows, columns, i, j));
      }
    }
  }

  private void execute(Execution execution) {
    List<List<double[][]>> inputs = new ArrayList<>();
    for (List<TileName> names : execution.reads()) {
      inputs.add(names.stream().map(this::existing).toList());
    }
    List<int[]> shapes =
        execution.writes().stream().map(name -> shape(execution.at(), name)).toList();
    double[] scalars = execution.statement().scalars().stream()
        .mapToDouble(execution.at()::scalar)
        .toArray();
    List<double[][]> outputs =
        ReferenceKernels.compute(execution.statement().kernel(), inputs, shapes, scalars);
    for (int output = 0; output < outputs.size(); output++) {
      tiles.put(execution.writes().get(output), outputs.get(output));
    }
  }

  private double[][] existing(TileName name) {
    double[][] tile = tiles.get(name);
    if (tile == null) {
      throw new IllegalStateException("nobody has written " + name);
    }
    return tile;
  }

  private int[] shape(Evaluator at, TileName name) {
    Matrix matrix = matrix(name.matrix());
    return new int[] {
      at.length(matrix.rows(), name.indices()), at.length(matrix.columns(), name.indices())
    };
  }

  private Map<String, double[][]> outputs() {
    Map<String, double[][]> outputs = new HashMap<>();
    program.matrices().stream()
        .filter(matrix -> matrix.role() == Matrix.Role.OUTPUT)
        .forEach(matrix -> outputs.put(matrix.name(), assemble(matrix)));
    return outputs;
  }

  private double[][] assemble(Matrix matrix) {
    Partition rows = partition(matrix, 0);
    Partition columns = partition(matrix, 1);
    double[][] result =
        Tiles.zeros(Math.toIntExact(rows.elements()), Math.toIntExact(columns.elements()));
    tiles.forEach((name, tile) -> {
      if (name.matrix().equals(matrix.name())) {
        Tiles.put(
            result, tile, rows, columns, name.indices().get(0), name.indices().get(1));
      }
    });
    return result;
  }

  private Matrix matrix(String name) {
    return program.matrices().stream()
        .filter(matrix -> matrix.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no matrix " + name));
  }

  private Partition partition(Matrix matrix, int side) {
    Evaluator at = new Evaluator(sizes, List.of());
    Extent extent = side == 0 ? matrix.rows() : matrix.columns();
    long tiles = at.value(matrix.extents().get(side));
    List<Long> index = new ArrayList<>(List.of(0L, 0L));
    long elements = 0;
    for (long tile = 0; tile < tiles; tile++) {
      index.set(side, tile);
      elements += at.length(extent, index);
    }
    index.set(side, 0L);
    return new Partition(elements, tiles == 0 ? 1 : Math.max(1, at.length(extent, index)));
  }
}
