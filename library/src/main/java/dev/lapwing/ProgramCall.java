package dev.lapwing;

import dev.lapwing.compiler.CompiledProgram;
import dev.lapwing.compiler.MatrixCut;
import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Matrix.Role;
import dev.lapwing.lambdapack.Parameter;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Size;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.state.Precision;
import dev.lapwing.tiles.TileGrid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A LAMBDAPACK program with what it is to be run on: collected, checked call by call, and started.
 *
 * <pre>{@code
 * Map<String, BigMatrix> results =
 *     lapwing.program(Gemm.program(NO_TRANS, NO_TRANS))
 *         .input("A", a)
 *         .input("B", b)
 *         .parameter("chunk", 4)
 *         .start()
 *         .join();
 * BigMatrix c = results.get("C");
 * }</pre>
 *
 * <p>Sizes are taken from the inputs; those that no input has are given by {@link #size}. Not safe
 * for use by several threads.
 */
public final class ProgramCall {
  private final Lapwing lapwing;
  private final CompiledProgram compiled;
  private final Program program;
  private final Map<String, Operand> inputs = new LinkedHashMap<>();
  private final Map<String, Partition> partitions = new LinkedHashMap<>();
  private final Map<String, Long> parameters = new LinkedHashMap<>();
  private final Map<String, Double> scalars = new LinkedHashMap<>();
  private Optional<String> mainOutput = Optional.empty();
  private Optional<Precision> precision = Optional.empty();
  private RunOptions options = RunOptions.defaults();

  ProgramCall(Lapwing lapwing, CompiledProgram compiled) {
    this.lapwing = lapwing;
    this.compiled = compiled;
    this.program = compiled.program();
  }

  /**
   * Gives an input matrix.
   *
   * @throws IllegalArgumentException if the program has no input of that name, or another input was
   *     cut differently along a size that both have
   */
  public ProgramCall input(String name, BigMatrix matrix) {
    return input(name, Operand.of(matrix));
  }

  ProgramCall input(String name, Operand operand) {
    Matrix declared = declared(name, Role.INPUT);
    partition(name, declared.rows(), operand.grid().rows());
    partition(name, declared.columns(), operand.grid().columns());
    inputs.put(name, operand);
    return this;
  }

  /** Gives a size that no input has. */
  public ProgramCall size(String name, long elements, long tile) {
    requireKnown(name, program.sizes().stream().map(Size::name).toList(), "size");
    agree(name, name, TileGrid.of(elements, 0, tile, 1).rows());
    return this;
  }

  /** Gives a plain integer. */
  public ProgramCall parameter(String name, long value) {
    requireKnown(name, program.parameters().stream().map(Parameter::name).toList(), "parameter");
    parameters.put(name, value);
    return this;
  }

  /** Gives a real number. */
  public ProgramCall scalar(String name, double value) {
    requireKnown(name, program.scalars(), "scalar");
    scalars.put(name, value);
    return this;
  }

  /**
   * How it runs.
   *
   * @param output the output that {@link RunOptions#writeTo} speaks of
   */
  public ProgramCall options(String output, RunOptions options) {
    this.mainOutput = Optional.of(declared(output, Role.OUTPUT).name());
    this.options = options;
    return this;
  }

  /**
   * Starts it.
   *
   * @return the run, whose result is every output by its name
   * @throws IllegalArgumentException if something was not given, or the program refuses the sizes
   * @throws dev.lapwing.executor.PrecisionMismatch if two inputs are of two precisions
   */
  public Run<Map<String, BigMatrix>> start() {
    requireGiven(named(Role.INPUT), inputs.keySet(), "input");
    requireGiven(program.sizes().stream().map(Size::name).toList(), partitions.keySet(), "size");
    requireGiven(
        program.parameters().stream().map(Parameter::name).toList(),
        parameters.keySet(),
        "parameter");
    requireGiven(program.scalars(), scalars.keySet(), "scalar");
    lapwing.engine().requireOpen();
    return ProgramRun.start(
        lapwing.engine(),
        compiled,
        new Sizes(partitions, parameters, scalars),
        matrices(),
        options.observers());
  }

  /** Starts it with options for the one output that is wanted; the others are freed. */
  Run<BigMatrix> only(String output, RunOptions wanted) {
    return new MappedRun<>(
        options(output, wanted).start(),
        results -> {
          BigMatrix result = results.get(output);
          results.values().stream().filter(other -> other != result).forEach(BigMatrix::close);
          return result;
        });
  }

  private RunMatrices matrices() {
    var matrices = new RunMatrices();
    try {
      inputs.forEach((name, input) -> matrices.input(name, input.tiles(), input.matrix().claim()));
      for (String name : named(Role.OUTPUT)) {
        matrices.output(name, draft(declared(name, Role.OUTPUT)));
      }
      return matrices;
    } catch (RuntimeException e) {
      matrices.abandon();
      throw e;
    }
  }

  /** Gives outputs another precision than the inputs have: to a program that converts. */
  ProgramCall precision(Precision written) {
    this.precision = Optional.of(written);
    return this;
  }

  /** That of the inputs; where they differ, the run is refused. */
  private Precision precision() {
    return precision.orElseGet(
        () ->
            inputs.values().stream()
                .map(input -> input.tiles().precision())
                .findFirst()
                .orElseGet(() -> options.precision().orElse(Precision.FLOAT64)));
  }

  private Draft draft(Matrix output) {
    MatrixCut cut = MatrixCut.of(output, new Sizes(partitions, parameters, scalars));
    var grid = new TileGrid(cut.rows(), cut.columns());
    boolean main = mainOutput.filter(output.name()::equals).isPresent();
    return main
        ? Draft.create(lapwing, grid, output.structure(), precision(), options)
        : Draft.nameless(lapwing, grid, output.structure(), precision());
  }

  private void partition(String matrix, Extent extent, Partition partition) {
    if (extent instanceof Extent.Along along) {
      agree(along.size().name(), matrix, partition);
    }
  }

  private void agree(String size, String matrix, Partition partition) {
    Partition known = partitions.putIfAbsent(size, partition);
    if (known != null && !known.equals(partition)) {
      throw new IllegalArgumentException(
          "%s of %s has %d rows or columns in tiles of %d along size %s, but another matrix has %d in tiles of %d: copy one of them to the tiles of the other with copy(...)"
              .formatted(
                  matrix,
                  program.name(),
                  partition.elements(),
                  partition.tile(),
                  size,
                  known.elements(),
                  known.tile()));
    }
  }

  private Matrix declared(String name, Role role) {
    requireKnown(name, named(role), role == Role.INPUT ? "input" : "output");
    return program.matrices().stream()
        .filter(matrix -> matrix.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<String> named(Role role) {
    return program.matrices().stream()
        .filter(matrix -> matrix.role() == role)
        .map(Matrix::name)
        .toList();
  }

  private void requireKnown(String name, List<String> known, String kind) {
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "program %s has no %s %s: it has %s".formatted(program.name(), kind, name, known));
    }
  }

  private void requireGiven(List<String> needed, Collection<String> given, String kind) {
    List<String> missing = new ArrayList<>(needed);
    missing.removeAll(given);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "program %s needs a value for %s %s before it starts"
              .formatted(program.name(), kind, String.join(", ", missing)));
    }
  }
}
