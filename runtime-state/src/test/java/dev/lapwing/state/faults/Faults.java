package dev.lapwing.state.faults;

import dev.lapwing.state.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A seeded source of misfortune, shared by the faulty store, queue and table of one simulation.
 *
 * <p>For a simulation of a run, wrap what the executor uses, with one {@code Faults} for all:
 *
 * <pre>{@code
 * var clock = new OwnedClock();
 * var faults = new Faults(seed, FaultRates.HARSH);
 * TaskQueue queue = new FaultyTaskQueue(TaskQueue.inMemory(clock), faults);
 * RunTable table = new FaultyRunTable(RunTable.inMemory(clock), faults);
 * TileStore tiles = new FaultyTileStore(TileStore.inMemory("mem:S"), faults);
 * }</pre>
 *
 * <p>In one thread everything that happens follows from the seed, so that a failing seed replays.
 * With many threads the rates hold, the order does not. Call {@link #stop} to let a run finish in
 * peace, for example to check that it would have ended.
 */
public final class Faults {
  private final SplittableRandom random;
  private final FaultRates rates;
  private boolean stopped;
  private long injected;

  public Faults(long seed, FaultRates rates) {
    this.random = new SplittableRandom(seed);
    this.rates = rates;
  }

  /** No fault from now on. */
  public synchronized void stop() {
    stopped = true;
  }

  /** How many faults were injected so far. */
  public synchronized long injected() {
    return injected;
  }

  FaultRates rates() {
    return rates;
  }

  /** Whether a fault of this probability strikes now. */
  synchronized boolean strikes(double probability) {
    boolean struck = !stopped && random.nextDouble() < probability;
    injected += struck ? 1 : 0;
    return struck;
  }

  /** A number between 0 and 1. */
  synchronized double uniform() {
    return random.nextDouble();
  }

  /** Fails in place of an operation: it did not happen, but the caller cannot know. */
  void before(String operation) throws StoreException {
    if (strikes(rates.failBefore())) {
      throw new StoreException("Injected: " + operation + " failed before its effect");
    }
  }

  /** Some of the things that an operation is for, if it is to fail midway. */
  <T> Optional<List<T>> midway(List<T> things) {
    return strikes(rates.failMidway())
        ? Optional.of(things.stream().filter(thing -> uniform() < 0.5).toList())
        : Optional.empty();
  }

  /** Fails after an operation: it happened, but the caller cannot know. */
  void after(String operation) throws StoreException {
    if (strikes(rates.failAfter())) {
      throw new StoreException("Injected: the answer to " + operation + " was lost");
    }
  }
}
