package dev.lapwing.bench.aws;

import dev.lapwing.executor.RunSubmitter;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TilePool;
import dev.lapwing.testing.lambda.FunctionMetrics;
import dev.lapwing.testing.lambda.LocalFunction;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How long the packaged function takes from nothing to its first answer, in a new environment each
 * time, with and without an archive of its classes.
 */
final class ColdStart {
  private static final int SMALL = 1769;
  private static final int DEPLOYED = 3008;
  private static final String PACKAGED = "as packaged";
  private static final String ARCHIVE = "class-data archive";
  private static final long MEMORY = 1L << 28;

  private final Stack stack;
  private final Factorization work;
  private final int rounds;

  ColdStart(Stack stack, Factorization work, int rounds) {
    this.stack = stack;
    this.work = work;
    this.rounds = rounds;
  }

  /** One way to deploy the function. */
  private record Setup(String variant, int megabytes, List<String> options) {
    Setup with(String option) {
      List<String> more = new ArrayList<>(options);
      more.add(option);
      return new Setup(variant, megabytes, more);
    }

    String name() {
      return "%-20s %5d MB %2d".formatted(variant, megabytes, PackagedFunction.cores(megabytes));
    }
  }

  /**
   * One start of an environment.
   *
   * @param init seconds from the start of the process until it asked for an event
   * @param first seconds from the call until the first answer
   * @param warm seconds from the next call until its answer
   * @param processor seconds of processor time until the first answer
   */
  private record Start(double init, double first, double warm, double processor) {
    /** Seconds from when it had asked for an event until it had answered that. */
    double event() {
      return first - init;
    }
  }

  /** Measures it, and prints two tables: the starts, and what they consist of. */
  void measure() throws Exception {
    try (PackagedFunction function = PackagedFunction.unpack(stack)) {
      AwsBench.print("load of the machine %.1f, Java %s%n", load(), Runtime.version());
      Path archive = archive(function);
      AwsBench.print("the archive has %.1f MB%n", Files.size(archive) * 1e-6);
      String use = "-XX:SharedArchiveFile=" + archive;
      starts(
          function,
          List.of(
              new Setup(PACKAGED, DEPLOYED, List.of()),
              new Setup(ARCHIVE, DEPLOYED, List.of(use)),
              new Setup("no class-data at all", DEPLOYED, List.of("-Xshare:off")),
              new Setup("C2 as well as C1", DEPLOYED, List.of("-XX:TieredStopAtLevel=4")),
              new Setup(PACKAGED, SMALL, List.of()),
              new Setup(ARCHIVE, SMALL, List.of(use))));
      parts(function, new Setup(PACKAGED, DEPLOYED, List.of()), false);
      parts(function, new Setup(ARCHIVE, DEPLOYED, List.of(use)), true);
      AwsBench.print("load of the machine %.1f%n", load());
    }
  }

  /** What an environment that has worked writes of its classes when it ends by itself. */
  private Path archive(PackagedFunction function) throws Exception {
    Path file = function.file("function.jsa");
    var recording = new Setup("recording", DEPLOYED, List.of("-XX:ArchiveClassesAtExit=" + file));
    start(function, deploy(function, recording));
    return file;
  }

  private void starts(PackagedFunction function, List<Setup> setups) throws Exception {
    Map<Setup, LocalFunction> deployed = new LinkedHashMap<>();
    Map<Setup, List<Start>> measured = new LinkedHashMap<>();
    for (Setup setup : setups) {
      deployed.put(setup, deploy(function, setup));
      measured.put(setup, new ArrayList<>());
    }
    start(function, deployed.get(setups.get(0)));
    for (int round = 0; round < rounds; round++) {
      for (Setup setup : setups) {
        measured.get(setup).add(start(function, deployed.get(setup)));
      }
    }
    AwsBench.print(
        "%-31s %8s %16s %8s %16s %10s %8s%n",
        "deployed as, memory, cores", "init, s", "", "first, s", "", "processor", "warm, s");
    measured.forEach(ColdStart::row);
  }

  private static void row(Setup setup, List<Start> starts) {
    AwsBench.print(
        "%-31s %8.2f %16s %8.2f %16s %10.2f %8.3f%n",
        setup.name(),
        median(starts, Start::init),
        spread(starts, Start::init),
        median(starts, Start::first),
        spread(starts, Start::first),
        median(starts, Start::processor),
        median(starts, Start::warm));
  }

  /** Prints what starts consist of, by the classes that they load one after the other. */
  private void parts(PackagedFunction function, Setup setup, boolean hasArchive) throws Exception {
    Path file = function.file("classes.log");
    LocalFunction deployed =
        deploy(
            function,
            new Setup(setup.variant() + ", logged", setup.megabytes(), setup.options())
                .with(StartLog.option(file)));
    List<StartLog> logs = new ArrayList<>();
    List<Start> starts = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      starts.add(start(function, deployed));
      logs.add(StartLog.read(file));
      Files.delete(file);
    }
    if (logs.stream().anyMatch(log -> log.usesOwnArchive() != hasArchive)) {
      throw new IllegalStateException("the JVM passes over the archive of " + setup);
    }
    AwsBench.print(
        "%s: %d classes until ready, %d of them from archives%n",
        setup.name(), logs.get(0).classes(), logs.get(0).archived());
    for (int i = 0; i < StartLog.PARTS.size(); i++) {
      int part = i;
      List<Double> seconds = logs.stream().map(log -> log.parts().get(part)).toList();
      AwsBench.print("  %-16s %6.3f s%n", StartLog.PARTS.get(i), AwsBench.median(seconds));
    }
    AwsBench.print("  %-16s %6.3f s%n", "first event", median(starts, Start::event));
  }

  private static LocalFunction deploy(PackagedFunction function, Setup setup) throws IOException {
    String name = "%s-%d".formatted(setup.variant(), setup.megabytes());
    return function.deploy(
        name.replaceAll("[^A-Za-z0-9]+", "-"), setup.megabytes(), setup.options());
  }

  /** Starts an environment, lets it work twice, and ends it. */
  private Start start(PackagedFunction function, LocalFunction deployed) throws Exception {
    FunctionMetrics before = deployed.metrics();
    double first = function.work(deployed, submit(), work.tasks());
    double processor = processorSeconds(deployed);
    double warm = function.work(deployed, submit(), work.tasks());
    FunctionMetrics after = deployed.metrics();
    if (after.coldStarts() != before.coldStarts() + 1) {
      throw new IllegalStateException("a start was not cold: " + after);
    }
    deployed.coolDown();
    return new Start((after.initMillis() - before.initMillis()) * 1e-3, first, warm, processor);
  }

  /** Leaves a run to whoever comes. */
  private String submit() throws StoreException {
    String run = Factorization.nextRun();
    try (TilePool pool = TilePool.create(MEMORY);
        Storage storage = stack.open(pool);
        var submitter = new RunSubmitter(KernelLibraries.best().description())) {
      submitter
          .submit(
              work.spec(
                  storage,
                  run,
                  Stack.matrix(work.toString()),
                  Stack.matrix(run),
                  AwsBench.limits()))
          .detach();
    }
    return run;
  }

  private static double processorSeconds(LocalFunction deployed) {
    return deployed.processes().stream()
            .flatMap(pid -> ProcessHandle.of(pid).stream())
            .flatMap(process -> process.info().totalCpuDuration().stream())
            .mapToDouble(Duration::toNanos)
            .sum()
        * 1e-9;
  }

  private static double median(List<Start> starts, ToDoubleFunction<Start> figure) {
    return AwsBench.median(starts.stream().map(figure::applyAsDouble).toList());
  }

  private static String spread(List<Start> starts, ToDoubleFunction<Start> figure) {
    Comparator<Start> order = Comparator.comparingDouble(figure);
    return "(%.2f to %.2f)"
        .formatted(
            figure.applyAsDouble(starts.stream().min(order).orElseThrow()),
            figure.applyAsDouble(starts.stream().max(order).orElseThrow()));
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
