package dev.lapwing;

import dev.lapwing.executor.Fleet;
import dev.lapwing.executor.RunLimits;
import dev.lapwing.executor.RunObserver;
import dev.lapwing.executor.Scaling;
import dev.lapwing.executor.cost.CostMeter;
import dev.lapwing.executor.cost.FunctionSize;
import dev.lapwing.state.Precision;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a {@link LapwingBuilder} was told. */
record Settings(
    int threads,
    long memoryBudget,
    Optional<Place> place,
    Optional<Integer> tile,
    Precision precision,
    List<RunObserver> observers,
    RunLimits limits,
    Optional<FleetSettings> fleet,
    Optional<CostSettings> cost) {

  Settings {
    observers = List.copyOf(observers);
  }

  /** The folder that it works in, if it does. */
  Optional<Path> folder() {
    return place.filter(Place.InFolder.class::isInstance).map(in -> ((Place.InFolder) in).folder());
  }

  /**
   * What a run may cost.
   *
   * @param meter prices and limit
   * @param size of an executor
   */
  record CostSettings(CostMeter meter, FunctionSize size) {}

  /**
   * Who runs programs, if not this process.
   *
   * @param fleet where executors come from
   * @param scaling how many there may be
   * @param core the processor type that they compute for, if not the one of this process
   */
  record FleetSettings(Fleet fleet, Scaling scaling, Optional<String> core) {}
}
