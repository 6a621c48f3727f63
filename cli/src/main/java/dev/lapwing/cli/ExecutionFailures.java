package dev.lapwing.cli;

import dev.lapwing.cli.stack.StillUnderWay;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Reports what goes wrong while a command works. */
record ExecutionFailures(Dialogue dialogue, OutputOptions output)
    implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(
      Exception thrown, CommandLine command, ParseResult arguments) {
    Console console = dialogue.console();
    Failure failure = Failures.of(thrown);
    if (output.debug() || console.debugs()) {
      thrown.printStackTrace(console.err());
    }
    if (dialogue.interruption().requested()) {
      failure = new Failure(ExitCode.CANCELLED, "cancelled", cancelled(thrown));
    }
    failure.report(console, output.json());
    return failure.exitCode();
  }

  private String cancelled(Exception thrown) {
    if (thrown instanceof StillUnderWay underWay) {
      return underWay.getMessage();
    }
    String fates = dialogue.fates();
    return "cancelled; " + (fates.isEmpty() ? "there was nothing to write" : fates);
  }
}
