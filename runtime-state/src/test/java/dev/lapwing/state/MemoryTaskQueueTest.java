package dev.lapwing.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.TaskQueue.Delivery;
import dev.lapwing.state.TaskQueue.TaskMessage;
import dev.lapwing.state.contract.OwnedClock;
import dev.lapwing.state.contract.TaskQueueContract;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
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
  void whoWaitsIsWokenForAllButOneOfTheMessagesOfOneWhoReceivesNext() throws Exception {
    try (TaskQueue real = TaskQueue.inMemory(InstantSource.system())) {
      Future<List<Delivery>> other = receiving(real, Duration.ofSeconds(60));
      real.sendBeforeReceiving(List.of(new TaskMessage(1, 0), new TaskMessage(2, 0)));
      assertThat(real.receive(1, Duration.ofSeconds(30), Duration.ZERO)).hasSize(1);
      assertThat(other.get(30, TimeUnit.SECONDS)).hasSize(1);
    }
  }

  @Test
  void ifWhoSentDoesNotReceiveAnotherDoesAfterItsWait() throws Exception {
    try (TaskQueue real = TaskQueue.inMemory(InstantSource.system())) {
      Future<List<Delivery>> other = receiving(real, Duration.ofMillis(200));
      real.sendBeforeReceiving(List.of(new TaskMessage(1, 0)));
      assertThat(other.get(30, TimeUnit.SECONDS)).hasSize(1);
    }
  }

  /** Another thread that receives; it waits when this returns. */
  private static Future<List<Delivery>> receiving(TaskQueue queue, Duration wait) {
    var receiving = new FutureTask<>(() -> queue.receive(1, Duration.ofSeconds(30), wait));
    var thread = new Thread(receiving);
    thread.setDaemon(true);
    thread.start();
    while (thread.getState() != Thread.State.TIMED_WAITING && !receiving.isDone()) {
      Thread.onSpinWait();
    }
    return receiving;
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
