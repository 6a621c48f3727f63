package dev.lapwing.state.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TaskQueue.Delivery;
import dev.lapwing.state.TaskQueue.TaskMessage;
import dev.lapwing.state.contract.OwnedClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FaultyTaskQueueTest {

  @Test
  void theSameSeedBringsTheSameMisfortune() throws Exception {
    assertThat(history(17)).isEqualTo(history(17)).isNotEqualTo(history(18));
  }

  @Test
  void withoutFaultsNothingStrikes() throws Exception {
    var faults = new Faults(1, FaultRates.NONE);
    var queue = new FaultyTaskQueue(TaskQueue.inMemory(new OwnedClock()), faults);
    queue.send(List.of(new TaskMessage(1, 1)));
    assertThat(queue.receive(9, Duration.ofSeconds(9), Duration.ZERO)).hasSize(1);
    assertThat(faults.injected()).isZero();
  }

  @Test
  void everyMessageGetsThroughInTheEnd() throws Exception {
    for (long seed = 0; seed < 50; seed++) {
      assertThat(history(seed)).contains(0L, 7L, 19L).hasSizeGreaterThanOrEqualTo(20);
    }
  }

  /** The tasks in the order of their deliveries, failed operations being tried again. */
  private static List<Long> history(long seed) throws Exception {
    var clock = new OwnedClock();
    var queue = new FaultyTaskQueue(TaskQueue.inMemory(clock), new Faults(seed, FaultRates.HARSH));
    List<TaskMessage> messages =
        LongStream.range(0, 20).mapToObj(task -> new TaskMessage(task, task)).toList();
    untilItAnswers(() -> queue.send(messages));
    List<Long> history = new ArrayList<>();
    while (queue.depth().waiting() + queue.depth().leased() > 0) {
      untilItAnswers(
          () -> {
            for (Delivery delivery : queue.receive(2, Duration.ofSeconds(9), Duration.ZERO)) {
              history.add(delivery.message().task());
              queue.delete(delivery);
            }
          });
      clock.advance(Duration.ofSeconds(3));
    }
    return history;
  }

  private static void untilItAnswers(Operation operation) throws Exception {
    while (true) {
      try {
        operation.run();
        return;
      } catch (StoreException injected) {
        assertThat(injected).hasMessageStartingWith("Injected");
      }
    }
  }

  private interface Operation {
    void run() throws Exception;
  }
}
