package dev.lapwing.executor;

import dev.lapwing.compiler.CompiledProgram;
import dev.lapwing.executor.cost.CostMeter;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.state.Precision;
import dev.lapwing.state.TileStore;
import dev.lapwing.tiles.TileArray;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a run needs: a compiled program, the sizes, a store for every input and output matrix,
 * and where to remember its progress. Immutable; made by {@link #builder}.
 *
 * @param id names the run, and must be unique within its table: a ULID
 * @param program what to compute
 * @param sizes the partition of every size, and the values of parameters and scalars
 * @param matrices the inputs and outputs, by their names in the program
 * @param state where the run's queue, table and scratch tiles are
 * @param outputs what becomes of the output matrices at its end
 * @param observers who is told what happens
 * @param limits leases, retries and look-ahead
 * @param scaling how many executors it may have, if it is to be run by executors that are started
 *     for it
 * @param kernels the description of the kernels that its executors must have, if not those of the
 *     process that begins it
 * @param cost what it may cost, if that is bounded
 */
public record RunSpec(
    String id,
    CompiledProgram program,
    Sizes sizes,
    Map<String, RunMatrix> matrices,
    RunState state,
    RunOutputs outputs,
    List<RunObserver> observers,
    RunLimits limits,
    Optional<Scaling> scaling,
    Optional<String> kernels,
    Optional<CostMeter> cost) {

  public RunSpec {
    matrices = Map.copyOf(matrices);
    observers = List.copyOf(observers);
  }

  /**
   * How the tiles are kept that the run writes.
   *
   * @throws PrecisionMismatch if its matrices are of two precisions, and it does not convert them
   */
  public Precision precision() {
    return Precisions.of(this);
  }

  /** The same run with so many executors. */
  public RunSpec withScaling(Scaling newScaling) {
    return copy().scaling(newScaling).build();
  }

  /** The same run with a bound on what it may cost. */
  public RunSpec withCost(CostMeter newCost) {
    return copy().cost(newCost).build();
  }

  private Builder copy() {
    Builder copy = builder(id, program, sizes).state(state).outputs(outputs).limits(limits);
    copy.matrices.putAll(matrices);
    copy.observers.addAll(observers);
    copy.scaling = scaling;
    copy.kernels = kernels;
    copy.cost = cost;
    return copy;
  }

  /** A builder of the specification of one run. */
  public static Builder builder(String id, CompiledProgram program, Sizes sizes) {
    return new Builder(id, program, sizes);
  }

  /** Collects what a run needs. */
  public static final class Builder {
    private final String id;
    private final CompiledProgram program;
    private final Sizes sizes;
    private final Map<String, RunMatrix> matrices = new LinkedHashMap<>();
    private final List<RunObserver> observers = new ArrayList<>();
    private RunState state = RunState.inMemory();
    private RunOutputs outputs = RunOutputs.OF_THE_CALLER;
    private RunLimits limits = RunLimits.defaults();
    private Optional<Scaling> scaling = Optional.empty();
    private Optional<String> kernels = Optional.empty();
    private Optional<CostMeter> cost = Optional.empty();

    private Builder(String id, CompiledProgram program, Sizes sizes) {
      this.id = id;
      this.program = program;
      this.sizes = sizes;
    }

    /**
     * Gives a matrix of the program its tiles, of doubles.
     *
     * @param name the name in the program
     * @param store holds the tiles of an input, receives those of an output
     * @param rows how the rows are cut into tiles
     * @param columns how the columns are cut into tiles
     */
    public Builder matrix(String name, TileStore store, Partition rows, Partition columns) {
      return matrix(name, new RunMatrix(store, rows, columns, Precision.FLOAT64));
    }

    /** Gives a matrix of the program its tiles. */
    public Builder matrix(String name, TileArray tiles) {
      return matrix(
          name,
          new RunMatrix(
              tiles.store(), tiles.grid().rows(), tiles.grid().columns(), tiles.precision()));
    }

    private Builder matrix(String name, RunMatrix matrix) {
      matrices.put(name, matrix);
      return this;
    }

    /** Where the run remembers its progress; by default in the memory of this process. */
    public Builder state(RunState state) {
      this.state = state;
      return this;
    }

    /** What becomes of the outputs at the end; by default that is the caller's business. */
    public Builder outputs(RunOutputs outputs) {
      this.outputs = outputs;
      return this;
    }

    /** How many executors the run may have, if a fleet runs it. */
    public Builder scaling(Scaling scaling) {
      this.scaling = Optional.of(scaling);
      return this;
    }

    /** Which kernels executors elsewhere must have; see {@link RunSubmitter}. */
    public Builder kernels(String description) {
      this.kernels = Optional.of(description);
      return this;
    }

    /** What the run may cost: at the limit it is stopped, and can be resumed with a higher one. */
    public Builder cost(CostMeter meter) {
      this.cost = Optional.of(meter);
      return this;
    }

    /** Adds an observer; see {@link RunObserver} for how it is told. */
    public Builder observer(RunObserver observer) {
      observers.add(observer);
      return this;
    }

    /** How long leases are; by default ten seconds, renewed while an executor works. */
    public Builder lease(Duration lease) {
      limits = limits.withLease(lease);
      return this;
    }

    /** Leases, retries and look-ahead, all at once. */
    public Builder limits(RunLimits limits) {
      this.limits = limits;
      return this;
    }

    /** The specification. */
    public RunSpec build() {
      return new RunSpec(
          id, program, sizes, matrices, state, outputs, observers, limits, scaling, kernels, cost);
    }
  }
}
