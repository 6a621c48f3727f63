package dev.lapwing.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One run of the command line in this JVM, and all that it said. */
record Invocation(int exitCode, String out, String err) {

  /** Runs a command as a script would: nobody watches. */
  static Invocation of(String... arguments) {
    return on(Terminal.none(), arguments);
  }

  /** Runs a command with standard error connected to a terminal. */
  static Invocation on(Terminal terminal, String... arguments) {
    return answering("", terminal, arguments);
  }

  /** Runs a command for somebody who sits before a terminal and types something. */
  static Invocation answering(String typed, Terminal terminal, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new BufferedReader(new StringReader(typed)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            () -> terminal,
            Map.of());
    int exitCode = Cli.run(console, new Interruption(), arguments);
    return new Invocation(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** A console that nobody types into. */
  static Console console(PrintStream out, PrintStream err) {
    return new Console(
        new BufferedReader(new StringReader("")), out, err, Terminal::none, Map.of());
  }

  /** What it said on standard output, which is one JSON object. */
  JsonNode json() {
    try {
      return new ObjectMapper().readTree(out);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + out, e);
    }
  }

  List<String> errorLines() {
    return err.lines().toList();
  }
}
