package dev.lapwing.state.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TaskQueue.Delivery;
import dev.lapwing.state.TaskQueue.Depth;
import dev.lapwing.state.TaskQueue.TaskMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link TaskQueue} must do. An implementation's test extends this class, makes a fresh
 * empty queue for each test, and lets time pass by whatever means it has.
 */
public abstract class TaskQueueContract {
  private static final Duration USUAL_LEASE = Duration.ofSeconds(30);
  private static final Duration AT_ONCE = Duration.ZERO;
  private static final Duration PATIENT = Duration.ofSeconds(60);

  /** The empty queue under test: the same for the whole of one test. */
  protected abstract TaskQueue queue() throws Exception;

  /** Another queue with the same messages, as after closing the first. */
  protected abstract TaskQueue reopened() throws Exception;

  /** Lets the queue believe that so much time has passed. */
  protected abstract void advance(Duration duration);

  /**
   * Checks how many messages wait and are under a lease. A service that counts approximately, or by
   * a clock that tests do not own, may be held to less.
   */
  protected void assertDepth(TaskQueue counted, Depth expected) throws Exception {
    assertThat(counted.depth()).isEqualTo(expected);
  }

  /** The lease that all take: in whole seconds, and short where only time itself ends it. */
  protected Duration lease() {
    return USUAL_LEASE;
  }

  /**
   * Whether a delivery counts for nothing when its message was delivered to somebody else. SQS
   * promises that to nobody: with an old receipt a lease may be renewed, and a message deleted.
   */
  protected boolean receiptsAreExact() {
    return true;
  }

  private void assertCannotBeRenewed(Delivery late) throws Exception {
    boolean renewed = queue().renew(late, lease());
    assertThat(renewed && receiptsAreExact()).isFalse();
  }

  private Duration longerThanLease() {
    return lease().plusSeconds(1);
  }

  /** How many times over threads do what they do at the same time. */
  protected int repetitions() {
    return 200;
  }

  @AfterEach
  void closeQueue() throws Exception {
    queue().close();
  }

  @Test
  void whatIsSentIsReceived() throws Exception {
    send(7, -3, Long.MIN_VALUE, Long.MAX_VALUE);
    assertThat(tasks(receive(10)))
        .containsExactlyInAnyOrder(7L, -3L, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  @Test
  void whoSendsBeforeReceivingReceivesIt() throws Exception {
    queue().sendBeforeReceiving(List.of(new TaskMessage(1, 0), new TaskMessage(2, 0)));
    assertThat(tasks(receive(10))).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void anEmptyQueueGivesNothing() throws Exception {
    assertThat(receive(10)).isEmpty();
  }

  @Test
  void noMoreThanTheLimitIsDelivered() throws Exception {
    send(1, 2, 3, 4, 5);
    assertThat(receive(2)).hasSize(2);
    assertThat(receive(10)).hasSize(3);
  }

  @Test
  void aDeliveryCarriesTheMessageAndItsCount() throws Exception {
    queue().send(List.of(new TaskMessage(42, 1.5)));
    Delivery delivery = receiveOne();
    assertThat(delivery.message()).isEqualTo(new TaskMessage(42, 1.5));
    assertThat(delivery.receiveCount()).isEqualTo(1);
  }

  @Test
  void aLeasedMessageIsInvisible() throws Exception {
    send(1);
    receiveOne();
    assertThat(receive(1)).isEmpty();
    assertDepth(queue(), new Depth(0, 1));
  }

  @Test
  void aMessageReturnsWhenItsLeaseEnds() throws Exception {
    send(1);
    Delivery first = receiveOne();
    advance(longerThanLease());
    Delivery second = receiveOne();
    assertThat(second.message()).isEqualTo(first.message());
    assertThat(second.receipt()).isNotEqualTo(first.receipt());
    assertThat(second.receiveCount()).isEqualTo(2);
  }

  @Test
  void aRenewedLeaseHoldsLonger() throws Exception {
    send(1);
    Delivery delivery = receiveOne();
    for (int i = 0; i < 3; i++) {
      advance(lease().multipliedBy(2).dividedBy(3));
      assertThat(queue().renew(delivery, lease())).isTrue();
      assertThat(receive(1)).isEmpty();
    }
    advance(longerThanLease());
    assertThat(receiveOne().receiveCount()).isEqualTo(2);
  }

  @Test
  void aRenewedLeaseMayBecomeShorter() throws Exception {
    send(1);
    assertThat(queue().renew(receiveOne(), Duration.ofSeconds(1))).isTrue();
    advance(Duration.ofSeconds(2));
    assertThat(receive(1)).hasSize(1);
  }

  @Test
  void renewingForNoTimeGivesTheMessageBack() throws Exception {
    send(1);
    assertThat(queue().renew(receiveOne(), Duration.ZERO)).isTrue();
    assertThat(receiveOne().receiveCount()).isEqualTo(2);
  }

  @Test
  void aLeaseThatEndedCannotBeRenewed() throws Exception {
    send(1);
    Delivery late = receiveOne();
    advance(longerThanLease());
    receiveOne();
    assertCannotBeRenewed(late);
  }

  @Test
  void aLeaseThatWasGivenBackCannotBeRenewed() throws Exception {
    send(1);
    Delivery delivery = receiveOne();
    queue().renew(delivery, Duration.ZERO);
    Delivery next = receiveOne();
    assertCannotBeRenewed(delivery);
    assertThat(queue().renew(next, lease())).isTrue();
  }

  @Test
  void aDeletedMessageNeverReturns() throws Exception {
    send(1);
    Delivery delivery = receiveOne();
    queue().delete(delivery);
    advance(longerThanLease());
    assertThat(receive(1)).isEmpty();
    assertThat(queue().renew(delivery, lease())).isFalse();
    assertDepth(queue(), new Depth(0, 0));
  }

  @Test
  void manyLeasesAreRenewedAtOnceAndThoseThatWereLostAreNamed() throws Exception {
    send(LongStream.range(0, 25).toArray());
    List<Delivery> all = receive(25);
    assertThat(all).hasSize(25);
    queue().delete(all.get(3));
    queue().renew(all.get(7), Duration.ZERO);
    Delivery again = receiveOne();
    assertThat(queue().renew(all, lease()))
        .contains(all.get(3))
        .isSubsetOf(all.get(3), all.get(7))
        .hasSizeGreaterThanOrEqualTo(receiptsAreExact() ? 2 : 1);
    assertThat(queue().renew(List.of(again), lease())).isEmpty();
    assertThat(queue().renew(List.of(), lease())).isEmpty();
  }

  @Test
  void aRejectedMessageIsGone() throws Exception {
    send(1);
    queue().reject(receiveOne(), "nobody can do it");
    advance(longerThanLease());
    assertThat(receive(1)).isEmpty();
  }

  @Test
  void preparingAgainLosesNothing() throws Exception {
    send(1);
    queue().prepare();
    assertThat(receive(1)).hasSize(1);
  }

  @Test
  void urgencyMayBeAnyNumber() throws Exception {
    double[] urgencies = {-1e300, 0, 1, 1e-5, 3e7, Double.POSITIVE_INFINITY};
    for (double urgency : urgencies) {
      queue().send(List.of(new TaskMessage(1, urgency)));
    }
    assertThat(receive(10))
        .extracting(delivery -> delivery.message().urgency())
        .containsExactlyInAnyOrder(-1e300, 0.0, 1.0, 1e-5, 3e7, Double.POSITIVE_INFINITY);
  }

  @Test
  void tasksThatAreFarMoreUrgentComeFirst() throws Exception {
    queue().send(List.of(new TaskMessage(1, 0.1), new TaskMessage(2, 0.9)));
    assertThat(receiveOne().message().task()).isEqualTo(2);
    assertThat(receiveOne().message().task()).isEqualTo(1);
  }

  @Test
  void deletingTwiceDoesNoHarm() throws Exception {
    send(1, 2);
    List<Delivery> both = receive(2);
    queue().delete(both.get(0));
    queue().delete(both.get(0));
    assertThat(queue().renew(both.get(1), lease())).isTrue();
  }

  @Test
  void aLostReceiptDeletesNothingThatSomebodyElseHolds() throws Exception {
    send(1);
    Delivery late = receiveOne();
    advance(longerThanLease());
    Delivery holder = receiveOne();
    queue().delete(late);
    boolean held = queue().renew(holder, lease());
    assertThat(held || !receiptsAreExact()).isTrue();
    advance(longerThanLease());
    assertThat(receive(1)).hasSizeBetween(receiptsAreExact() ? 1 : 0, 1);
  }

  @Test
  void theSameTaskSentTwiceIsDeliveredAtLeastOnceAndDeletedOneByOne() throws Exception {
    send(5, 5);
    Set<Long> received = new HashSet<>();
    for (Delivery delivery : receive(10)) {
      received.add(delivery.message().task());
      queue().delete(delivery);
    }
    assertThat(received).containsExactly(5L);
    advance(longerThanLease());
    assertThat(receive(10)).isEmpty();
  }

  @Test
  void depthCountsWaitingAndLeased() throws Exception {
    send(1, 2, 3);
    receiveOne();
    assertDepth(queue(), new Depth(2, 1));
    advance(longerThanLease());
    assertDepth(queue(), new Depth(3, 0));
  }

  @Test
  void aWaitingReceiverGetsWhatIsSentLater() throws Exception {
    var threads = Executors.newSingleThreadExecutor();
    try {
      Future<List<Delivery>> waiting = threads.submit(() -> queue().receive(1, lease(), PATIENT));
      send(9);
      assertThat(tasks(waiting.get())).containsExactly(9L);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aWaitingReceiverGetsWhatIsGivenBack() throws Exception {
    send(9);
    Delivery held = receiveOne();
    var threads = Executors.newSingleThreadExecutor();
    try {
      Future<List<Delivery>> waiting = threads.submit(() -> queue().receive(1, lease(), PATIENT));
      queue().renew(held, Duration.ZERO);
      assertThat(tasks(waiting.get())).containsExactly(9L);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void closingReleasesThoseWhoWait() throws Exception {
    var threads = Executors.newSingleThreadExecutor();
    try {
      Future<List<Delivery>> waiting = threads.submit(() -> queue().receive(1, lease(), PATIENT));
      queue().close();
      assertThat(waiting.get()).isEmpty();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void theMessagesOfAClosedQueueAreThereWhenItIsOpenedAgain() throws Exception {
    send(3, 4);
    Delivery held = receiveOne();
    queue().close();
    TaskQueue again = reopened();
    assertDepth(again, new Depth(1, 1));
    assertThat(again.renew(held, lease())).isTrue();
    assertThat(again.receive(1, lease(), PATIENT)).hasSize(1);
    again.close();
  }

  @Test
  void aWaitingReceiverCanBeInterrupted() throws Exception {
    var threads = Executors.newSingleThreadExecutor();
    try {
      Future<?> waiting =
          threads.submit(
              () ->
                  assertThatThrownBy(() -> queue().receive(1, lease(), PATIENT))
                      .isInstanceOf(InterruptedException.class));
      threads.shutdownNow();
      waiting.get();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anUrgencyIsANumber() {
    assertThatThrownBy(() -> new TaskMessage(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new TaskMessage(1, Double.POSITIVE_INFINITY).urgency()).isPositive();
  }

  @Test
  void whatManyThreadsSendManyThreadsReceive() throws Exception {
    int threads = 8;
    int each = repetitions();
    var missing = new AtomicInteger(threads * each);
    List<List<Long>> received =
        ManyThreads.run(threads, t -> sendAndDrain(t * each, each, missing));
    List<Long> all = new ArrayList<>();
    received.forEach(all::addAll);
    assertThat(all).doesNotHaveDuplicates().hasSize(threads * each);
    assertDepth(queue(), new Depth(0, 0));
  }

  @Test
  void receiversNeverHoldTheSameMessageAtOnce() throws Exception {
    int threads = 8;
    send(0, 1, 2, 3);
    List<AtomicInteger> holders =
        List.of(new AtomicInteger(), new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
    List<Boolean> alone = ManyThreads.run(threads, t -> () -> holdAndGiveBack(holders));
    assertThat(alone).containsOnly(true);
  }

  private Callable<List<Long>> sendAndDrain(int first, int count, AtomicInteger missing) {
    return () -> {
      for (int i = 0; i < count; i++) {
        send(first + i);
      }
      List<Long> mine = new ArrayList<>();
      while (missing.get() > 0) {
        for (Delivery delivery : queue().receive(3, lease(), AT_ONCE)) {
          mine.add(delivery.message().task());
          missing.decrementAndGet();
          queue().delete(delivery);
        }
      }
      return mine;
    };
  }

  private boolean holdAndGiveBack(List<AtomicInteger> holders) throws Exception {
    boolean alone = true;
    for (int i = 0; i < repetitions() / 2; i++) {
      for (Delivery delivery : queue().receive(2, lease(), AT_ONCE)) {
        AtomicInteger holder = holders.get((int) delivery.message().task());
        alone &= holder.incrementAndGet() == 1;
        holder.decrementAndGet();
        alone &= queue().renew(delivery, Duration.ZERO);
      }
    }
    return alone;
  }

  private void send(long... tasks) throws Exception {
    List<TaskMessage> messages = new ArrayList<>();
    for (long task : tasks) {
      messages.add(new TaskMessage(task, 0));
    }
    queue().send(messages);
  }

  private List<Delivery> receive(int limit) throws Exception {
    return queue().receive(limit, lease(), AT_ONCE);
  }

  private Delivery receiveOne() throws Exception {
    List<Delivery> deliveries = receive(1);
    assertThat(deliveries).hasSize(1);
    return deliveries.get(0);
  }

  private static List<Long> tasks(List<Delivery> deliveries) {
    return deliveries.stream().map(delivery -> delivery.message().task()).toList();
  }
}
