package dev.lapwing.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.TaskQueue.Delivery;
import dev.lapwing.state.TaskQueue.TaskMessage;
import dev.lapwing.state.contract.OwnedClock;
import dev.lapwing.state.contract.TaskQueueContract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteTaskQueueTest extends TaskQueueContract {
  private static final Duration LEASE = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private final TilePool pool = TilePool.create(1 << 20);
  private final OwnedClock clock = new OwnedClock();
  private FolderRunState runs;
  private TaskQueue queue;

  @BeforeEach
  void open() throws Exception {
    runs = FolderRunState.open(folder, pool, clock);
    queue = runs.queue("RUN1");
  }

  @AfterEach
  void close() throws Exception {
    runs.close();
  }

  @Override
  protected TaskQueue queue() {
    return queue;
  }

  @Override
  protected TaskQueue reopened() {
    return runs.queue("RUN1");
  }

  @Override
  protected void advance(Duration duration) {
    clock.advance(duration);
  }

  @Test
  void theMostUrgentComesFirstAndEquallyUrgentInTheOrderSent() throws Exception {
    queue()
        .send(
            List.of(
                new TaskMessage(1, 5.0),
                new TaskMessage(2, 7.0),
                new TaskMessage(3, 5.0),
                new TaskMessage(4, 1e300)));
    assertThat(queue().receive(2, LEASE, Duration.ZERO))
        .extracting(delivery -> delivery.message().task())
        .containsExactlyInAnyOrder(4L, 2L);
    assertThat(queue().receive(1, LEASE, Duration.ZERO))
        .extracting(delivery -> delivery.message().task())
        .containsExactly(1L);
  }

  @Test
  void queuesOfRunsAreApart() throws Exception {
    queue().send(List.of(new TaskMessage(1, 0)));
    assertThat(runs.queue("RUN2").receive(1, LEASE, Duration.ZERO)).isEmpty();
    runs.discardScratch("RUN2");
    assertThat(queue().receive(1, LEASE, Duration.ZERO)).hasSize(1);
  }

  @Test
  void aDiscardedRunHasNoMessages() throws Exception {
    queue().send(List.of(new TaskMessage(1, 0)));
    runs.discardScratch("RUN1");
    assertThat(queue().receive(1, LEASE, Duration.ZERO)).isEmpty();
  }

  @Test
  void aReceiverThatWaitsFindsWhatAnotherConnectionSends() throws Exception {
    var threads = Executors.newSingleThreadExecutor();
    try (FolderRunState one = FolderRunState.open(folder, pool, InstantSource.system());
        FolderRunState other = FolderRunState.open(folder, pool, InstantSource.system())) {
      Future<List<Delivery>> waiting =
          threads.submit(() -> one.queue("RUN1").receive(1, LEASE, Duration.ofSeconds(60)));
      other.queue("RUN1").send(List.of(new TaskMessage(8, 0)));
      assertThat(waiting.get()).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void messagesSurviveTheEndOfTheirProcess() throws Exception {
    queue().send(List.of(new TaskMessage(1, 2.5)));
    runs.close();
    runs = FolderRunState.open(folder, pool, clock);
    assertThat(reopened().receive(1, LEASE, Duration.ZERO))
        .extracting(Delivery::message)
        .containsExactly(new TaskMessage(1, 2.5));
  }
}
