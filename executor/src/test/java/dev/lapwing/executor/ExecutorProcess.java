package dev.lapwing.executor;

import dev.lapwing.state.Storage;
import dev.lapwing.state.TilePool;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkGlobalTime;

/**
 * An executor as a process of its own, which knows a place and a run's id. It can start others like
 * itself.
 */
final class ExecutorProcess {
  static final int THREADS = 2;

  private static final Duration IDLE = Duration.ofSeconds(10);

  private ExecutorProcess() {}

  /** Arguments: the place, by how many hours the clock is wrong, the run, a folder for logs. */
  public static void main(String[] arguments) throws Exception {
    RunPlace place = RunPlace.of(arguments[0]);
    int hours = Integer.parseInt(arguments[1]);
    Path logs = Path.of(arguments[3]);
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(hours));
    // The SDK takes its clock for right, too, until a service refuses what it has signed.
    SdkGlobalTime.setGlobalTimeOffset(-(int) Duration.ofHours(hours).toSeconds());
    try (TilePool pool = TilePool.create(SharedRuns.POOL_BYTES);
        Storage storage = place.open(pool, clock);
        var worker = new RunWorker(storage, pool, THREADS, fleet(place, hours, logs))) {
      WorkReport report = worker.work(arguments[2], WorkLimits.unlimited().withIdle(IDLE));
      System.out.println(report.reason() + ", after " + report.tasks() + " tasks");
    }
  }

  /** A fleet of such processes, whose clocks are wrong by some hours. */
  static ProcessFleet fleet(RunPlace place, int hours, Path logs) {
    return new ProcessFleet(run -> command(place, hours, run, logs), logs);
  }

  private static List<String> command(RunPlace place, int hours, String run, Path logs) {
    List<String> command = new ArrayList<>(List.of("env"));
    place.variables().forEach((name, value) -> command.add(name + "=" + value));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-ea"));
    command.addAll(List.of("-XX:MaxDirectMemorySize=256m", "-Xshare:auto"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ExecutorProcess.class.getName());
    command.addAll(List.of(place.word(), Integer.toString(hours), run, logs.toString()));
    return command;
  }
}
