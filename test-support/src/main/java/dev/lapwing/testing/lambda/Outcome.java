package dev.lapwing.testing.lambda;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** What became of one invocation. */
sealed interface Outcome {

  /** The handler returned. */
  record Returned(byte[] payload) implements Outcome {}

  /** The handler threw, or its environment died; the payload says so as AWS words it. */
  record Failed(byte[] payload) implements Outcome {}

  /** No environment could take it. */
  record Throttled(String reason) implements Outcome {}

  /** The invocation was not over at its deadline. */
  static Failed timedOut(String requestId, Duration timeout) {
    return failed(
        "Sandbox.Timedout",
        "RequestId: %s Error: Task timed out after %s seconds",
        requestId,
        String.format(Locale.ROOT, "%.2f", timeout.toMillis() / 1000.0));
  }

  /** The environment did not ask for its first invocation in time. */
  static Failed initTimedOut(String requestId, Duration init) {
    return failed(
        "Sandbox.Timedout",
        "RequestId: %s Error: Init phase timed out after %s",
        requestId,
        init.toString());
  }

  /** The environment's process ended before the invocation did. */
  static Failed exited(String requestId, int exitValue) {
    return failed(
        "Runtime.ExitError",
        "RequestId: %s Error: Runtime exited with error: %s",
        requestId,
        exitText(exitValue));
  }

  /** A JVM tells the death of its child by a signal as 128 and the signal's number. */
  private static String exitText(int exitValue) {
    return switch (exitValue) {
      case 128 + 6 -> "signal: aborted";
      case 128 + 9 -> "signal: killed";
      case 128 + 11 -> "signal: segmentation fault";
      case 128 + 15 -> "signal: terminated";
      default -> "exit status " + exitValue;
    };
  }

  private static Failed failed(String type, String format, Object... arguments) {
    String message = String.format(Locale.ROOT, format, arguments);
    String json = "{\"errorType\":\"%s\",\"errorMessage\":\"%s\"}".formatted(type, message);
    return new Failed(json.getBytes(StandardCharsets.UTF_8));
  }
}
