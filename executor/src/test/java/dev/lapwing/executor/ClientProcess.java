package dev.lapwing.executor;

import java.nio.file.Path;

/** A client as a process of its own, which hands a run over and waits for its end. */
final class ClientProcess {
  static final String SUBMITTED = "submitted";

  private ClientProcess() {}

  /** Arguments: the folder, the size, the tile, the run. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int n = Integer.parseInt(arguments[1]);
    int tile = Integer.parseInt(arguments[2]);
    try (var runs = new FolderRuns(folder, n, tile);
        var submitter = new RunSubmitter(FolderRuns.KERNELS, ExecutorProcess.fleet(folder, 0))) {
      RunSpec spec = runs.cholesky(arguments[3], false).scaling(FleetUnderFireTest.SCALING).build();
      SubmittedRun run = submitter.submit(spec);
      System.out.println(SUBMITTED);
      System.out.println(run.await().tasks());
    }
  }
}
