package dev.lapwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One run of the command line in this JVM, and all that it said. */
record Invocation(int exitCode, String out, String err) {
  private static final Pattern PROGRESS = Pattern.compile("lapwing: .+: (\\d+%, .*|[\\d.]+ \\w+)");

  /** Runs a command as a script would: nobody watches. */
  static Invocation of(String... arguments) {
    return on(Terminal.none(), arguments);
  }

  /** What a command that works answers to machines. */
  static JsonNode answer(String... arguments) {
    Invocation invocation =
        of(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new));
    assertThat(invocation.exitCode())
        .as(String.join(" ", arguments) + ": " + invocation.err())
        .isZero();
    return invocation.json();
  }

  /** What a command that is used wrongly says. */
  static String refusal(String... arguments) {
    Invocation invocation = of(arguments);
    assertThat(invocation.exitCode()).as(invocation.err()).isEqualTo(ExitCode.USAGE);
    return invocation.err();
  }

  /** Runs a command with standard error connected to a terminal. */
  static Invocation on(Terminal terminal, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            () -> terminal,
            Map.of());
    int exitCode = Cli.run(console, new Interruption(), arguments);
    return new Invocation(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** What it said on standard output, which is one JSON object. */
  JsonNode json() {
    try {
      return new ObjectMapper().readTree(out);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + out, e);
    }
  }

  /** What it said on standard error, whatever it took its time for. */
  List<String> errorLines() {
    return errorLines(err);
  }

  /** The lines of a standard error without those that tell of progress on a slow machine. */
  static List<String> errorLines(String err) {
    return err.lines().filter(line -> !PROGRESS.matcher(line).matches()).toList();
  }
}
