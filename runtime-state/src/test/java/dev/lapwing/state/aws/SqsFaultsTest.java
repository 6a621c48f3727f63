package dev.lapwing.state.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.state.PermanentStoreException;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TaskQueue.Delivery;
import dev.lapwing.state.TaskQueue.Depth;
import dev.lapwing.state.TaskQueue.TaskMessage;
import dev.lapwing.state.contract.AheadClock;
import dev.lapwing.testing.AwsEnvironment;
import dev.lapwing.testing.LocalSqs;
import dev.lapwing.testing.WireFault;
import dev.lapwing.testing.WireFaults;
import dev.lapwing.testing.WireRequests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Every operation of the task queue when the first attempt of each of its requests goes wrong. */
@Tag("once")
class SqsFaultsTest {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final AheadClock CLOCK = new AheadClock();
  private static LocalSqs service;
  private static AwsEnvironment environment;

  @BeforeAll
  static void startService() {
    service = LocalSqs.start(CLOCK);
    environment = AwsEnvironment.start().service("Sqs", service.endpoint());
  }

  @AfterAll
  static void stopService() {
    environment.close();
    service.close();
  }

  /** Answers of SQS carry no checksum of their own; that they arrive whole is for TLS to see to. */
  @ParameterizedTest
  @EnumSource(value = WireFault.class, mode = Mode.EXCLUDE, names = "DAMAGED")
  void nothingIsLostAndNothingIsLeft(WireFault fault) throws Exception {
    WireFaults faults = WireFaults.always(SqsFaultsTest::isFirstAttempt, fault);
    // A request that waits for messages takes longer than one that stalls may.
    Duration wait = fault == WireFault.STALLED ? Duration.ZERO : LONG;
    try (AwsClients clients = Clients.with(faults, Clients.patience(fault));
        SqsWorld world = SqsWorld.of(service);
        SqsTaskQueue queue = world.open(clients.sqs())) {
      queue.prepare();
      queue.send(LongStream.range(0, 12).mapToObj(task -> new TaskMessage(task, 0.9)).toList());
      Set<Long> received = new HashSet<>(worked(queue, wait));
      for (int round = 0; received.size() < 12 || !isEmpty(queue.depth()); round++) {
        assertThat(round).as("%s are received, %s left", received, queue.depth()).isLessThan(50);
        received.addAll(worked(queue, Duration.ZERO));
      }
      queue.send(List.of(new TaskMessage(99, 0.1)));
      queue.reject(receiveOne(queue), "nobody can do it");
      queue.flush();
      assertThat(world.dead()).isNotEmpty();
      world.queues(SqsWorld.RUN, clients.sqs()).delete();
      assertThat(world.names()).isEmpty();
    }
    assertThat(faults.injected()).isGreaterThan(15);
  }

  @ParameterizedTest
  @EnumSource(
      value = WireFault.class,
      names = {"REFUSED", "THROTTLED", "INTERNAL_ERROR", "UNAVAILABLE"})
  void aServiceThatStaysAwayIsAFailureThatMayBeRepeated(WireFault fault) throws Exception {
    WireFaults faults = WireFaults.always(WireRequests.any(), fault);
    try (AwsClients clients = Clients.with(faults);
        SqsWorld world = SqsWorld.of(service)) {
      world.open().prepare();
      SqsTaskQueue queue = world.open(clients.sqs());
      assertThatThrownBy(() -> queue.send(List.of(new TaskMessage(1, 1))))
          .isExactlyInstanceOf(StoreException.class)
          .hasMessageContaining(world.name(0));
      assertThatThrownBy(() -> queue.receive(1, LEASE, Duration.ofSeconds(60)))
          .isExactlyInstanceOf(StoreException.class);
      assertThatThrownBy(() -> queue.receive(1, LEASE, Duration.ZERO))
          .isExactlyInstanceOf(StoreException.class);
      assertThatThrownBy(queue::depth).isExactlyInstanceOf(StoreException.class);
      queue.close();
    }
  }

  @Test
  void deletesThatFailAreMadeGoodByTheNext() throws Exception {
    WireFaults faults =
        WireFaults.always(WireRequests.operation("DeleteMessageBatch"), WireFault.UNAVAILABLE);
    try (AwsClients clients = Clients.with(faults);
        SqsWorld world = SqsWorld.of(service);
        SqsTaskQueue queue = world.open(clients.sqs())) {
      queue.prepare();
      queue.send(List.of(new TaskMessage(1, 1)));
      queue.delete(queue.receive(1, LEASE, Duration.ofSeconds(60)).get(0));
      assertThatThrownBy(queue::flush).isExactlyInstanceOf(StoreException.class);
      faults.stop();
      assertThat(queue.depth()).isEqualTo(new Depth(0, 0));
    }
  }

  @Test
  void whoseQueuesAreGoneSaysWhatToDo() throws Exception {
    try (SqsWorld world = SqsWorld.of(service);
        SqsTaskQueue queue = world.open()) {
      queue.prepare();
      queue.send(List.of(new TaskMessage(1, 1)));
      Delivery held = receiveOne(queue);
      world.queues(SqsWorld.RUN).delete();
      assertThatThrownBy(() -> queue.send(List.of(new TaskMessage(2, 1))))
          .hasMessageContaining(world.name(0))
          .hasMessageContaining("resume it");
      assertThat(queue.renew(held, LEASE)).isFalse();
      queue.delete(held);
      assertThat(queue.depth()).isEqualTo(new Depth(0, 0));
      assertThatThrownBy(() -> queue.receive(1, LEASE, Duration.ofSeconds(60)))
          .isInstanceOf(PermanentStoreException.class)
          .hasMessageContaining("resume it");
      queue.prepare();
      queue.send(List.of(new TaskMessage(2, 1)));
      assertThat(receiveOne(queue).message().task()).isEqualTo(2);
    }
  }

  private static boolean isEmpty(Depth depth) {
    return depth.waiting() + depth.leased() == 0;
  }

  /** Receives some tasks, renews their leases and deletes them. */
  private static List<Long> worked(SqsTaskQueue queue, Duration wait) throws Exception {
    List<Long> tasks = new ArrayList<>();
    for (Delivery delivery : queue.receive(4, LEASE, wait)) {
      tasks.add(delivery.message().task());
      if (queue.renew(delivery, LEASE)) {
        queue.delete(delivery);
      }
    }
    queue.flush();
    return tasks;
  }

  /**
   * An answer that is lost leaves its messages under leases that nobody knows of. They end before
   * the request is made again.
   */
  private static boolean isFirstAttempt(SdkHttpRequest request) {
    boolean first = WireRequests.firstAttempt().test(request);
    if (!first) {
      CLOCK.advance(LEASE.plusSeconds(1));
    }
    return first;
  }

  private static Delivery receiveOne(TaskQueue queue) throws Exception {
    List<Delivery> deliveries = queue.receive(1, LEASE, Duration.ZERO);
    while (deliveries.isEmpty()) {
      deliveries = queue.receive(1, LEASE, Duration.ZERO);
    }
    return deliveries.get(0);
  }
}
