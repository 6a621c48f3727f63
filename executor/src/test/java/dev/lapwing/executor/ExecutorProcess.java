package dev.lapwing.executor;

import dev.lapwing.state.Storage;
import dev.lapwing.state.TilePool;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An executor as a process of its own, which knows a folder and a run's id. It can start others
 * like itself.
 */
final class ExecutorProcess {
  static final int THREADS = 2;

  private static final Duration IDLE = Duration.ofSeconds(10);

  private ExecutorProcess() {}

  /** Arguments: the folder, by how many hours the clock is wrong, the run. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    long hours = Long.parseLong(arguments[1]);
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(hours));
    try (TilePool pool = TilePool.create(FolderRuns.POOL_BYTES);
        Storage storage = Storage.inFolder(folder, pool, clock);
        var worker = new RunWorker(storage, pool, THREADS, fleet(folder, hours))) {
      WorkReport report = worker.work(arguments[2], WorkLimits.unlimited().withIdle(IDLE));
      System.out.println(report.reason() + ", after " + report.tasks() + " tasks");
    }
  }

  /** A fleet of such processes, whose clocks are wrong by some hours. */
  static ProcessFleet fleet(Path folder, long hours) {
    return new ProcessFleet(run -> command(folder, hours, run), folder.resolve("logs"));
  }

  private static List<String> command(Path folder, long hours, String run) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-ea"));
    command.addAll(List.of("-XX:MaxDirectMemorySize=256m", "-Xshare:auto"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(ExecutorProcess.class.getName(), folder.toString(), Long.toString(hours), run));
    return command;
  }
}
