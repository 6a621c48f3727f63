package dev.lapwing.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Reports what goes wrong while a command works. */
record ExecutionFailures(Console console, OutputOptions output)
    implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(
      Exception thrown, CommandLine command, ParseResult arguments) {
    Failure failure = Failures.of(thrown);
    if (output.debug() || console.debugs()) {
      thrown.printStackTrace(console.err());
    }
    failure.report(console, output.json());
    return failure.exitCode();
  }
}
