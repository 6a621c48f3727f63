package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.executor.DisturbedStore.Disturbance;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.aws.LocalAws;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whole runs on S3, SQS and DynamoDB whose messages come again and again. */
@Tag("once")
@Tag("endpoint")
class AwsUnderFireTest {
  @RegisterExtension static final LocalAws AWS = new LocalAws();

  private static final SimulatedProgram PROGRAM = SimulatedProgram.cholesky(new Partition(40, 5));
  private static final TileIndex LAST = TileIndex.of(7, 7);

  private final TilePool pool = TilePool.create(1 << 26);

  @AfterEach
  void close() {
    assertThat(pool.bytesInUse()).isZero();
    pool.close();
  }

  @Test
  void everyMessageComesTwice() throws Exception {
    var run = new AwsRun(AWS, PROGRAM, "twice", pool);
    try (Storage storage = Storage.onAws(AWS.place(), pool)) {
      run.prepare(storage);
      var queue = new Twice(storage.queue("twice"));
      Disturbance untilAllCame =
          index -> Until.holds(queue::missing, left -> !index.equals(LAST) || left.isEmpty());
      RunReport report = run.computeWith(storage, 3, queue, untilAllCame);
      assertThat(queue.missing()).isEmpty();
      assertThat(queue.came).hasSizeGreaterThan(20);
      assertThat(report.tasks()).isGreaterThanOrEqualTo(PROGRAM.graph().taskCount());
      assertSameBits(run, storage, "twice");
    }
  }

  @Test
  void theQueueLosesAllLeasesAgainAndAgain() throws Exception {
    var run = new AwsRun(AWS, PROGRAM, "lost", pool);
    try (Storage storage = Storage.onAws(AWS.place(), pool)) {
      run.prepare(storage);
      var queue = new Forgetful(storage.queue("lost"));
      RunReport report = run.computeWith(storage, 3, queue, index -> queue.loseAll());
      assertThat(queue.lost.get()).isPositive();
      assertThat(queue.again.get()).isPositive();
      assertThat(report.tasks()).isGreaterThanOrEqualTo(PROGRAM.graph().taskCount());
      assertSameBits(run, storage, "lost");
    }
  }

  private static void assertSameBits(AwsRun run, Storage storage, String id) throws Exception {
    AwsRunTest.assertSameBits(run, storage);
    assertThat(storage.runs().life(id).orElseThrow().status()).isEqualTo(RunStatus.DONE);
  }

  /**
   * A queue to which every task is sent twice. One that is handed over is not doubled again: copies
   * of it would have copies for as long as another thread works on it.
   */
  private static final class Twice extends QueueDecorator {
    final Map<Long, Integer> came = new ConcurrentHashMap<>();

    Twice(TaskQueue queue) {
      super(queue);
    }

    /** The tasks that were sent and have not come twice yet. */
    Set<Long> missing() {
      return came.entrySet().stream()
          .filter(each -> each.getValue() < 2)
          .map(Map.Entry::getKey)
          .collect(Collectors.toSet());
    }

    @Override
    public void send(List<TaskMessage> messages) throws StoreException {
      Stream<TaskMessage> fresh =
          messages.stream().filter(each -> came.putIfAbsent(each.task(), 0) == null);
      super.send(Stream.concat(fresh, messages.stream()).toList());
    }

    @Override
    public List<Delivery> receive(int limit, Duration lease, Duration wait)
        throws StoreException, InterruptedException {
      List<Delivery> deliveries = super.receive(limit, lease, wait);
      deliveries.forEach(each -> came.merge(each.message().task(), 1, Integer::sum));
      return deliveries;
    }
  }

  /** A queue that gives to others what is being worked on. */
  private static final class Forgetful extends QueueDecorator {
    final AtomicLong lost = new AtomicLong();
    final AtomicLong again = new AtomicLong();
    private final Set<Delivery> leased = ConcurrentHashMap.newKeySet();

    Forgetful(TaskQueue queue) {
      super(queue);
    }

    /** Ends all leases. */
    void loseAll() throws StoreException {
      for (Delivery delivery : List.copyOf(leased)) {
        leased.remove(delivery);
        lost.addAndGet(super.renew(delivery, Duration.ZERO) ? 1 : 0);
      }
    }

    @Override
    public List<Delivery> receive(int limit, Duration lease, Duration wait)
        throws StoreException, InterruptedException {
      List<Delivery> deliveries = super.receive(limit, lease, wait);
      leased.addAll(deliveries);
      again.addAndGet(deliveries.stream().filter(each -> each.receiveCount() > 1).count());
      return deliveries;
    }

    @Override
    public void delete(Delivery delivery) throws StoreException {
      leased.remove(delivery);
      super.delete(delivery);
    }
  }
}
