package dev.lapwing.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.RunTable.Arrival;
import dev.lapwing.state.RunTable.RunRecord;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.RunTable.TaskItem;
import dev.lapwing.state.TaskQueue.Depth;
import dev.lapwing.state.TaskQueue.TaskMessage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageTest {
  @TempDir private Path folder;
  private final TilePool pool = TilePool.create(1 << 20);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofADiscardedRunOnlyTheRecordStays(boolean inMemory) throws Exception {
    try (Storage storage = open(inMemory)) {
      leaveTraces(storage, "RUN1");
      leaveTraces(storage, "RUN2");
      storage.discardScratch("RUN1");
      assertThat(storage.runs().runs()).containsExactly("RUN1", "RUN2");
      assertThat(storage.runs().item("RUN1", 7)).isEqualTo(TaskItem.UNKNOWN);
      assertThat(storage.queue("RUN1").depth()).isEqualTo(new Depth(0, 0));
      assertThat(storage.scratch("RUN1", "S").contains(TileIndex.of(1, 2))).isFalse();
      assertThat(storage.runs().item("RUN2", 7).edges()).isEqualTo(1);
      assertThat(storage.queue("RUN2").depth()).isEqualTo(new Depth(1, 0));
      assertThat(storage.scratch("RUN2", "S").contains(TileIndex.of(1, 2))).isTrue();
    }
    assertThat(pool.bytesInUse()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void queuesAndScratchOfOneRunAreTheSameForEveryoneWhoAsks(boolean inMemory) throws Exception {
    try (Storage storage = open(inMemory)) {
      leaveTraces(storage, "RUN1");
      assertThat(storage.queue("RUN1").depth()).isEqualTo(new Depth(1, 0));
      assertThat(storage.scratch("RUN1", "S").contains(TileIndex.of(1, 2))).isTrue();
      assertThat(storage.scratch("RUN1", "T").contains(TileIndex.of(1, 2))).isFalse();
    }
  }

  private Storage open(boolean inMemory) throws StoreException {
    return inMemory ? Storage.inMemory(pool) : Storage.inFolder(folder.resolve("new/one"), pool);
  }

  private void leaveTraces(Storage storage, String run) throws StoreException {
    storage.runs().create(new RunRecord(run, new byte[] {1}, "", "", RunStatus.RUNNING, ""));
    storage.runs().addEdges(run, List.of(new Arrival(7, 3)));
    storage.queue(run).send(List.of(new TaskMessage(7, 1)));
    Tile tile = pool.zeros(2, 2);
    storage.scratch(run, "S").write(TileIndex.of(1, 2), tile);
    tile.release();
  }
}
