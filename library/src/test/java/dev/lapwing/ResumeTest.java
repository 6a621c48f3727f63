package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.executor.RunEvent.TaskFinished;
import dev.lapwing.executor.RunLimits;
import dev.lapwing.testing.UnreadableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
  private static final int N = 320;
  private static final int TILE = 32;

  /** Of the Cholesky factorization of 10 x 10 tiles in chunks of 4. */
  private static final int TASKS = 86;

  private static final int TASKS_BEFORE_DEATH = 60;

  @TempDir Path folder;

  @Test
  @Tag("once")
  void aRunWhoseProcessDiedGoesOnWhereItWasAndEndsWithTheSameBits()
      throws IOException, InterruptedException {
    String place = folder.resolve("l.zarr").toString();
    try (Lapwing lapwing = Lapwing.local()) {
      Victim.matrix(lapwing).save(folder.resolve("a.zarr").toString());
    }

    // Its last tile, which the victim must not come to, however late it dies.
    try (var last = UnreadableFile.of(folder.resolve("a.zarr/c/9/9"))) {
      assertThat(dieWhileFactoring(place)).as("without %s", last).isEqualTo(Victim.EXIT_CODE);
    }

    try (Lapwing lapwing = Lapwing.builder().folder(folder.resolve("work")).build()) {
      assertThat(lapwing.unfinishedRuns()).hasSize(1);
      Run<?> run = lapwing.resume(lapwing.unfinishedRuns().get(0));
      run.join();

      assertThat(run.report().tasks()).isLessThanOrEqualTo(TASKS - TASKS_BEFORE_DEATH);
      assertThat(lapwing.unfinishedRuns()).isEmpty();
      BigMatrix a = Victim.matrix(lapwing);
      try (CholeskyFactor undisturbed = a.transpose().cholesky()) {
        assertThat(lapwing.open(place).toArray()).isDeepEqualTo(undisturbed.lower().toArray());
      }
    }
  }

  @Test
  void aRunThatIsNotThereIsNamed() {
    try (Lapwing lapwing = Lapwing.builder().folder(folder).build()) {
      assertThatThrownBy(() -> lapwing.resume("01ARZ3NDEKTSV4RRFFQ69G5FAV"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("01ARZ3NDEKTSV4RRFFQ69G5FAV");
    }
  }

  @Test
  void aRunThatHasEndedIsNotResumed() {
    try (Lapwing lapwing = Lapwing.builder().folder(folder).build()) {
      Run<BigMatrix> run = lapwing.identity(3).async().scale(2);
      run.join();

      assertThatThrownBy(() -> lapwing.resume(run.id()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("DONE");
    }
  }

  private int dieWhileFactoring(String place) throws IOException, InterruptedException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Victim.class.getName(),
            folder.resolve("work").toString(),
            folder.resolve("a.zarr").toString(),
            place)
        .inheritIO()
        .start()
        .waitFor();
  }

  /** Begins a factorization and dies in the middle, with no time to say good-bye. */
  static final class Victim {
    static final int EXIT_CODE = 137;

    private Victim() {}

    /** Arguments: the folder to work in, where A is, where L is wanted. */
    public static void main(String[] arguments) {
      try (Lapwing lapwing =
          Lapwing.builder()
              .folder(Path.of(arguments[0]))
              .threads(2)
              .tile(TILE)
              .limits(RunLimits.defaults().withDeliveries(1_000_000))
              .build()) {
        BigMatrix a = lapwing.open(arguments[1]).transpose();
        var finished = new AtomicInteger();
        RunOptions options =
            RunOptions.into(arguments[2])
                .observer(
                    event -> {
                      if (event instanceof TaskFinished
                          && finished.incrementAndGet() == TASKS_BEFORE_DEATH) {
                        Runtime.getRuntime().halt(EXIT_CODE);
                      }
                    });
        a.async(options).cholesky().join();
      }
    }

    /** Not symmetric, so that forgetting a transpose would be noticed. */
    static BigMatrix matrix(Lapwing lapwing) {
      Entries entries = RandomMatrices.positiveDefinite(N, 100, 1);
      return lapwing
          .async(RunOptions.defaults().tile(new Shape(TILE, TILE)))
          .matrix(N, N, (i, j) -> i > j ? 0 : entries.at(i, j))
          .join();
    }
  }
}
