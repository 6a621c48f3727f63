package dev.lapwing.cli;

import dev.lapwing.Lapwing;
import dev.lapwing.LapwingBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How much of the machine a command may use. */
final class MachineOptions {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Tasks that run at once (default: one for each core).")
  private Optional<Integer> threads;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = ByteSize.Converter.class,
      description = "Memory for tiles, for example 512M or 2GiB (default: what the JVM allows).")
  private Optional<ByteSize> memory;

  /** The beginning of a Lapwing within these bounds. */
  LapwingBuilder builder() {
    LapwingBuilder builder = Lapwing.builder();
    threads.ifPresent(builder::threads);
    memory.ifPresent(size -> builder.memoryBudget(size.bytes()));
    return builder;
  }

  /** The threads of each of some executors that share this machine. */
  int threadsOf(int executors) {
    int cores = Runtime.getRuntime().availableProcessors();
    return threads.orElse(Math.max(1, cores / Math.max(1, executors)));
  }

  /** The same bounds as options of another command. */
  List<String> options(int threadsEach) {
    List<String> options = new ArrayList<>(List.of("--threads", Integer.toString(threadsEach)));
    memory.ifPresent(size -> options.addAll(List.of("--memory", size.bytes() + "b")));
    return options;
  }

  /** The bounds themselves; what was not said is what a Lapwing would choose. */
  Budget budget() {
    LapwingBuilder usual = Lapwing.builder();
    return new Budget(
        threads.orElse(usual.threads()), memory.map(ByteSize::bytes).orElse(usual.memoryBudget()));
  }
}
