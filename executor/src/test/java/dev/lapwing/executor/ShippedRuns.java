package dev.lapwing.executor;

import dev.lapwing.compiler.CompiledProgram;
import dev.lapwing.compiler.Compiler;
import dev.lapwing.compiler.MatrixCut;
import dev.lapwing.executor.SimulatedProgram.Operand;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Matrix.Role;
import dev.lapwing.lambdapack.Parameter;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Size;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Algorithm;
import dev.lapwing.lambdapack.algorithm.Algorithms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A small run of every shipped program: some ragged tiles along every size, as far as its
 * requirements allow, and matrices with which its kernels succeed.
 */
final class ShippedRuns {
  private static final int TILE = 3;
  private static final long CHUNK = 2;

  /**
   * Lengths in the order in which they are tried: four tiles, three, two, one, and one row. The
   * first size has the most, as some programs want no more columns than rows.
   */
  private static final List<Long> LENGTHS = List.of(11L, 8L, 5L, 3L, 1L);

  /**
   * Lengths that requirements do not fix: those of a column, and of parts that fill each other up.
   */
  private static final Map<String, Long> OF_COLUMN = Map.of("w", 1L);

  private static final Map<String, Long> OF_PARTS = Map.of("c", 14L, "m", 8L, "r", 1L, "k", 5L);

  /** Programs that exchange rows: of a dominant diagonal every pivot would stand where it is. */
  private static final Set<String> PIVOTED = Set.of("lu", "lu-rectangular", "gesv");

  private static final Map<String, SimulatedProgram> ALL = build();

  private final CompiledProgram compiled;
  private final Program program;

  private ShippedRuns(Program program) {
    this.program = program;
    this.compiled = Compiler.compile(program);
  }

  /** By the name of the program. */
  static Map<String, SimulatedProgram> all() {
    return ALL;
  }

  private static Map<String, SimulatedProgram> build() {
    Map<String, SimulatedProgram> all = new LinkedHashMap<>();
    for (Algorithm algorithm : Algorithms.all()) {
      all.put(algorithm.name(), new ShippedRuns(algorithm.program()).run());
    }
    return Collections.unmodifiableMap(all);
  }

  private SimulatedProgram run() {
    Sizes sizes =
        firstAccepted(new ArrayList<>(program.sizes()), Map.of())
            .orElseThrow(() -> new AssertionError("no small sizes of " + program.name()));
    Map<String, Operand> inputs = new HashMap<>();
    Map<String, Operand> outputs = new HashMap<>();
    for (Matrix matrix : program.matrices()) {
      if (matrix.role() != Role.SCRATCH) {
        MatrixCut cut = MatrixCut.of(matrix, sizes);
        if (matrix.role() == Role.OUTPUT) {
          outputs.put(matrix.name(), Operand.output(cut.rows(), cut.columns()));
        } else {
          inputs.put(
              matrix.name(),
              new Operand(cut.rows(), cut.columns(), entries(matrix, cut, inputs.size())));
        }
      }
    }
    return SimulatedProgram.of(program, sizes, inputs, outputs);
  }

  /** Depth first; what one size may be depends on those before it. */
  private Optional<Sizes> firstAccepted(List<Size> left, Map<String, Partition> chosen) {
    if (left.isEmpty()) {
      return accepted(new Sizes(chosen, parameters(), scalars()));
    }
    String name = left.get(0).name();
    for (long length : lengths(name, chosen.size())) {
      Map<String, Partition> longer = new HashMap<>(chosen);
      longer.put(name, new Partition(length, TILE));
      Optional<Sizes> found = firstAccepted(left.subList(1, left.size()), longer);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Sizes that nothing ties together get different lengths. */
  private List<Long> lengths(String size, int position) {
    Map<String, Long> fixed = program.name().startsWith("concatenate") ? OF_PARTS : OF_COLUMN;
    if (fixed.containsKey(size)) {
      return List.of(fixed.get(size));
    }
    List<Long> lengths = new ArrayList<>(LENGTHS);
    Collections.rotate(lengths.subList(0, 3), -position);
    return lengths;
  }

  private Optional<Sizes> accepted(Sizes sizes) {
    try {
      compiled.at(sizes);
      return Optional.of(sizes);
    } catch (IllegalArgumentException refused) {
      return Optional.empty();
    }
  }

  private Map<String, Long> parameters() {
    return program.parameters().stream().collect(Collectors.toMap(Parameter::name, p -> CHUNK));
  }

  private Map<String, Double> scalars() {
    return program.scalars().stream().collect(Collectors.toMap(name -> name, name -> 0.75));
  }

  private double[][] entries(Matrix matrix, MatrixCut cut, int seed) {
    int rows = (int) cut.rows().elements();
    int columns = (int) cut.columns().elements();
    if (matrix.name().equals("P")) {
      return rotation(rows);
    }
    return rows == columns && !PIVOTED.contains(program.name())
        ? Matrices.positiveDefinite(rows, seed)
        : Matrices.random(rows, columns, seed);
  }

  /** A column of row numbers, each once. */
  private static double[][] rotation(int rows) {
    double[][] order = new double[rows][1];
    for (int i = 0; i < rows; i++) {
      order[i][0] = (i + 2) % rows;
    }
    return order;
  }
}
