package dev.lapwing.cli;

import dev.lapwing.Lapwing;
import dev.lapwing.RunSummary;
import dev.lapwing.state.RunTable.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends a run before it is done. */
@Command(
    name = "cancel",
    header = "Ends a run for all who work on it; lapwing resume goes on with it.",
    description = {"", "Waits until its executors have stopped, which takes them a second or two."},
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate spd 500 --out a.zarr",
      "  lapwing cholesky a.zarr --folder work --executors 0 --detach --out l.zarr",
      "  lapwing cancel --folder work"
    })
final class CancelCommand implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Dialogue dialogue;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN",
      description = "The run, or the end of its name (default: the last that is running).")
  private List<String> run = List.of();

  @Mixin private PlaceOptions place = new PlaceOptions();

  CancelCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public void run() {
    try (Lapwing lapwing = place.open()) {
      RunSummary chosen =
          place.choose(lapwing, run, "is running", any -> any.status() == RunStatus.RUNNING);
      int executors = lapwing.liveExecutors(chosen.id());
      RunStatus status = lapwing.cancel(chosen.id());
      int left = dialogue.during("stopping the executors", () -> untilStopped(lapwing, chosen));
      dialogue.answer(
          Answer.of("cancel")
              .row("run", chosen.id())
              .row("status", status.name())
              .row("executors", "%d of %d have stopped".formatted(executors - left, executors))
              .fact("run", chosen.id())
              .fact("status", status.name())
              .fact("executors", executors)
              .fact("stillAlive", left));
    }
  }

  private static int untilStopped(Lapwing lapwing, RunSummary run) {
    long start = System.nanoTime();
    int left = lapwing.liveExecutors(run.id());
    while (left > 0 && System.nanoTime() - start < PATIENCE.toNanos()) {
      LockSupport.parkNanos(LOOK_NANOS);
      left = lapwing.liveExecutors(run.id());
    }
    return left;
  }
}
