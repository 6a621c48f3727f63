package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.executor.RunSweep.Rescue;
import dev.lapwing.executor.lambda.LambdaFleet;
import dev.lapwing.state.RunTable;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TaskQueue.TaskMessage;
import dev.lapwing.state.contract.OwnedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that everybody has left, and a look at them once a minute, in owned time. */
class RunSweepTest {
  private static final int MOST = 3;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration START_UP = Duration.ofSeconds(4);
  private static final Duration TASK = Duration.ofSeconds(2);
  private static final Scaling SCALING = Scaling.upTo(MOST);

  private final OwnedClock clock = new OwnedClock();
  private final Instant begin = clock.instant();
  private final RunTable table = RunTable.inMemory(clock);
  private final TaskQueue queue = TaskQueue.inMemory(clock);
  private final List<Rescue> rescues = new ArrayList<>();
  private RunSpec spec;
  private SimulatedFleet fleet;

  @BeforeEach
  void createRun() throws Exception {
    spec =
        SimulatedFleet.run()
            .state(new RunState(queue, table, ScratchStores.inMemory()))
            .scaling(SCALING)
            .build();
    assertThat(table.create(RunRecords.of(spec, "kernels"))).isTrue();
    assertThat(table.markDone("run", CompletionTree.SEEDED, OptionalLong.empty())).isTrue();
    queue.send(LongStream.range(0, MOST).mapToObj(task -> new TaskMessage(task, 0)).toList());
    fleet = new SimulatedFleet(spec, START_UP, TASK);
  }

  @Test
  void aRunWhoseExecutorsAllDieStandsStillForALeaseAMinuteAndAStartAtMost() throws Exception {
    Autoscaler leader = autoscaler();
    while (queue.depth().waiting() > 0) {
      look(leader);
      pass();
    }
    fleet.kill(MOST);
    Instant death = clock.instant();
    while (fleet.size() == 0 || queue.depth().leased() == 0) {
      pass();
      sweepOnceAMinute();
    }
    Duration most = spec.limits().lease().plus(MINUTE).plus(Lead.lease(SCALING.interval()));
    assertThat(Duration.between(death, clock.instant()))
        .isBetween(spec.limits().lease(), most.plus(START_UP).plus(SECOND));
    assertThat(rescues).containsExactly(new Rescue("run", 1, ""));
  }

  @Test
  void aSweepOfARunWhoseStartsAreHeldBackNeverStartsMoreThanTheCap() throws Exception {
    fleet = new SimulatedFleet(spec, LambdaFleet.EVENT_AGE.plusSeconds(5), TASK);
    fleet.holdBackFor(LambdaFleet.EVENT_AGE);
    while (clock.instant().isBefore(begin.plus(LambdaFleet.EVENT_AGE))) {
      pass();
      sweepOnceAMinute();
    }
    assertThat(fleet.starts()).isEqualTo(MOST);
    assertThat(rescues).hasSize(MOST);
  }

  @Test
  void aRunThatAClientLooksAfterIsLeftToIt() throws Exception {
    Autoscaler client = autoscaler();
    fleet.breakDown();
    RunSweep sweep =
        sweep(
            time -> {
              for (long left = time.toSeconds(); left > 0; left--) {
                pass();
                look(client);
              }
            });
    look(client);
    int calls = fleet.calls();
    assertThat(sweep.sweep()).isEmpty();
    assertThat(sweep.rescue("run")).isEmpty();
    assertThat(clock.instant()).as("it waited for a claim").isAfter(begin);
    assertThat(fleet.calls()).as("the client has tried again").isGreaterThan(calls);
    fleet.repair();
    while (fleet.starts() == 0) {
      pass();
      look(client);
    }
    client.leave();
    assertThat(sweep.rescue("run")).as("the client has started all").isEmpty();
    assertThat(fleet.starts()).isEqualTo(MOST);
  }

  private void sweepOnceAMinute() throws Exception {
    if (Duration.between(begin, clock.instant()).toSeconds() % MINUTE.toSeconds() == 0) {
      rescues.addAll(sweep(clock::advance).sweep());
    }
  }

  private RunSweep sweep(RunSweep.Waiting waiting) {
    return new RunSweep(table, run -> new Unclosed(queue), fleet, clock, waiting);
  }

  private Autoscaler autoscaler() {
    return new Autoscaler(spec, SCALING, fleet, Optional::empty, clock);
  }

  private static void look(Autoscaler autoscaler) throws StoreException {
    assertThat(autoscaler.look()).isPresent();
  }

  private void pass() throws StoreException {
    clock.advance(SECOND);
    try {
      fleet.live(clock.instant());
    } catch (Exception e) {
      throw new StoreException("A simulated executor has failed.", e);
    }
  }

  /** A queue that is used again when a sweep has looked at it. */
  private static final class Unclosed extends QueueDecorator {
    Unclosed(TaskQueue queue) {
      super(queue);
    }

    @Override
    public void close() {}
  }
}
