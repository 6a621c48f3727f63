package dev.lapwing.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.TaskQueue.Delivery;
import dev.lapwing.state.TaskQueue.TaskMessage;
import dev.lapwing.state.contract.OwnedClock;
import dev.lapwing.state.contract.TaskQueueContract;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTaskQueueTest extends TaskQueueContract {
  private final OwnedClock clock = new OwnedClock();
  private final MemoryMessages messages = new MemoryMessages(clock);
  private final TaskQueue queue = new MemoryTaskQueue(messages);

  @Override
  protected TaskQueue queue() {
    return queue;
  }

  @Override
  protected TaskQueue reopened() {
    return new MemoryTaskQueue(messages);
  }

  @Override
  protected void advance(Duration duration) {
    clock.advance(duration);
  }

  @Test
  void theMostUrgentComesFirstAndEquallyUrgentInTheOrderSent() throws Exception {
    queue.send(
        List.of(
            new TaskMessage(1, 5.0),
            new TaskMessage(2, 7.0),
            new TaskMessage(3, 5.0),
            new TaskMessage(4, 1e300)));
    List<Delivery> all = queue.receive(10, Duration.ofSeconds(1), Duration.ZERO);
    assertThat(all)
        .extracting(delivery -> delivery.message().task())
        .containsExactly(4L, 2L, 1L, 3L);
  }

  @Test
  void aReceiverThatWaitsWakesWhenALeaseEnds() throws Exception {
    try (TaskQueue real = TaskQueue.inMemory(InstantSource.system())) {
      real.send(List.of(new TaskMessage(1, 0)));
      real.receive(1, Duration.ofMillis(20), Duration.ZERO);
      List<Delivery> again = real.receive(1, Duration.ofSeconds(30), Duration.ofSeconds(30));
      assertThat(again).extracting(Delivery::receiveCount).containsExactly(2);
    }
  }
}
