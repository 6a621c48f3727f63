package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.state.RunTable;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TileStore;
import dev.lapwing.state.contract.OwnedClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A run that is put back to work by clients that do not finish what they began. */
class RunStartTest {
  private static final String RUN = "run";

  private final OwnedClock clock = new OwnedClock();
  private final SimulatedProgram program = SimulatedProgram.gemm();
  private final RunTable table = RunTable.inMemory(clock);
  private final TaskQueue queue = TaskQueue.inMemory(clock);

  @Test
  void aRunWhoseTasksCouldNotBeSentStillWaitsToBeResumed() throws Exception {
    cancelledRun();
    RunStart dying = start(unreachable(queue));
    assertThatThrownBy(dying::revive).isInstanceOf(StoreException.class);
    assertThat(status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(queue.depth().waiting()).isZero();
  }

  @Test
  void whoeverResumesItNextSendsItsTasks() throws Exception {
    cancelledRun();
    RunStart dying = start(unreachable(queue));
    assertThatThrownBy(dying::revive).isInstanceOf(StoreException.class);
    assertThat(start(queue).revive()).isTrue();
    assertThat(status()).isEqualTo(RunStatus.RUNNING);
    assertThat(queue.depth().waiting()).isEqualTo(roots());
  }

  /** Two clients find the run cancelled; the first puts it back to work, the second dies. */
  @Test
  void aClientThatDiesDoesNotTakeWithItWhatAnotherHasSent() throws Exception {
    cancelledRun();
    RunStart dying = start(overtakenBy(start(queue), unreachable(queue)));
    assertThatThrownBy(dying::revive).isInstanceOf(StoreException.class);
    assertThat(status()).isEqualTo(RunStatus.RUNNING);
    clock.advance(RunLimits.defaults().lease());
    assertThat(queue.depth().waiting()).isEqualTo(roots());
  }

  @Test
  void noTaskIsInTheQueueTwiceAfterARunWasResumed() throws Exception {
    cancelledRun();
    assertThat(start(queue).revive()).isTrue();
    clock.advance(RunLimits.defaults().lease());
    assertThat(queue.depth().waiting()).isEqualTo(roots());
  }

  private void cancelledRun() throws StoreException {
    RunStart first = start(queue);
    assertThat(first.create()).isTrue();
    first.seed();
    assertThat(table.end(RUN, RunStatus.CANCELLED, "")).isEqualTo(RunStatus.CANCELLED);
  }

  private RunStatus status() throws StoreException {
    return table.find(RUN).orElseThrow().status();
  }

  private RunStart start(TaskQueue over) {
    Map<String, TileStore> stores = new HashMap<>();
    program.inputs().keySet().forEach(name -> stores.put(name, TileStore.inMemory("mem:" + name)));
    program.outputs().keySet().forEach(name -> stores.put(name, TileStore.inMemory("mem:" + name)));
    var state = new RunState(over, table, new MemoryScratchStores());
    return new RunStart(program.spec(RUN, stores).state(state).build(), program.graph(), "kernels");
  }

  private long roots() {
    var roots = new AtomicLong();
    program.graph().forEachRoot(root -> roots.incrementAndGet());
    return roots.get();
  }

  /** A queue of a client that another overtakes before it has received anything. */
  private static TaskQueue overtakenBy(RunStart other, TaskQueue queue) {
    return new QueueDecorator(queue) {
      private boolean overtaken;

      @Override
      public List<Delivery> receive(int limit, Duration lease, Duration wait)
          throws StoreException, InterruptedException {
        if (!overtaken) {
          overtaken = other.revive();
        }
        return super.receive(limit, lease, wait);
      }
    };
  }

  private static TaskQueue unreachable(TaskQueue queue) {
    return new QueueDecorator(queue) {
      @Override
      public void send(List<TaskMessage> messages) throws StoreException {
        throw new StoreException("the client died");
      }
    };
  }
}
