package dev.lapwing.executor;

import dev.lapwing.compiler.CompiledProgram;
import dev.lapwing.compiler.Compiler;
import dev.lapwing.executor.cost.CostMeter;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Node;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.state.Precision;
import dev.lapwing.state.RunTable;
import dev.lapwing.state.RunTable.RunRecord;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.StoredMatrix;
import dev.lapwing.state.TilePool;
import dev.lapwing.tiles.TileArray;
import dev.lapwing.tiles.ViewPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the record of a run tells a process that did not start it: enough to make a {@link RunSpec}
 * and join or resume the run.
 *
 * @param id the run's id
 * @param program what it computes
 * @param sizes its sizes
 * @param locations where its input and output matrices are, by their names in the program
 * @param precision how its results and scratch tiles are kept
 * @param kernels the description of the kernels that began it
 * @param limits how patient its executors are
 * @param scaling how many executors it may have, if they are started for it
 * @param cost what it may cost, if that is bounded
 * @param status where it is in its life
 * @param failure why it FAILED or was CANCELLED
 */
public record RecordedRun(
    String id,
    CompiledProgram program,
    Sizes sizes,
    Map<String, String> locations,
    Precision precision,
    String kernels,
    RunLimits limits,
    Optional<Scaling> scaling,
    Optional<CostMeter> cost,
    RunStatus status,
    Optional<RunFailure> failure) {

  public RecordedRun {
    locations = Map.copyOf(locations);
  }

  /** The record of a run, if there is such a run. */
  public static Optional<RecordedRun> find(RunTable table, String id) throws StoreException {
    return table.find(id).map(RecordedRun::of);
  }

  /** How many executors give signs of life. */
  public int liveExecutors(RunTable table) throws StoreException {
    return KnownExecutor.live(table, id, limits).size();
  }

  /** The statements of its program, by their numbers. */
  public List<Node.Statement> statements() {
    return Statements.of(program.program());
  }

  /** Where the outputs are written, by their names in the program. */
  public Map<String, String> outputs() {
    Map<String, String> outputs = new LinkedHashMap<>();
    for (Matrix matrix : program.program().matrices()) {
      if (matrix.role() == Matrix.Role.OUTPUT) {
        outputs.put(matrix.name(), locations.get(matrix.name()));
      }
    }
    return outputs;
  }

  /** What is needed to follow the run, without its matrices. */
  public RunSpec.Builder unopened(Storage storage) throws StoreException {
    RunSpec.Builder spec =
        RunSpec.builder(id, program, sizes)
            .state(RunState.in(storage, id))
            .outputs(outputsIn(storage))
            .limits(limits)
            .kernels(kernels);
    scaling.ifPresent(spec::scaling);
    cost.ifPresent(spec::cost);
    return spec;
  }

  /**
   * What is needed to work on the run, with its matrices opened.
   *
   * @param storage where the run is
   * @param pool memory for tiles of views
   * @throws dev.lapwing.state.MatrixUnavailable if a matrix is gone
   */
  public RunSpec.Builder open(Storage storage, TilePool pool) throws StoreException {
    RunSpec.Builder spec = unopened(storage);
    for (Matrix matrix : program.program().matrices()) {
      String location = locations.get(matrix.name());
      switch (matrix.role()) {
        case INPUT -> spec.matrix(matrix.name(), input(storage, pool, location));
        case OUTPUT -> spec.matrix(matrix.name(), TileArray.of(storage.reopen(location), pool));
        case SCRATCH -> {}
      }
    }
    return spec;
  }

  /** What becomes of its outputs when it is done. */
  RunOutputs outputsIn(Storage storage) {
    return RunOutputs.in(storage, outputs().values());
  }

  private static TileArray input(Storage storage, TilePool pool, String location)
      throws StoreException {
    StoredMatrix matrix = storage.open(ViewPath.matrix(location));
    return ViewPath.apply(location, TileArray.of(matrix, pool));
  }

  private static RecordedRun of(RunRecord found) {
    Optional<RunFailure> failure =
        switch (found.status()) {
          case FAILED -> Optional.of(FailureText.decode(found.id(), found.reason()));
          case CANCELLED -> Optional.of(new RunCancelled(found.id()));
          default -> Optional.empty();
        };
    return new RecordedRun(
        found.id(),
        Compiler.decode(found.program()),
        RunRecords.decode(found.sizes()),
        RunRecords.locations(found),
        RunRecords.precision(found),
        RunRecords.kernels(found),
        RunRecords.limits(found),
        RunRecords.scaling(found),
        RunRecords.cost(found),
        found.status(),
        failure);
  }
}
