package dev.lapwing.cli;

import dev.lapwing.LapwingBuilder;
import dev.lapwing.RunSummary;
import dev.lapwing.executor.Fleet;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TilePool;
import java.util.List;
import java.util.Optional;

/** Where runs are remembered, and where their executors come from. Its text names it. */
sealed interface Site permits FolderSite, StackSite {
  /** Lets a Lapwing remember its runs here. */
  LapwingBuilder settle(LapwingBuilder builder);

  /**
   * Lets executors of this place compute for a Lapwing.
   *
   * @param most how many at once, if the user said so
   * @param machine what they may use of this machine, if they are on it
   */
  LapwingBuilder hire(LapwingBuilder builder, Optional<Integer> most, MachineOptions machine);

  /**
   * Executors of this place.
   *
   * @param options further options for those that are processes of this machine
   */
  Fleet fleet(List<String> options);

  /** Its runs, for an executor. */
  Storage open(TilePool pool) throws StoreException;

  /** Whether its executors see what is at a place. */
  boolean reaches(MatrixPath place);

  /** Refuses a place that is not there. */
  Site requireExisting();

  /** Refuses to begin runs that its executors could not work on, as far as is known of them. */
  default void requireForNewRuns() {}

  /** Refuses to go on with a run that its executors could not work on. */
  default void requireFor(RunSummary run) {}

  /** The options that name it on a command line. */
  String options();

  /** Names it in an answer for machines. */
  void addTo(Answer answer);
}
