package dev.lapwing.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lapwing.BigMatrix;
import dev.lapwing.RunReport;
import java.util.List;
import java.util.Optional;

/** What the commands that compute have to say alike: inputs, speed, residual, result. */
final class Outcome {
  private final Answer answer;
  private boolean sound = true;

  private Outcome(Answer answer) {
    this.answer = answer;
  }

  /** The outcome of a command. */
  static Outcome of(String command) {
    return new Outcome(Answer.of(command));
  }

  /** An input. */
  Outcome input(String name, MatrixPath place, BigMatrix matrix) {
    answer.row(name, "%s: %s in tiles of %s".formatted(place, matrix.shape(), matrix.tileShape()));
    answer.fact(name, matrix(place, matrix));
    return this;
  }

  /** How fast it was; nothing of work whose operations nobody counts. */
  private static String speed(RunReport report) {
    return report.flops() == 0 ? "" : Numbers.threeDigits(report.gigaflops()) + " Gflop/s, ";
  }

  /** What the run did. */
  Outcome run(RunReport report) {
    answer
        .row(
            "time",
            "%s, %s%s"
                .formatted(
                    Numbers.time(report.elapsed()),
                    speed(report),
                    Numbers.count(report.tasks(), "task")))
        .fact("run", report.run())
        .fact("seconds", report.seconds())
        .fact("gflops", report.gigaflops())
        .fact("flops", report.flops())
        .fact("tasks", report.tasks())
        .fact("bytesRead", report.bytesRead())
        .fact("bytesWritten", report.bytesWritten())
        .fact("peakTileBytes", report.peakTileBytes());
    return this;
  }

  /** How wrong the result is. */
  Outcome residuals(Workbench bench, Claim claim, BigMatrix... operands) {
    for (Claim.Residual residual : claim.residuals()) {
      double value = bench.await("checking the result", residual.start().apply(List.of(operands)));
      boolean small = value < Claim.THRESHOLD;
      sound &= small;
      answer
          .row(
              residual.name(),
              "%s, %s %.0f  (%s)"
                  .formatted(
                      Numbers.residual(value),
                      small ? "fine: below" : "TOO LARGE: not below",
                      Claim.THRESHOLD,
                      residual.formula()))
          .fact(residual.name(), value);
    }
    return this;
  }

  /** Where a result is. */
  Outcome written(String name, Target target) {
    answer
        .row(name, target.place() + ", " + ByteSize.text(target.place().bytes()))
        .fact(name, target.place().given());
    return this;
  }

  /** That a result is gone. */
  Outcome notKept(String suggestion) {
    answer.line("(the result is not kept; " + suggestion + " keeps it)");
    return this;
  }

  /** The answer. */
  Answer answer() {
    return answer;
  }

  /** What the shell is told: a result whose residual is too large is no success. */
  int exitCode() {
    return sound ? ExitCode.OK : ExitCode.VERIFICATION;
  }

  /** A matrix for machines. */
  static JsonNode matrix(MatrixPath place, BigMatrix matrix) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("path", place.given()).put("rows", matrix.rows()).put("columns", matrix.columns());
    node.putArray("tile").add(matrix.tileShape().rows()).add(matrix.tileShape().columns());
    return node;
  }

  /** A target where there is one; otherwise the advice how to have one. */
  Outcome result(String name, Optional<Target> target, String suggestion) {
    return target.isPresent() ? written(name, target.get()) : notKept(suggestion);
  }
}
