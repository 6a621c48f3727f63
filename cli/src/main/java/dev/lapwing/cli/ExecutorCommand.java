package dev.lapwing.cli;

import dev.lapwing.executor.ProcessFleet;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of an executor: {@code lapwing worker}, in a JVM like this one.
 *
 * @param folder where its runs are
 * @param options further options of the command
 */
record ExecutorCommand(Path folder, List<String> options) {
  private static final String LOGS = "logs";
  private static final String IDLE = "5s";

  ExecutorCommand {
    folder = folder.toAbsolutePath().normalize();
    options = List.copyOf(options);
  }

  /** Processes that are started with it. */
  ProcessFleet fleet() {
    return new ProcessFleet(this::words, folder.resolve(LOGS));
  }

  private List<String> words(String run) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-agent") && !argument.startsWith("-javaagent"))
        .forEach(words::add);
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    words.addAll(List.of("worker", "--folder", folder.toString(), "--run", run));
    words.addAll(List.of("--idle", IDLE, "--scale", "--quiet"));
    words.addAll(options);
    return words;
  }
}
