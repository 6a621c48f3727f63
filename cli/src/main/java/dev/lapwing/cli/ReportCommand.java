package dev.lapwing.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lapwing.Lapwing;
import dev.lapwing.RunSummary;
import dev.lapwing.RunTrace;
import dev.lapwing.cli.report.RunReportPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a page of what a run did. */
@Command(
    name = "report",
    header = "Makes one page of HTML that shows what a run did, and when.",
    description = {
      "",
      "Timeline by executor and thread, executors against ready tasks, bytes beside the least that is"
          + " possible, cost planned and counted, failures and retries. Opens without a network. Of a"
          + " run that is under way it shows what its executors have written so far."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate spd 500 --out a.zarr",
      "  lapwing cholesky a.zarr --folder work --out l.zarr",
      "  lapwing report --folder work --out report.html",
      "  lapwing report --folder work --out report.html --overwrite --json"
    })
final class ReportCommand implements Runnable {
  private final Dialogue dialogue;

  @Mixin private AnyRun run = new AnyRun();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The page (default: report-RUN.html, which may be there).")
  private Optional<Path> out;

  @Option(names = "--overwrite", description = "Replace what is there.")
  private boolean overwrite;

  @Mixin private PriceOptions prices = new PriceOptions();

  ReportCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public void run() {
    out.ifPresent(this::requireWritable);
    try (Lapwing lapwing = run.place().open()) {
      RunSummary chosen = run.choose(lapwing);
      RunTrace trace = lapwing.trace(chosen.id());
      requireTrace(trace);
      Path file = out.orElse(Path.of("report-%s.html".formatted(chosen.id())));
      RunReportPage page =
          dialogue.during("reading the trace", () -> RunReportPage.of(trace, prices.list()));
      Files.writeString(file, page.html());
      dialogue.answer(answer(file, page.figures()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireWritable(Path file) {
    if (Files.isDirectory(file)) {
      throw new BadInput(file + " is a folder; name a file in it");
    }
    if (Files.exists(file) && !overwrite) {
      throw new BadInput(file + " is there already; --overwrite replaces it");
    }
    Path parent = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(parent)) {
      throw new BadInput("there is no folder " + parent);
    }
  }

  private static void requireTrace(RunTrace trace) {
    if (trace.isEmpty()) {
      throw new BadInput(
          "run %s has no trace: executors write one every 30 s and when they leave, unless the run's limits turn it off; run it again, or wait if it has just begun"
              .formatted(trace.run().id()));
    }
  }

  private static Answer answer(Path file, ObjectNode figures) {
    JsonNode run = figures.path("run");
    JsonNode trouble = figures.path("trouble");
    Duration time = Duration.ofNanos((long) (run.path("seconds").asDouble() * 1e9));
    Answer answer =
        Answer.of("report")
            .row("run", run.path("id").asText())
            .row("status", run.path("status").asText())
            .row(
                "time",
                "%s, %s Gflop/s, %s of %s recorded"
                    .formatted(
                        Numbers.time(time),
                        Numbers.threeDigits(run.path("gflops").asDouble()),
                        Numbers.count(run.path("recorded").asLong()),
                        Numbers.count(run.path("tasks").asLong(), "task")))
            .row(
                "trouble",
                "%s, %s, %s"
                    .formatted(
                        Numbers.count(trouble.path("retries").asLong(), "operation")
                            + " tried again",
                        Numbers.count(trouble.path("duplicates").asLong(), "task") + " done twice",
                        Numbers.count(trouble.path("lost").asLong(), "record") + " lost"))
            .row("page", file + ", " + ByteSize.text(bytes(file)))
            .fact("page", file.toString());
    figures.properties().forEach(figure -> answer.fact(figure.getKey(), figure.getValue()));
    return answer;
  }

  private static long bytes(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
