package dev.lapwing.state.interop;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A virtual environment of Python under {@code target}, made once with the packages of a
 * requirements file. Whatever fails in it fails the test, with what it printed.
 */
public final class Python {
  private final Path interpreter;

  private Python(Path interpreter) {
    this.interpreter = interpreter;
  }

  /** The environment with these packages; whoever comes first makes it, and others wait for it. */
  public static Python with(Path requirements) throws IOException, InterruptedException {
    Path target = Path.of("target").toAbsolutePath();
    Path environment = target.resolve("python");
    Files.createDirectories(target);
    // Test classes run in several JVMs at once, one class at a time in each.
    try (FileChannel turn = FileChannel.open(target.resolve("python.lock"), CREATE, WRITE)) {
      turn.lock();
      Path installed = environment.resolve("installed.txt");
      String wanted = Files.readString(requirements);
      if (!Files.exists(installed) || !Files.readString(installed).equals(wanted)) {
        install(environment, requirements);
        Files.writeString(installed, wanted);
      }
    }
    return new Python(interpreter(environment));
  }

  private static void install(Path environment, Path requirements)
      throws IOException, InterruptedException {
    run(List.of("python3", "-m", "venv", "--clear", environment.toString()));
    run(
        List.of(
            interpreter(environment).toString(),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--requirement",
            requirements.toString()));
  }

  private static Path interpreter(Path environment) {
    return environment.resolve("bin").resolve("python");
  }

  /** Runs a script; throws, with what it printed, unless it ends with exit code 0. */
  public void run(Path script, String... arguments) throws IOException, InterruptedException {
    run(Map.of(), script, arguments);
  }

  /** The same, with further environment variables. */
  public void run(Map<String, String> environment, Path script, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(interpreter.toString(), script.toString()));
    command.addAll(List.of(arguments));
    run(environment, command);
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    run(Map.of(), command);
  }

  private static void run(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = process.waitFor();
    if (exitCode != 0) {
      throw new AssertionError(
          "%s ended with %d:%n%s".formatted(String.join(" ", command), exitCode, output));
    }
  }
}
