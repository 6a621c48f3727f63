package dev.lapwing.executor;

import java.nio.file.Path;

/** A client as a process of its own, which sees to the executors of a run and waits for its end. */
final class ClientProcess {
  static final String ATTACHED = "attached";

  private ClientProcess() {}

  /** Arguments: the place, the size, the tile, the run, a folder for logs. */
  public static void main(String[] arguments) throws Exception {
    RunPlace place = RunPlace.of(arguments[0]);
    int n = Integer.parseInt(arguments[1]);
    int tile = Integer.parseInt(arguments[2]);
    try (var runs = new SharedRuns(place, n, tile);
        var submitter =
            new RunSubmitter(
                SharedRuns.KERNELS, ExecutorProcess.fleet(place, 0, Path.of(arguments[4])))) {
      RecordedRun recorded = RecordedRun.find(runs.storage.runs(), arguments[3]).orElseThrow();
      SubmittedRun run = submitter.attach(recorded.unopened(runs.storage).build());
      System.out.println(ATTACHED);
      System.out.println(run.await().tasks());
    }
  }
}
