package dev.lapwing;

import dev.lapwing.executor.RunFailure;
import dev.lapwing.state.RunTable.RunStatus;
import java.util.Map;
import java.util.Optional;

/**
 * A run of a folder, as its record tells of it.
 *
 * @param id its id, a ULID: it tells when the run began
 * @param program the name of its program
 * @param status where it is in its life
 * @param failure why it FAILED or was CANCELLED
 * @param kernels the description of the kernels that all its executors must have
 * @param matrices where its inputs and outputs are, by their names in the program
 */
public record RunSummary(
    String id,
    String program,
    RunStatus status,
    Optional<RunFailure> failure,
    String kernels,
    Map<String, String> matrices) {

  public RunSummary {
    matrices = Map.copyOf(matrices);
  }
}
