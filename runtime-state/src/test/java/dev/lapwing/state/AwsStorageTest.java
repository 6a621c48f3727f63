package dev.lapwing.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.RunTable.Arrival;
import dev.lapwing.state.RunTable.ExecutorItem;
import dev.lapwing.state.RunTable.RunRecord;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.TaskQueue.Depth;
import dev.lapwing.state.TaskQueue.TaskMessage;
import dev.lapwing.state.aws.LocalAws;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The state of runs on AWS, found as everybody finds it: by the environment and the stack. */
@Tag("endpoint")
class AwsStorageTest {
  @RegisterExtension static final LocalAws AWS = new LocalAws();

  private final TilePool pool = TilePool.create(1 << 20);
  private Storage storage;

  @BeforeEach
  void open() throws Exception {
    storage = Storage.onAws(AWS.place(), pool);
  }

  @AfterEach
  void close() throws Exception {
    storage.close();
    assertThat(pool.bytesInUse()).isZero();
    pool.close();
  }

  @Test
  void ofADiscardedRunTheRecordStaysAndNoTilesAndNoMessages() throws Exception {
    leaveTraces("RUN1");
    leaveTraces("RUN2");
    storage.discardScratch("RUN1");
    storage.discardScratch("RUN1");
    assertThat(storage.runs().find("RUN1")).isPresent();
    assertThat(depth("RUN1")).isEqualTo(new Depth(0, 0));
    assertThat(storage.scratch("RUN1", "S").contains(TileIndex.of(1, 2))).isFalse();
    assertThat(storage.runs().item("RUN2", 7).edges()).isEqualTo(1);
    assertThat(depth("RUN2")).isEqualTo(new Depth(1, 0));
    assertThat(storage.scratch("RUN2", "S").contains(TileIndex.of(1, 2))).isTrue();
  }

  @Test
  void anotherProcessFindsWhatIsThere() throws Exception {
    leaveTraces("RUN3");
    try (Storage other = Storage.onAws(AWS.place(), pool);
        TaskQueue queue = other.queue("RUN3")) {
      assertThat(other.runs().runs()).contains("RUN3");
      assertThat(other.runs().item("RUN3", 7).edges()).isEqualTo(1);
      assertThat(other.scratch("RUN3", "S").contains(TileIndex.of(1, 2))).isTrue();
      assertThat(queue.receive(1, Duration.ofSeconds(30), Duration.ofSeconds(60))).hasSize(1);
    }
  }

  @Test
  void signsOfLifeAreByTheTimeOfTheService() throws Exception {
    storage.runs().heartbeat("RUN4", new ExecutorItem("one", 1, 2, ""));
    assertThat(storage.runs().executors("RUN4", Duration.ofMinutes(1))).hasSize(1);
    assertThat(storage.runs().executors("RUN4", Duration.ofMinutes(-1))).isEmpty();
  }

  private Depth depth(String run) throws Exception {
    try (TaskQueue queue = storage.queue(run)) {
      return queue.depth();
    }
  }

  private void leaveTraces(String run) throws Exception {
    storage.runs().create(new RunRecord(run, new byte[] {1}, "", "", RunStatus.RUNNING, ""));
    storage.runs().addEdges(run, List.of(new Arrival(7, 3)));
    try (TaskQueue queue = storage.queue(run)) {
      queue.prepare();
      queue.send(List.of(new TaskMessage(7, 1)));
    }
    Tile tile = pool.zeros(2, 2);
    storage.scratch(run, "S").write(TileIndex.of(1, 2), tile);
    tile.release();
  }
}
