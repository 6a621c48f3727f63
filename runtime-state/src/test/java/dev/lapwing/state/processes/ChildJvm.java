package dev.lapwing.state.processes;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Another JVM, which tests start, listen to and kill; it does not outlive theirs. */
public final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts a JVM whose standard error goes to a file. */
  public static ChildJvm start(Path errors, Class<?> main, String... arguments) throws IOException {
    return start(errors, Map.of(), main, arguments);
  }

  /** The same, with further environment variables. */
  public static ChildJvm start(
      Path errors, Map<String, String> environment, Class<?> main, String... arguments)
      throws IOException {
    return start(System.getProperty("java.class.path"), errors, environment, main, arguments);
  }

  /** Starts a JVM with a class path of its own. */
  public static ChildJvm startOn(String classPath, Path errors, Class<?> main, String... arguments)
      throws IOException {
    return start(classPath, errors, Map.of(), main, arguments);
  }

  private static ChildJvm start(
      String classPath,
      Path errors,
      Map<String, String> environment,
      Class<?> main,
      String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-ea"));
    command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    command.addAll(List.of("-cp", classPath, Attached.class.getName(), main.getName()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
    builder.environment().putAll(environment);
    return new ChildJvm(builder.start());
  }

  /**
   * The processes of this machine whose command lines contain some words. The JDK itself tells no
   * command line that is longer than a page of memory, as one with a class path is.
   */
  public static List<ProcessHandle> running(String... words) throws IOException {
    Process ps = new ProcessBuilder("ps", "-ww", "-eo", "pid,args").start();
    List<ProcessHandle> found = new ArrayList<>();
    try (BufferedReader lines = ps.inputReader(StandardCharsets.UTF_8)) {
      for (String line : lines.lines().toList()) {
        if (Stream.of(words).allMatch(line::contains)) {
          long pid = Long.parseLong(line.strip().split(" ", 2)[0]);
          ProcessHandle.of(pid).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  /** The next line that the child prints; empty if it has ended. */
  public Optional<String> nextLine() throws IOException {
    return Optional.ofNullable(output.readLine());
  }

  /** All that the child prints until it ends. */
  public List<String> allLines() throws IOException {
    return output.lines().toList();
  }

  /** Waits for the child to end by itself; its exit code. */
  public int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  /** The process itself. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Sends a process a signal, by its name: {@code STOP}, {@code CONT}. */
  public static void signal(ProcessHandle process, String name)
      throws IOException, InterruptedException {
    int exitCode =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    if (exitCode != 0) {
      throw new IOException("kill -" + name + " ended with " + exitCode);
    }
  }

  /** Ends the child as kill -9 does, and waits until it is gone. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
