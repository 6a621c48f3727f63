package dev.lapwing.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.contract.TraceStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTraceTest extends TraceStoreContract {
  @TempDir private Path folder;
  private final TilePool pool = TilePool.create(1 << 20);
  private Storage storage;
  private Storage elsewhere;

  @BeforeEach
  void open() throws Exception {
    storage = Storage.inFolder(folder, pool);
    elsewhere = Storage.inFolder(folder, pool);
  }

  @AfterEach
  void close() throws Exception {
    storage.close();
    elsewhere.close();
    pool.close();
  }

  @Override
  protected TraceStore trace(String run) throws Exception {
    return storage.traces(run).orElseThrow();
  }

  @Override
  protected TraceStore traceElsewhere(String run) throws Exception {
    return elsewhere.traces(run).orElseThrow();
  }

  @Test
  void aTraceOutlivesTheScratchTilesAndGoesWhenItIsDiscarded() throws Exception {
    trace("RUN1").write("a-0001.jsonl.gz", new byte[5]);
    storage.discardScratch("RUN1");
    assertThat(folder.resolve("traces/RUN1/a-0001.jsonl.gz")).exists();
    assertThat(storage.discardTraces("RUN1")).isEqualTo(5);
    assertThat(folder.resolve("traces/RUN1")).doesNotExist();
  }

  @Test
  void lookingMakesNoFolder() throws Exception {
    assertThat(trace("RUN1").names()).isEmpty();
    assertThat(folder.resolve("traces")).doesNotExist();
  }

  @Test
  void thereIsNoTraceInMemory() throws Exception {
    try (Storage memory = Storage.inMemory(pool)) {
      assertThat(memory.traces("RUN1")).isEmpty();
      assertThat(memory.discardTraces("RUN1")).isZero();
    }
  }
}
