package dev.lapwing.state.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.state.TraceStore;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every {@link TraceStore} must do. An implementation's test makes the traces of runs. */
public abstract class TraceStoreContract {
  private static final byte[] SOME = {1, 2, 3};

  /** The trace of a run: the same chunks at every call, and none at first. */
  protected abstract TraceStore trace(String run) throws Exception;

  /** The same as another process sees it. */
  protected abstract TraceStore traceElsewhere(String run) throws Exception;

  @Test
  void aRunThatWasNotTracedHasNoChunks() throws Exception {
    assertThat(trace("RUN1").names()).isEmpty();
    assertThat(trace("RUN1").read("a-0001.jsonl.gz")).isEmpty();
    assertThat(trace("RUN1").deleteAll()).isZero();
  }

  @Test
  void whatIsWrittenIsReadElsewhere() throws Exception {
    byte[] much = new byte[300_000];
    new Random(1).nextBytes(much);
    trace("RUN1").write("b-0001.jsonl.gz", much);
    trace("RUN1").write("a-0002.jsonl.gz", SOME);
    trace("RUN1").write("a-0001.jsonl.gz", new byte[0]);
    TraceStore elsewhere = traceElsewhere("RUN1");
    assertThat(elsewhere.names())
        .containsExactly("a-0001.jsonl.gz", "a-0002.jsonl.gz", "b-0001.jsonl.gz");
    assertThat(elsewhere.read("b-0001.jsonl.gz").orElseThrow()).isEqualTo(much);
    assertThat(elsewhere.read("a-0001.jsonl.gz").orElseThrow()).isEmpty();
  }

  @Test
  void aChunkMayBeWrittenAgain() throws Exception {
    trace("RUN1").write("a-0001.jsonl.gz", SOME);
    trace("RUN1").write("a-0001.jsonl.gz", SOME);
    assertThat(trace("RUN1").names()).hasSize(1);
    assertThat(trace("RUN1").read("a-0001.jsonl.gz").orElseThrow()).isEqualTo(SOME);
  }

  @Test
  void whatIsDeletedIsGoneAndOtherRunsKeepTheirs() throws Exception {
    trace("RUN1").write("a-0001.jsonl.gz", SOME);
    trace("RUN10").write("a-0001.jsonl.gz", SOME);
    assertThat(trace("RUN1").deleteAll()).isEqualTo(SOME.length);
    assertThat(trace("RUN1").names()).isEmpty();
    assertThat(traceElsewhere("RUN10").names()).hasSize(1);
    trace("RUN1").write("a-0001.jsonl.gz", SOME);
    assertThat(traceElsewhere("RUN1").names()).hasSize(1);
  }

  @Test
  void aNameThatLeadsElsewhereIsRefused() throws Exception {
    TraceStore trace = trace("RUN1");
    assertThatThrownBy(() -> trace.write("../a", SOME))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> trace.read("../a")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> trace("../RUN1")).isInstanceOf(IllegalArgumentException.class);
  }
}
