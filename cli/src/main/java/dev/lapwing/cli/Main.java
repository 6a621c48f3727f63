package dev.lapwing.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code lapwing}. */
@Command(
    name = "lapwing",
    version = "lapwing 0.1.0-SNAPSHOT",
    mixinStandardHelpOptions = true,
    description = "Factors, multiplies and solves with large matrices.")
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }
}
