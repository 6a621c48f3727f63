package dev.lapwing.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.ulid.Ulid;
import dev.lapwing.RunProgress;
import dev.lapwing.RunSummary;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Runs in the words of an answer. */
final class RunText {
  private RunText() {}

  /** A run in one line, after its name. */
  static String line(RunSummary run) {
    return "%-9s  %s, begun at %s".formatted(run.status(), run.program(), begun(run));
  }

  /** A run for machines. */
  static ObjectNode facts(RunSummary run) {
    ObjectNode facts = JsonNodeFactory.instance.objectNode();
    facts.put("id", run.id()).put("program", run.program()).put("status", run.status().name());
    facts.put("begun", begun(run).toString());
    run.failure().ifPresent(failure -> facts.put("failure", failure.getMessage()));
    ObjectNode matrices = facts.putObject("matrices");
    run.matrices().forEach(matrices::put);
    return facts;
  }

  /** A run and how far it is. */
  static Answer answer(String command, RunSummary run, RunProgress progress) {
    Answer answer =
        Answer.of(command)
            .row("run", run.id())
            .row("program", run.program())
            .row("status", run.status().name())
            .row("tasks", ProgressText.details(progress, ", "))
            .row("executors", Numbers.count(progress.executors()) + " alive");
    progress.waitingBecause().ifPresent(why -> answer.row("waiting", "because " + why));
    run.failure().ifPresent(failure -> answer.row("failure", failure.getMessage()));
    run.matrices().forEach((name, location) -> answer.row(name, location));
    ObjectNode facts = facts(run);
    facts.put("tasks", progress.tasks()).put("done", progress.done());
    facts.put("ready", progress.ready()).put("running", progress.running());
    facts.put("executors", progress.executors()).put("flops", progress.flops());
    progress.waitingBecause().ifPresent(why -> facts.put("waitingBecause", why));
    return answer.fact("run", facts);
  }

  private static Instant begun(RunSummary run) {
    return Ulid.isValid(run.id())
        ? Ulid.getInstant(run.id()).truncatedTo(ChronoUnit.SECONDS)
        : Instant.EPOCH;
  }
}
