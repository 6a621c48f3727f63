package dev.lapwing.executor;

import dev.lapwing.compiler.Compiler;
import dev.lapwing.executor.ExecutorDetails.Tally;
import dev.lapwing.executor.cost.Usage;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Cholesky;
import dev.lapwing.state.RunTable;
import dev.lapwing.state.RunTable.ExecutorItem;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TaskQueue.Delivery;
import dev.lapwing.state.TileStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Executors on a real queue and a real table, under a clock that a test owns. Each comes some time
 * after it was started, receives tasks, holds each for the same time, gives signs of life, and
 * leaves when it has had nothing to do.
 */
final class SimulatedFleet implements Fleet {
  static final Duration IDLE = Duration.ofSeconds(10);

  private final String run;
  private final RunTable table;
  private final TaskQueue queue;
  private final RunLimits limits;
  private final Duration startUp;
  private final Duration task;
  private final List<Member> members = new ArrayList<>();
  private int capacity = Integer.MAX_VALUE;
  private boolean broken;
  private int born = Integer.MAX_VALUE;
  private Duration longestWait = Duration.ZERO;
  private Runnable hold = () -> {};
  private int calls;
  private int starts;
  private Instant now = Instant.EPOCH;

  /**
   * Nobody yet.
   *
   * @param startUp from a start to the first sign of life
   * @param task how long a task takes
   */
  SimulatedFleet(RunSpec spec, Duration startUp, Duration task) {
    this.run = spec.id();
    this.table = spec.state().table();
    this.queue = spec.state().queue();
    this.limits = spec.limits();
    this.startUp = startUp;
    this.task = task;
  }

  /** A run for which it may be started: nobody computes its tasks, or reads its matrices. */
  static RunSpec.Builder run() {
    var cut = new Partition(8, 8);
    return RunSpec.builder(
            "run",
            Compiler.compile(Cholesky.program()),
            new Sizes(Map.of("n", cut), Map.of(), Map.of()))
        .matrix("A", TileStore.inMemory("mem:A"), cut, cut)
        .matrix("L", TileStore.inMemory("mem:L"), cut, cut);
  }

  @Override
  public Start start(String wanted, int executors, BooleanSupplier permit) {
    calls++;
    hold.run();
    if (!permit.getAsBoolean()) {
      return Start.late(0);
    }
    if (broken) {
      return Start.failed(0, "the door is locked");
    }
    int allowed = Math.min(executors, capacity - members.size());
    starts += allowed;
    for (int i = 0; i < allowed && born > 0; i++) {
      born--;
      members.add(new Member("executor-" + starts + "-" + i, now.plus(startUp)));
    }
    return allowed == executors
        ? Start.of(allowed)
        : Start.throttled(allowed, "there are as many as may be");
  }

  /** Time has passed: every executor does what is due. */
  void live(Instant time) throws Exception {
    now = time;
    for (Member member : List.copyOf(members)) {
      member.live();
    }
  }

  /** No more executors than that. */
  void limitTo(int executors) {
    capacity = executors;
  }

  /** Nobody comes any more, and the fleet says so. */
  void breakDown() {
    broken = true;
  }

  void repair() {
    broken = false;
  }

  /** Those who are started die before their first sign of life. */
  void bearStillborn() {
    bearOnly(0);
  }

  /** Only the next so many that are started come. */
  void bearOnly(int executors) {
    born = executors;
  }

  /** Something happens before the next executors are started. */
  void holdUpBy(Runnable event) {
    hold = event;
  }

  /** Says that those who are started may begin so much later. */
  void holdBackFor(Duration time) {
    longestWait = time;
  }

  @Override
  public Duration longestWait() {
    return longestWait;
  }

  /** The first executors die without a word, with what they hold. */
  void kill(int executors) {
    members.subList(0, Math.min(executors, members.size())).clear();
  }

  int size() {
    return members.size();
  }

  /** How often executors were asked for. */
  int calls() {
    return calls;
  }

  /** How many were ever started. */
  int starts() {
    return starts;
  }

  /** One executor with one task at a time. */
  private final class Member {
    private final String name;
    private final Instant begun;
    private Instant lastWork;
    private Optional<Delivery> held = Optional.empty();
    private Instant done = Instant.EPOCH;

    Member(String name, Instant begun) {
      this.name = name;
      this.begun = begun;
      this.lastWork = begun;
    }

    void live() throws Exception {
      if (now.isBefore(begun)) {
        return;
      }
      if (held.isPresent() && !now.isBefore(done)) {
        queue.delete(held.get());
        held = Optional.empty();
      }
      if (held.isEmpty()) {
        receive();
      }
      boolean leaves = held.isEmpty() && !now.isBefore(lastWork.plus(IDLE));
      tell(leaves ? Optional.of("idle") : Optional.empty());
      if (leaves) {
        members.remove(this);
      }
    }

    private void receive() throws Exception {
      List<Delivery> received = queue.receive(1, limits.lease(), Duration.ZERO);
      if (!received.isEmpty()) {
        held = Optional.of(received.get(0));
        done = now.plus(task);
        lastWork = done;
      }
    }

    private void tell(Optional<String> left) throws StoreException {
      var details =
          new ExecutorDetails(
              1,
              0,
              Duration.between(begun, now),
              List.of(),
              Map.of(),
              0,
              Tally.NONE,
              Usage.NONE,
              left,
              StartTrouble.NONE);
      table.heartbeat(run, new ExecutorItem(name, 0, 0, details.encode()));
    }
  }
}
