package dev.lapwing.executor;

import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.executor.TaskProtocol.Step;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.executor.kernels.KernelLibrary;
import dev.lapwing.state.RunTable;
import dev.lapwing.state.RunTable.RunRecord;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import dev.lapwing.state.contract.OwnedClock;
import dev.lapwing.state.faults.FaultRates;
import dev.lapwing.state.faults.Faults;
import dev.lapwing.state.faults.FaultyRunTable;
import dev.lapwing.state.faults.FaultyTaskQueue;
import dev.lapwing.state.faults.FaultyTileStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;

/**
 * One run in one thread, under a seed: a few executors whose steps are interleaved at random, that
 * stall, lose leases and die between any two steps, on stores that fail or delete late, and
 * messages that come twice. Time is the simulation's own. Everything that happens follows from the
 * seed.
 */
final class Simulation {
  private static final String RUN = "simulated";
  private static final KernelLibrary KERNELS = KernelLibraries.pureJava();
  private static final int EXECUTORS = 3;
  private static final int MOST_STEPS = 60_000;
  private static final Duration LEASE = Duration.ofSeconds(1);
  private static final RunLimits LIMITS =
      new RunLimits(LEASE, 500, 5, Duration.ofMillis(5), 4, 2, 2, 2_000, 2, true, Duration.ZERO);

  /** Where the tiles are, and so what may happen to executors. */
  enum Place {
    /** Tiles outlive executors, which share nothing else and die at any time. */
    STORAGE,
    /** One process: tiles are handed over and overwritten in place; its threads stall only. */
    MEMORY
  }

  private final SimulatedProgram program;
  private final Place place;
  private final Protocol protocol;
  private final SplittableRandom random;
  private final OwnedClock clock = new OwnedClock();
  private final TilePool pool;
  private final Faults faults;
  private final RunTable truth;
  private final RunState state;
  private final RunSpec spec;
  private final Map<String, TileStore> matrices = new HashMap<>();
  private final List<TileStore> all = new ArrayList<>();
  private final List<DeletingLate> deletingLate = new ArrayList<>();
  private final List<Actor> actors = new ArrayList<>();
  private Optional<RunContext> shared = Optional.empty();

  /**
   * A run that has not begun.
   *
   * @param pool memory for tiles; after the run nothing of it is in use
   */
  Simulation(SimulatedProgram program, Place place, Protocol protocol, TilePool pool, long seed)
      throws StoreException {
    this.pool = pool;
    this.program = program;
    this.place = place;
    this.protocol = protocol;
    this.random = new SplittableRandom(seed);
    this.faults = new Faults(seed, FaultRates.HARSH);
    this.truth = RunTable.inMemory(clock);
    this.state =
        new RunState(
            protocol.queue(new FaultyTaskQueue(TaskQueue.inMemory(clock), faults)),
            new FaultyRunTable(truth, faults),
            new Scratch());
    for (var input : program.inputs().entrySet()) {
      TileStore store = keep(TileStore.inMemory("mem:" + input.getKey()));
      input.getValue().write(store, pool);
      matrices.put(input.getKey(), exposed(store));
    }
    for (String output : program.outputs().keySet()) {
      matrices.put(output, exposed(keep(TileStore.inMemory("mem:" + output))));
    }
    this.spec = program.spec(RUN, matrices).state(state).limits(LIMITS).build();
  }

  /** Runs to the end; what went wrong, if anything did. */
  Optional<String> run() throws Exception {
    try {
      begin();
      for (int steps = 0; isRunning(); steps++) {
        if (steps == MOST_STEPS) {
          return Optional.of("the run does not end");
        }
        act();
      }
      return verdict();
    } finally {
      actors.forEach(Actor::die);
      for (TileStore store : all) {
        store.close();
      }
    }
  }

  private void begin() throws StoreException {
    var start = new RunStart(spec, program.graph(), "simulated kernels");
    insist(start::create);
    insist(
        () -> {
          start.seed();
          return true;
        });
    for (int number = 0; number < EXECUTORS; number++) {
      actors.add(new Actor(number));
    }
  }

  /** One step of one executor, a death, or a moment in which nothing happens. */
  private void act() throws Exception {
    clock.advance(Duration.ofMillis(random.nextInt(20)));
    for (DeletingLate store : deletingLate) {
      store.live();
    }
    Actor actor = someoneAwake();
    if (place == Place.STORAGE && random.nextInt(150) == 0) {
      actor.die();
      actors.set(actor.number, new Actor(actor.number));
    } else if (random.nextInt(200) == 0) {
      actor.sleepUntil = clock.instant().plus(LEASE.multipliedBy(2));
      actor.stalls = true;
    } else {
      actor.act();
    }
  }

  /** An executor that does not sleep; if all do, time passes until one wakes. */
  private Actor someoneAwake() {
    Actor first = actors.stream().min(Comparator.comparing(actor -> actor.sleepUntil)).get();
    if (clock.instant().isBefore(first.sleepUntil)) {
      clock.advance(Duration.between(clock.instant(), first.sleepUntil));
    }
    actors.forEach(Actor::renewLease);
    Actor chosen = actors.get(random.nextInt(EXECUTORS));
    return clock.instant().isBefore(chosen.sleepUntil) ? first : chosen;
  }

  private boolean isRunning() throws StoreException {
    return truth.find(RUN).orElseThrow().status() == RunStatus.RUNNING;
  }

  private Optional<String> verdict() throws StoreException {
    RunRecord ended = truth.find(RUN).orElseThrow();
    if (ended.status() != RunStatus.DONE) {
      return Optional.of("the run is " + ended.status() + ": " + ended.reason());
    }
    faults.stop();
    for (var output : program.outputs().entrySet()) {
      SimulatedProgram.Operand expected = output.getValue();
      double[][] actual =
          Matrices.read(matrices.get(output.getKey()), expected.rows(), expected.columns());
      if (!Arrays.deepEquals(actual, expected.entries())) {
        return Optional.of(output.getKey() + " is wrong");
      }
    }
    return Optional.empty();
  }

  private TileStore keep(TileStore store) {
    all.add(store);
    return store;
  }

  /** A store as executors see it. */
  private TileStore exposed(TileStore store) {
    return place == Place.MEMORY ? store : new FaultyTileStore(new Outliving(store, pool), faults);
  }

  private RunContext context(boolean joined) throws StoreException {
    TaskGraph graph = program.graph();
    var cache = new TileCache(LIMITS.cacheBytes());
    RunTiles tiles = RunTiles.open(spec, graph, cache);
    CompletionTree completion = CompletionTree.of(graph);
    RunTable table = protocol.table(state.table(), graph, tiles);
    return new RunContext(
        RUN,
        "executor",
        graph,
        new Urgencies(graph),
        tiles,
        cache,
        TileReader.DIRECT,
        state.queue(),
        table,
        new RunWatch(RUN, table, clock, () -> {}),
        () -> completion,
        protocol.tally(graph, tiles),
        new Locality(graph, tiles),
        KERNELS,
        pool,
        new Semaphore(EXECUTORS),
        spec.outputs(),
        Stay.toTheEnd(clock),
        LIMITS,
        new Backoff(LIMITS.backoff(), LEASE, random.split()),
        joined,
        new WorkInHand(clock),
        new RunCounters(Statements.of(program.program().program()).size()),
        new RunEvents(RUN, List.of()),
        clock);
  }

  private static <T> T insist(Attempts.Operation<T> operation) {
    return new Attempts(
            new Backoff(Duration.ZERO, Duration.ZERO, new SplittableRandom(0)), Integer.MAX_VALUE)
        .of("insisting", operation);
  }

  /** Scratch stores that all executors see. */
  private final class Scratch implements ScratchStores {
    private final Map<String, TileStore> stores = new HashMap<>();

    @Override
    public TileStore open(String matrix) {
      return stores.computeIfAbsent(
          matrix, name -> exposed(scratch(keep(TileStore.inMemory("mem:scratch/" + name)))));
    }

    private TileStore scratch(TileStore store) {
      if (place == Place.MEMORY) {
        return store;
      }
      var late = new DeletingLate(store, random.split());
      deletingLate.add(late);
      return late;
    }

    @Override
    public void deleteAll() {}
  }

  /** One executor. On storage each is a process of its own; in memory all are threads of one. */
  private final class Actor {
    private final int number;
    private final RunContext run;
    private final Worker worker;
    private Instant sleepUntil = clock.instant();
    private boolean stalls;

    Actor(int number) throws StoreException {
      this.number = number;
      if (place == Place.MEMORY && shared.isEmpty()) {
        shared = Optional.of(context(false));
      }
      this.run = shared.isPresent() ? shared.get() : context(random.nextBoolean());
      var numbers = new NumericalFailures(program.program().program(), run.graph());
      this.worker =
          new Worker(run, new Mishaps(run, numbers), number, protocol.order(), Duration.ZERO);
    }

    void act() throws InterruptedException {
      stalls = false;
      Duration pause = worker.step();
      if (worker.execution().map(TaskExecution::next).equals(Optional.of(Step.WRITE))) {
        // A kernel has run: it may have taken long, perhaps longer than the lease.
        clock.advance(Duration.ofMillis(random.nextInt(10) == 0 ? random.nextInt(2500) : 0));
      }
      sleepUntil = clock.instant().plus(worker.isBusy() ? pause : Duration.ofMillis(50));
    }

    void renewLease() {
      if (!stalls) {
        worker.renewLease(clock.instant());
      }
    }

    void die() {
      worker.abandon();
      run.cache().clear();
    }
  }
}
