package dev.lapwing.cli;

import java.util.List;

/** The entry of the command {@code lapwing}. */
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    configureLogging(List.of(arguments));
    Interruption interruption = Interruption.ofProcess();
    int exitCode = ExitCode.INTERNAL;
    try {
      exitCode = Cli.run(Console.ofProcess(), interruption, arguments);
    } finally {
      interruption.end();
    }
    System.exit(exitCode);
  }

  /** Before anything logs: only warnings, unless more is asked for, and no clutter around them. */
  private static void configureLogging(List<String> arguments) {
    boolean verbose = arguments.contains("--verbose") || arguments.contains("-v");
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", verbose ? "info" : "warn");
    System.setProperty("org.slf4j.simpleLogger.showThreadName", "false");
    System.setProperty("org.slf4j.simpleLogger.showLogName", "false");
  }
}
