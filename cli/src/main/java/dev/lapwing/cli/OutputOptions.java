package dev.lapwing.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** How a command speaks; the same for all commands. */
final class OutputOptions {
  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Answer with one JSON object and nothing else.")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Say nothing but what is wrong.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Log what is going on to standard error.")
  private boolean verbose;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show stack traces (also with LAPWING_DEBUG=1).")
  private boolean debug;

  boolean json() {
    return json;
  }

  boolean quiet() {
    return quiet;
  }

  boolean verbose() {
    return verbose;
  }

  boolean debug() {
    return debug;
  }

  /** Whether progress is wanted. */
  boolean showsProgress() {
    return !json && !quiet;
  }
}
