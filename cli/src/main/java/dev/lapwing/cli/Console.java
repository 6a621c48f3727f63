package dev.lapwing.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Everything outside the program that a command talks to.
 *
 * @param in what the user types
 * @param out for answers
 * @param err for progress and complaints
 * @param terminal what {@code err} is connected to; asked for only when it matters
 * @param environment the environment variables
 */
record Console(
    BufferedReader in,
    PrintStream out,
    PrintStream err,
    Supplier<Terminal> terminal,
    Map<String, String> environment) {

  Console {
    environment = Map.copyOf(environment);
  }

  /** The console of this process. */
  static Console ofProcess() {
    var in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    return new Console(in, System.out, System.err, PosixTerminal::standardError, System.getenv());
  }

  /** Whether stack traces are wanted by way of the environment. */
  boolean debugs() {
    return !environment.getOrDefault("LAPWING_DEBUG", "").isEmpty();
  }
}
