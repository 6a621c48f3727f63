package dev.lapwing.executor;

import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.state.RunTable;
import dev.lapwing.state.RunTable.RunRecord;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.StoreException;
import java.util.Map;
import java.util.Optional;

/**
 * What the record of a run tells a process that did not start it: enough to make a {@link RunSpec}
 * and join or resume the run.
 *
 * @param id the run's id
 * @param program the encoding of the compiled program, for {@code Compiler.decode}
 * @param sizes its sizes
 * @param locations where its input and output matrices are, by their names in the program
 * @param status where it is in its life
 * @param failure why it FAILED or was CANCELLED
 */
public record RecordedRun(
    String id,
    byte[] program,
    Sizes sizes,
    Map<String, String> locations,
    RunStatus status,
    Optional<RunFailure> failure) {

  public RecordedRun {
    locations = Map.copyOf(locations);
  }

  /** The record of a run, if there is such a run. */
  public static Optional<RecordedRun> find(RunTable table, String id) throws StoreException {
    return table.find(id).map(RecordedRun::of);
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
        found.program(),
        RunRecords.decode(found.sizes()),
        RunRecords.locations(found),
        found.status(),
        failure);
  }
}
