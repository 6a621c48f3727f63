package dev.lapwing.executor;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import tlc2.TLC;
import tlc2.TLCGlobals;
import tlc2.tool.queue.StateQueue;
import util.SimpleFilenameToStream;

/**
 * TLC, the model checker of TLA+, on a model of docs/protocol. It keeps what it knows in static
 * fields, so that every model has a JVM of its own.
 */
final class ModelChecker {
  /** Where the specification is. */
  static final Path SPECIFICATION = Path.of("..", "docs", "protocol");

  /** The line of a configuration without a mistake. */
  static final String RIGHT = "Mistake = \"NONE\"";

  private static final String MODULE = "Graphs.tla";
  private static final String FAIR = "SPECIFICATION FairSpec";

  private ModelChecker() {}

  /**
   * What TLC says of a model.
   *
   * @param configuration the text of a .cfg file
   * @param isLarge whether it takes long enough for compiling well to pay
   * @param folder where TLC may leave what it likes
   */
  static String check(String configuration, boolean isLarge, Path folder)
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("model.cfg"), configuration);
    Path output = folder.resolve("output.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx768m", "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + folder));
    if (!isLarge) {
      // Most models take seconds, of which compiling well would be half.
      command.add("-XX:TieredStopAtLevel=1");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ModelChecker.class.getName(), "-metadir", folder.toString()));
    // With one thread it says the same every time.
    command.addAll(List.of("-workers", "1"));
    if (configuration.contains(FAIR)) {
      // A run that stands still is what the properties of these models are about.
      command.add("-deadlock");
    }
    command.addAll(List.of("-config", file.toAbsolutePath().toString(), MODULE));
    Process process =
        new ProcessBuilder(command)
            .directory(SPECIFICATION.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int exit;
    try {
      exit = process.waitFor();
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(output, StandardCharsets.UTF_8);
    if (exit != 0) {
      throw new IllegalStateException("TLC ended with " + exit + ": " + said);
    }
    return said;
  }

  /** TLC's own main needs a library that sends mail. */
  public static void main(String[] arguments) {
    var checker = new TLC();
    if (!checker.handleParameters(arguments)) {
      System.exit(1);
    }
    checker.setResolver(new SimpleFilenameToStream());
    wakeAgain();
    checker.process();
    System.exit(0);
  }

  /**
   * Wakes the thread that waits for TLC's workers to pause, every second: after three seconds, and
   * every minute, it may miss the last of them, and then wait for ever. Woken, it looks again.
   */
  private static void wakeAgain() {
    var wake =
        new TimerTask() {
          @Override
          public void run() {
            wake();
          }
        };
    new Timer("wake-again", true).schedule(wake, 1000, 1000);
  }

  private static void wake() {
    tlc2.tool.ModelChecker checker = TLCGlobals.mainChecker;
    if (checker == null) {
      return;
    }
    try {
      Field waiting = StateQueue.class.getDeclaredField("mu");
      waiting.setAccessible(true);
      Object monitor = waiting.get(checker.theStateQueue);
      synchronized (monitor) {
        monitor.notifyAll();
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this TLC has another queue of states", e);
    }
  }
}
