package dev.lapwing;

import dev.lapwing.executor.RunObserver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The options of a {@link Lapwing}; each is checked by the call that sets it. */
public final class LapwingBuilder {
  private int threads = Runtime.getRuntime().availableProcessors();
  private long memoryBudget = DirectMemory.limit();
  private Optional<Path> folder = Optional.empty();
  private Optional<Integer> tile = Optional.empty();
  private final List<RunObserver> observers = new ArrayList<>();

  LapwingBuilder() {}

  /** The number of tasks that run at once; by default the number of cores. */
  public LapwingBuilder threads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
    this.threads = threads;
    return this;
  }

  /**
   * The most bytes that tiles may take in memory, outside the Java heap; by default as many as the
   * JVM allows, which {@code -XX:MaxDirectMemorySize} changes.
   */
  public LapwingBuilder memoryBudget(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("memoryBudget must be at least 1 byte, not " + bytes);
    }
    this.memoryBudget = bytes;
    return this;
  }

  /**
   * Keeps results and the state of runs in a folder instead of memory: matrices may be larger than
   * memory, and a run that was killed can be resumed.
   */
  public LapwingBuilder folder(Path folder) {
    this.folder = Optional.of(folder);
    return this;
  }

  /** The rows and columns of a tile; by default chosen from the size of each matrix. */
  public LapwingBuilder tile(int tile) {
    if (tile < 1) {
      throw new IllegalArgumentException("tile must be at least 1, not " + tile);
    }
    this.tile = Optional.of(tile);
    return this;
  }

  /** Tells an observer what happens in every run. */
  public LapwingBuilder observer(RunObserver observer) {
    observers.add(observer);
    return this;
  }

  /** A Lapwing with these options. */
  public Lapwing build() {
    return new Lapwing(new Engine(settings()));
  }

  private Settings settings() {
    return new Settings(threads, memoryBudget, folder, tile, observers);
  }
}
