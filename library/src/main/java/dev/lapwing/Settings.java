package dev.lapwing;

import dev.lapwing.executor.RunObserver;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a {@link LapwingBuilder} was told. */
record Settings(
    int threads,
    long memoryBudget,
    Optional<Path> folder,
    Optional<Integer> tile,
    List<RunObserver> observers) {

  Settings {
    observers = List.copyOf(observers);
  }
}
