package dev.lapwing.state.aws;

import static java.lang.Thread.State.TIMED_WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.TaskQueue.Delivery;
import dev.lapwing.state.TaskQueue.Depth;
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
import java.util.stream.DoubleStream;
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
    // What waits for others is deleted after some seconds, if the machine takes so long.
    assertThat(requests("DeleteMessageBatch")).isBetween(3L, 3 + secondsSince(start) / 4);
  }

  @Test
  void oneQuestionTellsTheAddressesOfAllQueues() throws Exception {
    try (SqsTaskQueue other = world.open(clients.sqs())) {
      other.send(tasks(0.1, 0.5, 0.9));
      assertThat(other.receive(3, LEASE, Duration.ZERO)).hasSize(3);
      assertThat(other.depth()).isEqualTo(new Depth(0, 3));
      assertThat(requests("GetQueueUrl")).isEqualTo(1);
    }
  }

  @Test
  void whoComesSecondToDeleteTheQueuesAsksOnce() throws Exception {
    RunQueues first = world.queues(SqsWorld.RUN, clients.sqs());
    RunQueues second = world.queues(SqsWorld.RUN, clients.sqs());
    assertThat(first.find(1)).isPresent();
    assertThat(second.find(2)).isPresent();
    first.delete();
    assertThat(world.names()).isEmpty();
    assertThat(requests("DeleteQueue")).isEqualTo(3);
    long before = sqsRequests();
    second.delete();
    assertThat(requests("DeleteQueue")).isEqualTo(3);
    assertThat(sqsRequests() - before).isEqualTo(1);
  }

  @Test
  void queuesThatAreHalfMadeAreDeleted() throws Exception {
    world.queues(SqsWorld.RUN).delete();
    world.sqs().createQueue(request -> request.queueName(world.name(2)));
    world.queues(SqsWorld.RUN).delete();
    assertThat(world.names()).isEmpty();
  }

  @Test
  void noMessageIsDeletedOfQueuesThatAreGone() throws Exception {
    RunQueues shared = world.queues(SqsWorld.RUN, clients.sqs());
    SqsTaskQueue ending = world.open(shared, clients.sqs());
    queue.send(tasks(0.1, 0.5, 0.9));
    for (Delivery delivery : ending.receive(3, LEASE, Duration.ZERO)) {
      ending.delete(delivery);
    }
    ending.stopReceiving();
    shared.delete();
    ending.close();
    assertThat(requests("DeleteMessageBatch")).isZero();
  }

  @Test
  void whoLeavesDeletesWhatIsDone() throws Exception {
    queue.send(tasks(0.1, 0.5, 0.9));
    try (SqsTaskQueue leaving = world.open(clients.sqs())) {
      for (Delivery delivery : leaving.receive(3, LEASE, Duration.ZERO)) {
        leaving.delete(delivery);
      }
      assertThat(requests("DeleteMessageBatch")).isZero();
    }
    assertThat(requests("DeleteMessageBatch")).isEqualTo(3);
    assertThat(queue.depth()).isEqualTo(new Depth(0, 0));
  }

  @Test
  void whileTasksAreScarceThoseOfOneTaskGoTogether() throws Exception {
    Eventually.until(
        "they go in one request",
        () -> {
          List<Delivery> all;
          do {
            // In the end this waits in vain.
            all = queue.receive(10, LONG, Duration.ofSeconds(3));
          } while (!all.isEmpty());
          long before = requests("SendMessageBatch");
          queue.send(tasks(0.1, 0.5, 0.9));
          return requests("SendMessageBatch") - before == 1;
        });
    Set<Double> received = new HashSet<>();
    while (received.size() < 3) {
      for (Delivery delivery : queue.receive(3, LONG, Duration.ofSeconds(60))) {
        assertThat(Receipt.of(delivery).priority()).isEqualTo(Priorities.FIRST);
        received.add(delivery.message().urgency());
      }
    }
    assertThat(received).containsExactlyInAnyOrder(0.1, 0.5, 0.9);
  }

  @Test
  void whileThereArePlentyTheyGoToTheQueuesOfTheirClasses() throws Exception {
    queue.send(tasks(40));
    long before = requests("SendMessageBatch");
    assertThat(queue.receive(3, LEASE, Duration.ofSeconds(60))).hasSize(3);
    queue.send(tasks(0.1, 0.5, 0.9));
    assertThat(requests("SendMessageBatch") - before).isEqualTo(3);
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
  void whoWaitsForLongAsksLessThanOnceASecond() throws Exception {
    long start = System.nanoTime();
    assertThat(queue.receive(1, LEASE, Duration.ofSeconds(20))).isEmpty();
    assertThat(requests("ReceiveMessage")).isLessThanOrEqualTo(6 + secondsSince(start) * 2 / 3);
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

  private long sqsRequests() {
    return clients.counters().of("Sqs").requests();
  }

  private static List<TaskMessage> tasks(double... urgencies) {
    return DoubleStream.of(urgencies)
        .mapToObj(urgency -> new TaskMessage((long) (10 * urgency), urgency))
        .toList();
  }

  private static long secondsSince(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toSeconds();
  }

  private static List<TaskMessage> tasks(int number) {
    return LongStream.range(0, number).mapToObj(task -> new TaskMessage(task, 1)).toList();
  }
}
