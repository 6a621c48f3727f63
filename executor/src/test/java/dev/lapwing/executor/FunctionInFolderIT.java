package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.Storage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run in a folder of this machine, by invocations of the function: without any other service. */
class FunctionInFolderIT {
  @TempDir private Path code;
  @TempDir private Path folder;

  @Test
  void functionsComputeTheSameBitsAsThisJvm() throws Exception {
    UnpackedFunction.forFolders(code);
    double[][] a = Matrices.positiveDefinite(500, 3);
    try (FunctionRuns runs =
        new FunctionRuns(
            code,
            pool -> Storage.inFolder(folder, pool),
            name -> folder.resolve(name + ".zarr").toString(),
            settings -> settings.variable("LAPWING_FOLDER", folder.toString()))) {
      try (RunSubmitter submitter = runs.submitter()) {
        submitter.submit(runs.prepare("in-folder", a, 64, 3)).await();
      }
      runs.assertSameBitsAsHere("in-folder", a, 64);
      assertThat(runs.function.metrics().errors()).isZero();
    }
  }
}
