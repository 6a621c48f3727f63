package dev.lapwing.state.aws;

import static java.lang.Thread.State.TIMED_WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.TaskQueue.Delivery;
import dev.lapwing.state.TaskQueue.TaskMessage;
import dev.lapwing.testing.AwsEnvironment;
import dev.lapwing.testing.Eventually;
import dev.lapwing.testing.LocalSqs;
import dev.lapwing.testing.WireFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the operations of a queue on SQS cost in requests. */
@Tag("once")
class SqsSharedRequestsTest {
  private static final Duration LEASE = Duration.ofSeconds(30);

  /** What is kept for so long comes back because it was given back. */
  private static final Duration LONG = Duration.ofHours(1);

  private static final int RECEIVERS = 8;
  private static LocalSqs service;
  private static AwsEnvironment environment;

  private final List<Thread> workers = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(RECEIVERS, this::worker);
  private final AwsClients clients = Clients.with(WireFaults.none());
  private SqsWorld world;
  private SqsTaskQueue queue;

  @BeforeAll
  static void startService() {
    service = LocalSqs.start();
    environment = AwsEnvironment.start().service("Sqs", service.endpoint());
  }

  @AfterAll
  static void stopService() {
    environment.close();
    service.close();
  }

  @BeforeEach
  void open() throws Exception {
    world = SqsWorld.of(service);
    queue = world.open(clients.sqs());
    queue.prepare();
  }

  @AfterEach
  void close() throws Exception {
    threads.shutdownNow();
    queue.close();
    world.close();
    clients.close();
  }

  @Test
  void messagesGoInTens() throws Exception {
    queue.send(tasks(25));
    assertThat(requests("SendMessageBatch")).isEqualTo(3);
    List<Delivery> all = queue.receive(25, LEASE, Duration.ZERO);
    assertThat(all).hasSize(25);
    assertThat(requests("ReceiveMessage")).isEqualTo(3);
    assertThat(queue.renew(all, LEASE)).isEmpty();
    assertThat(requests("ChangeMessageVisibilityBatch")).isEqualTo(3);
    long start = System.nanoTime();
    for (Delivery delivery : all) {
      queue.delete(delivery);
    }
    queue.flush();
    // What waits for others is deleted after two seconds, if the machine takes so long.
    assertThat(requests("DeleteMessageBatch")).isBetween(3L, 3 + secondsSince(start));
  }

  @Test
  void thoseWhoWaitInVainWaitTogether() throws Exception {
    long start = System.nanoTime();
    for (Future<List<Delivery>> nobody : receivers(Duration.ofSeconds(3))) {
      assertThat(nobody.get()).isEmpty();
    }
    // One look into each queue, and then one that waits for each second that was begun.
    assertThat(requests("ReceiveMessage")).isLessThanOrEqualTo(3 + secondsSince(start) + 1);
  }

  @Test
  void thoseWhoWaitAreServedTogether() throws Exception {
    List<Future<List<Delivery>>> waiting = receivers(Duration.ofSeconds(60));
    Eventually.until(
        "all wait", () -> workers.stream().allMatch(one -> one.getState() == TIMED_WAITING));
    // Those who have waited for longer have asked more often.
    long before = requests("ReceiveMessage");
    queue.send(tasks(RECEIVERS));
    Set<Long> received = new HashSet<>();
    for (Future<List<Delivery>> one : waiting) {
      one.get().forEach(delivery -> received.add(delivery.message().task()));
    }
    assertThat(received).hasSize(RECEIVERS);
    assertThat(requests("ReceiveMessage") - before).isLessThan(RECEIVERS);
  }

  @Test
  void whatWasAskedForInAdvanceAndIsNotWantedIsGivenBack() throws Exception {
    queue.send(tasks(40));
    Set<Long> received = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      for (Delivery delivery : queue.receive(1, LONG, Duration.ofSeconds(60))) {
        received.add(delivery.message().task());
        queue.delete(delivery);
      }
    }
    assertThat(requests("ReceiveMessage")).isLessThan(20);
    try (SqsTaskQueue other = world.open()) {
      Eventually.until(
          "all are received",
          () -> {
            for (Delivery delivery : other.receive(10, LONG, Duration.ofSeconds(1))) {
              received.add(delivery.message().task());
            }
            return received.size() == 40;
          });
    }
  }

  private Thread worker(Runnable task) {
    var worker = new Thread(task);
    workers.add(worker);
    return worker;
  }

  private List<Future<List<Delivery>>> receivers(Duration wait) {
    List<Future<List<Delivery>>> waiting = new ArrayList<>();
    for (int i = 0; i < RECEIVERS; i++) {
      waiting.add(threads.submit(() -> queue.receive(1, LEASE, wait)));
    }
    return waiting;
  }

  private long requests(String operation) {
    return clients.counters().of("Sqs", operation).requests();
  }

  private static long secondsSince(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toSeconds();
  }

  private static List<TaskMessage> tasks(int number) {
    return LongStream.range(0, number).mapToObj(task -> new TaskMessage(task, 1)).toList();
  }
}
