package dev.lapwing.cli;

import dev.lapwing.executor.RunWorker;
import dev.lapwing.executor.WorkLimits;
import dev.lapwing.executor.WorkReport;
import dev.lapwing.state.Storage;
import dev.lapwing.state.TilePool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** An executor for the runs of a folder. */
@Command(
    name = "worker",
    header = "Computes for runs that others have begun, of one or of all.",
    description = {
      "",
      "Joins the run that is named, or every run of the folder that is running, now or later. Ctrl-C"
          + " ends the tasks that were begun and leaves the rest to others."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing worker --folder work --idle 1s",
      "  lapwing worker --folder work --threads 1 --idle 1s --life 1h"
    })
final class WorkerCommand implements Runnable {
  private final Dialogue dialogue;

  @Mixin private PlaceOptions place = new PlaceOptions();
  @Mixin private MachineOptions machine = new MachineOptions();

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "The run to work on (default: all of the folder).")
  private Optional<String> run;

  @Option(
      names = "--idle",
      paramLabel = "T",
      converter = TimeSpan.Converter.class,
      description = "Leave when there was nothing to do for so long: 30s, 5m (default: stay).")
  private Optional<TimeSpan> idle;

  @Option(
      names = "--life",
      paramLabel = "T",
      converter = TimeSpan.Converter.class,
      description = "Leave before so much time has gone by: 15m, 1h (default: stay).")
  private Optional<TimeSpan> life;

  @Option(
      names = "--scale",
      description = "Start others like this one when a run needs them and nobody else does.")
  private boolean scale;

  WorkerCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  @SuppressWarnings("try") // the watch only has to live
  public void run() {
    Budget budget = machine.budget();
    try (TilePool pool = TilePool.create(budget.bytes());
        Storage storage = place.site().open(pool);
        RunWorker worker = worker(storage, pool, budget.threads());
        Interruption.Watch watch = dialogue.interruption().stopBy(worker::close)) {
      Serving serving = new Serving(storage, worker, limits(), dialogue.interruption()::requested);
      List<WorkReport> reports =
          run.isPresent() ? List.of(worker.work(run.get(), limits())) : serving.all();
      dialogue.answer(answer(reports));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private RunWorker worker(Storage storage, TilePool pool, int threads) {
    return scale
        ? new RunWorker(storage, pool, threads, place.site().fleet(machine.options(threads)))
        : new RunWorker(storage, pool, threads);
  }

  private WorkLimits limits() {
    WorkLimits limits = WorkLimits.unlimited();
    if (idle.isPresent()) {
      limits = limits.withIdle(idle.get().duration());
    }
    return life.isPresent() ? limits.withLife(life.get().duration()) : limits;
  }

  private static Answer answer(List<WorkReport> reports) {
    Answer answer = Answer.of("worker");
    var facts = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
    for (WorkReport report : reports) {
      answer.row(
          report.run(),
          Numbers.count(report.tasks(), "task") + "; left because " + report.reason());
      facts
          .addObject()
          .put("run", report.run())
          .put("tasks", report.tasks())
          .put("reason", report.reason().name());
    }
    if (reports.isEmpty()) {
      answer.line("there was no run to work on");
    }
    return answer.fact("runs", facts);
  }
}
