package dev.lapwing.state.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.TaskQueue.Delivery;
import dev.lapwing.state.TaskQueue.Depth;
import dev.lapwing.state.TaskQueue.TaskMessage;
import dev.lapwing.testing.Eventually;
import dev.lapwing.testing.LocalSqs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class SqsTaskQueueTest extends SqsContract {
  private static final Duration LEASE = Duration.ofSeconds(30);

  @Override
  SqsTaskQueue open(SqsWorld world) {
    return world.open();
  }

  @Test
  void aMessageIsAFewDozenBytes() throws Exception {
    queue.send(List.of(new TaskMessage(123_456_789_012L, 0.123456789)));
    assertThat(world.bodies()).allSatisfy(body -> assertThat(body).hasSizeLessThan(72));
  }

  @Test
  void leasesAreRoundedUpToWholeSeconds() {
    assertThat(SqsEntries.seconds(Duration.ZERO)).isZero();
    assertThat(SqsEntries.seconds(Duration.ofMillis(1))).isEqualTo(1);
    assertThat(SqsEntries.seconds(Duration.ofSeconds(1))).isEqualTo(1);
    assertThat(SqsEntries.seconds(Duration.ofMillis(1001))).isEqualTo(2);
    assertThat(SqsEntries.seconds(Duration.ofDays(7))).isEqualTo(43_200);
  }

  @Test
  void whenALeaseHasEndedItsMessageCountsAsWaiting() throws Exception {
    try (LocalSqs real = LocalSqs.start();
        SqsWorld other = SqsWorld.of(real);
        SqsTaskQueue brief = other.open()) {
      brief.prepare();
      brief.send(List.of(new TaskMessage(1, 0)));
      Delivery delivery = brief.receive(1, LEASE, Duration.ofSeconds(60)).get(0);
      assertThat(brief.depth()).isEqualTo(new Depth(0, 1));
      assertThat(brief.renew(delivery, Duration.ofSeconds(1))).isTrue();
      Eventually.until("it waits", () -> brief.depth().equals(new Depth(1, 0)));
      assertThat(brief.receive(1, LEASE, Duration.ofSeconds(60))).hasSize(1);
    }
  }

  @Test
  void queuesOfRunsAreApart() throws Exception {
    queue.send(List.of(new TaskMessage(1, 0)));
    SqsTaskQueue other = world.open("RUN2");
    other.prepare();
    assertThat(other.receive(1, LEASE, Duration.ZERO)).isEmpty();
    world.queues("RUN2").delete();
    assertThat(queue.receive(1, LEASE, Duration.ZERO)).hasSize(1);
  }

  @Test
  void aQueueThatDoesNotExistIsEmpty() throws Exception {
    try (SqsTaskQueue missing = world.open("RUN3")) {
      assertThat(missing.receive(1, LEASE, Duration.ZERO)).isEmpty();
      assertThat(missing.receive(1, LEASE, Duration.ofMillis(10))).isEmpty();
      assertThat(missing.depth()).isEqualTo(new Depth(0, 0));
    }
  }

  @Test
  void aQueueThatIsNotMadeYetIsEmptyThoughAnotherOfTheRunIsThere() throws Exception {
    SqsTaskQueue other = world.open("RUN4");
    other.prepare();
    String last = world.url(world.queues("RUN4").name(2));
    world.sqs().deleteQueue(request -> request.queueUrl(last));
    try (SqsTaskQueue early = world.open("RUN4")) {
      assertThat(early.receive(9, LEASE, Duration.ZERO)).isEmpty();
      other.prepare();
      other.send(List.of(new TaskMessage(1, 0)));
      assertThat(early.receive(1, LEASE, Duration.ofSeconds(60))).hasSize(1);
    }
  }

  @Test
  void whatARequestBringsThatIsUnderWayWhenItsProcessLeavesIsThereForOthers() throws Exception {
    queue.send(List.of(new TaskMessage(1, 0)));
    Delivery held = queue.receive(1, LEASE, Duration.ZERO).get(0);
    SqsTaskQueue leaving = world.open();
    assertThat(leaving.receive(1, LEASE, Duration.ofMillis(100))).isEmpty();
    queue.renew(held, Duration.ZERO);
    leaving.close();
    assertThat(queue.receive(1, LEASE, Duration.ZERO)).hasSize(1);
  }

  @Test
  void whoReceivesFindsWhatAnotherProcessSends() throws Exception {
    try (SqsTaskQueue other = world.open()) {
      for (double urgency : new double[] {0.1, 0.5, 0.9}) {
        other.send(List.of(new TaskMessage(8, urgency)));
        assertThat(queue.receive(1, LEASE, Duration.ofSeconds(60)))
            .extracting(delivery -> delivery.message().urgency())
            .containsExactly(urgency);
      }
    }
  }

  @Test
  void theLeastUrgentTasksAreNotForgottenWhileThereAreUrgentOnes() throws Exception {
    queue.send(List.of(new TaskMessage(-1, 0)));
    List<Long> order = new ArrayList<>();
    for (long i = 0; i < 100 && !order.contains(-1L); i++) {
      queue.send(List.of(new TaskMessage(2 * i, 1), new TaskMessage(2 * i + 1, 1)));
      for (Delivery delivery : queue.receive(1, LEASE, Duration.ofSeconds(60))) {
        order.add(delivery.message().task());
        queue.delete(delivery);
      }
    }
    assertThat(order).contains(-1L).startsWith(0L, 1L);
  }
}
