package dev.lapwing.cli;

import java.io.PrintStream;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Everything outside the program that a command talks to.
 *
 * @param out for answers
 * @param err for progress and complaints
 * @param terminal what {@code err} is connected to; asked for only when it matters
 * @param environment the environment variables
 */
record Console(
    PrintStream out,
    PrintStream err,
    Supplier<Terminal> terminal,
    Map<String, String> environment) {

  Console {
    environment = Map.copyOf(environment);
  }

  /** The console of this process. */
  static Console ofProcess() {
    return new Console(System.out, System.err, PosixTerminal::standardError, System.getenv());
  }

  /** Whether stack traces are wanted by way of the environment. */
  boolean debugs() {
    return !environment.getOrDefault("LAPWING_DEBUG", "").isEmpty();
  }
}
