package dev.lapwing.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.BigMatrix;
import dev.lapwing.Lapwing;
import dev.lapwing.Run;
import dev.lapwing.RunDetached;
import dev.lapwing.executor.Fleet;
import dev.lapwing.executor.RunCancelled;
import dev.lapwing.executor.Scaling;
import dev.lapwing.state.RunTable.RunStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C on a run that can go on without the command. */
class WatchedRunTest {
  @TempDir private Path folder;
  private Lapwing lapwing;
  private Run<BigMatrix> run;

  @BeforeEach
  void submit() {
    Fleet nobody = (id, executors, permit) -> Fleet.Start.throttled(0, "there is nobody");
    lapwing = Lapwing.builder().folder(folder).fleet(nobody, Scaling.none()).build();
    run = lapwing.identity(10).async().scale(2);
  }

  @AfterEach
  void close() {
    lapwing.close();
  }

  @Test
  void whoeverAnswersDetachLeavesTheRun() {
    assertThatThrownBy(() -> interrupted(Terminals.answering("d"), false))
        .isInstanceOf(RunDetached.class);
    assertThat(status()).isEqualTo(RunStatus.RUNNING);
  }

  @Test
  void whoeverAnswersCancelEndsTheRun() {
    assertThatThrownBy(() -> interrupted(Terminals.answering("c"), true))
        .isInstanceOf(RunCancelled.class);
    assertThat(status()).isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  void whereNobodyAnswersARunThatTheCommandBeganIsCancelled() {
    assertThatThrownBy(() -> interrupted(Terminal.none(), false)).isInstanceOf(RunCancelled.class);
    assertThat(status()).isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  void whereNobodyAnswersARunThatIsOnlyWatchedGoesOn() {
    assertThatThrownBy(() -> interrupted(Terminal.none(), true)).isInstanceOf(RunDetached.class);
    assertThat(status()).isEqualTo(RunStatus.RUNNING);
  }

  /** Waits for the run, while somebody presses Ctrl-C. */
  private BigMatrix interrupted(Terminal terminal, boolean watches) {
    var interruption = new Interruption();
    var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    var console = new Console(nowhere, nowhere, () -> terminal, Map.of());
    var dialogue = new Dialogue(console, new OutputOptions(), interruption);
    var pressing = new Thread(interruption::request);
    pressing.start();
    try {
      return watches ? dialogue.watch("scale", run) : dialogue.await("scale", run);
    } finally {
      interruption.end();
    }
  }

  private RunStatus status() {
    return lapwing.runs().get(0).status();
  }
}
