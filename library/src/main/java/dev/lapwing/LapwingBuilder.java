package dev.lapwing;

import dev.lapwing.Settings.CostSettings;
import dev.lapwing.Settings.FleetSettings;
import dev.lapwing.executor.Fleet;
import dev.lapwing.executor.RunLimits;
import dev.lapwing.executor.RunObserver;
import dev.lapwing.executor.Scaling;
import dev.lapwing.executor.cost.CostMeter;
import dev.lapwing.executor.cost.FunctionSize;
import dev.lapwing.state.Precision;
import dev.lapwing.state.aws.AwsPlace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The options of a {@link Lapwing}; each is checked by the call that sets it. */
public final class LapwingBuilder {
  private static final Duration LEASE_ON_AWS = Duration.ofMinutes(1);

  private int threads = Runtime.getRuntime().availableProcessors();
  private long memoryBudget = DirectMemory.limit();
  private Optional<Place> place = Optional.empty();
  private Optional<Integer> tile = Optional.empty();
  private Precision precision = Precision.FLOAT64;
  private Optional<RunLimits> limits = Optional.empty();
  private Optional<FleetSettings> fleet = Optional.empty();
  private Optional<CostSettings> cost = Optional.empty();
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

  /** The number of tasks that would run at once. */
  public int threads() {
    return threads;
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

  /** The most bytes that tiles would be allowed to take in memory. */
  public long memoryBudget() {
    return memoryBudget;
  }

  /**
   * Keeps results and the state of runs in a folder instead of memory: matrices may be larger than
   * memory, and a run that was killed can be resumed.
   */
  public LapwingBuilder folder(Path folder) {
    return in(new Place.InFolder(folder));
  }

  /**
   * Keeps results and the state of runs on AWS: in S3, SQS and DynamoDB, reached as the environment
   * says ({@code AWS_REGION}, {@code AWS_PROFILE}, ...). Any number of machines may take part in
   * its runs. Without a {@link #fleet}, this process computes them.
   */
  public LapwingBuilder aws(AwsPlace stack) {
    return in(new Place.OnAws(stack));
  }

  private LapwingBuilder in(Place chosen) {
    if (place.filter(known -> !known.equals(chosen)).isPresent()) {
      throw new IllegalArgumentException(
          "a Lapwing keeps its runs in one place: %s or %s".formatted(place.get(), chosen));
    }
    this.place = Optional.of(chosen);
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

  /**
   * How the entries of matrices are kept that are made from functions and arrays; float64 by
   * default. What is computed from matrices has their precision, and so has what is imported.
   */
  public LapwingBuilder precision(Precision precision) {
    this.precision = precision;
    return this;
  }

  /** Tells an observer what happens in every run. */
  public LapwingBuilder observer(RunObserver observer) {
    observers.add(observer);
    return this;
  }

  /** How patient the executors of its runs are; none of it changes a result. */
  public LapwingBuilder limits(RunLimits limits) {
    this.limits = Optional.of(limits);
    return this;
  }

  /**
   * Hands programs over to executors elsewhere, instead of running them on threads of this process.
   * A run that was handed over goes on if this process dies, or {@link Run#detach leaves} it; it
   * needs a {@link #folder} that the executors share, or {@link #aws}. What goes tile by tile
   * (generating, importing, saving, norms, residuals) is still done here.
   *
   * @param fleet where executors come from; closed with the Lapwing
   * @param scaling how many there may be
   */
  public LapwingBuilder fleet(Fleet fleet, Scaling scaling) {
    this.fleet = Optional.of(new FleetSettings(fleet, scaling, Optional.empty()));
    return this;
  }

  /**
   * The same, for executors on other machines, which all compute for one processor type, so that
   * they agree bit by bit.
   *
   * @param core the type, by its name in OpenBLAS: {@code Haswell}
   */
  public LapwingBuilder fleet(Fleet fleet, Scaling scaling, String core) {
    this.fleet = Optional.of(new FleetSettings(fleet, scaling, Optional.of(core)));
    return this;
  }

  /**
   * Bounds what each run of its fleet may cost. One that would cost more by its plan is not begun;
   * one that has cost as much ends with {@link dev.lapwing.executor.CostLimitReached}, and can be
   * resumed with a higher bound. What this process asks of AWS itself is not counted.
   *
   * @param meter prices and limit
   * @param size of an executor
   */
  public LapwingBuilder maxCost(CostMeter meter, FunctionSize size) {
    this.cost = Optional.of(new CostSettings(meter, size));
    return this;
  }

  /**
   * A Lapwing with these options.
   *
   * @throws IllegalArgumentException if it has a fleet and no place that others see
   */
  public Lapwing build() {
    if (fleet.isPresent() && place.isEmpty()) {
      throw new IllegalArgumentException(
          "executors elsewhere do not see the memory of this process: give the Lapwing a folder(...) that they share, or aws(...)");
    }
    return new Lapwing(new Engine(settings()));
  }

  private Settings settings() {
    return new Settings(
        threads,
        memoryBudget,
        place,
        tile,
        precision,
        observers,
        limits.orElseGet(this::usual),
        fleet,
        cost);
  }

  /** On AWS each renewal of a lease is a request that costs money. */
  private RunLimits usual() {
    RunLimits usual = RunLimits.defaults();
    return place.filter(Place.OnAws.class::isInstance).isPresent()
        ? usual.withLease(LEASE_ON_AWS)
        : usual;
  }
}
