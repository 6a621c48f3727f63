package dev.lapwing.cli;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a command failed.
 *
 * @param exitCode what the shell is told
 * @param kind one word for machines: {@code not-positive-definite}
 * @param message one line for people: what is wrong, with which value, and what would be right
 * @param details numbers for machines, by name
 */
record Failure(int exitCode, String kind, String message, Map<String, Long> details) {

  Failure(int exitCode, String kind, String message) {
    this(exitCode, kind, message, Map.of());
  }

  Failure {
    details = new TreeMap<>(details);
    message = message.strip().replaceAll("\\s*\\R\\s*", "; ");
  }

  /** Tells people on standard error and, if there are any, machines on standard output. */
  void report(Console console, boolean json) {
    PrintStream err = console.err();
    err.println("lapwing: " + message);
    err.flush();
    if (json) {
      Answer answer =
          Answer.of("error")
              .fact("error", kind)
              .fact("message", message)
              .fact("exitCode", exitCode);
      details.forEach(answer::fact);
      console.out().println(answer.json());
    }
  }
}
