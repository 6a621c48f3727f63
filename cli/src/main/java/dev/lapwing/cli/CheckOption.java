package dev.lapwing.cli;

import picocli.CommandLine.Option;

/** Whether a result is checked before it is given. */
final class CheckOption {
  @Option(
      names = "--no-check",
      description = "Leave out the residual, which takes about as long as the result.")
  private boolean unwanted;

  boolean isWanted() {
    return !unwanted;
  }
}
