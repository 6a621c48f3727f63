package dev.lapwing.state.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.TaskQueue.Delivery;
import dev.lapwing.state.TaskQueue.TaskMessage;
import dev.lapwing.testing.AwsEnvironment;
import dev.lapwing.testing.LocalSqs;
import dev.lapwing.testing.WireFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the operations of a queue on SQS cost in requests. */
class SqsSharedRequestsTest {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final int RECEIVERS = 8;
  private static LocalSqs service;
  private static AwsEnvironment environment;

  private final ExecutorService threads = Executors.newFixedThreadPool(RECEIVERS);
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
    for (Delivery delivery : all) {
      queue.delete(delivery);
    }
    queue.flush();
    assertThat(requests("DeleteMessageBatch")).isEqualTo(3);
  }

  @Test
  void thoseWhoWaitInVainWaitTogether() throws Exception {
    for (Future<List<Delivery>> nobody : receivers(Duration.ofSeconds(3))) {
      assertThat(nobody.get()).isEmpty();
    }
    // One look into each queue, and then one that waits for each second.
    assertThat(requests("ReceiveMessage")).isLessThanOrEqualTo(7);
  }

  @Test
  void thoseWhoWaitAreServedTogether() throws Exception {
    List<Future<List<Delivery>>> waiting = receivers(Duration.ofSeconds(60));
    queue.send(tasks(RECEIVERS));
    Set<Long> received = new HashSet<>();
    for (Future<List<Delivery>> one : waiting) {
      one.get().forEach(delivery -> received.add(delivery.message().task()));
    }
    assertThat(received).hasSize(RECEIVERS);
    assertThat(requests("ReceiveMessage")).isLessThan(RECEIVERS);
  }

  @Test
  void whatWasAskedForInAdvanceAndIsNotWantedIsGivenBack() throws Exception {
    queue.send(tasks(40));
    Set<Long> received = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      for (Delivery delivery : queue.receive(1, LEASE, Duration.ofSeconds(60))) {
        received.add(delivery.message().task());
        queue.delete(delivery);
      }
    }
    assertThat(requests("ReceiveMessage")).isLessThan(20);
    long start = System.nanoTime();
    try (SqsTaskQueue other = world.open()) {
      while (received.size() < 40) {
        for (Delivery delivery : other.receive(10, LEASE, Duration.ofSeconds(60))) {
          received.add(delivery.message().task());
        }
      }
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LEASE);
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

  private static List<TaskMessage> tasks(int number) {
    return LongStream.range(0, number).mapToObj(task -> new TaskMessage(task, 1)).toList();
  }
}
