package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.compiler.Compiler;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Cholesky;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import dev.lapwing.state.processes.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are really killed, at random points, one after the other in the same run. */
@Tag("once")
class KilledRunTest {
  private static final int KILLS = 4;
  private static final int TASKS = 9 * 10 * 11 / 6;
  private static final long NEVER = Long.MAX_VALUE;

  /** Each task is three writes at least: to a matrix, of its edges, and that it is done. */
  private static final int WRITES_BETWEEN_KILLS = 3 * TASKS / KILLS - 10;

  @TempDir private Path folder;

  @Test
  void aRunThatIsKilledAgainAndAgainGoesOnWithoutComputingAnythingTwice() throws Exception {
    double[][] a = Matrices.positiveDefinite(FolderRun.N, 7);
    FolderRun.prepare(folder, a);
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    for (int kill = 0; kill < KILLS; kill++) {
      killAfter(1 + random.nextInt(WRITES_BETWEEN_KILLS));
    }
    runToTheEnd();
    List<String> lines = Files.readAllLines(folder.resolve(FolderRun.TOLD));
    assertThat(lines).as("seed %d: %s", seed, errors()).last().asString().startsWith("computed");
    assertThat(lines).filteredOn(line -> line.startsWith(Announcing.AGAIN)).isEmpty();
    assertThat(lines)
        .filteredOn(line -> line.startsWith(Announcing.WROTE))
        .doesNotHaveDuplicates()
        .hasSizeLessThanOrEqualTo(TASKS);
    assertThat(FolderRun.factor(folder)).isDeepEqualTo(undisturbed(a));
  }

  @Test
  void twoProcessesShareARun() throws Exception {
    double[][] a = Matrices.positiveDefinite(FolderRun.N, 8);
    FolderRun.prepare(folder, a);
    try (ChildJvm one = start(NEVER);
        ChildJvm other = start(NEVER)) {
      assertThat(one.exitCode()).as(errors()).isZero();
      assertThat(other.exitCode()).as(errors()).isZero();
    }
    assertThat(FolderRun.factor(folder)).isDeepEqualTo(undisturbed(a));
  }

  private void killAfter(long writes) throws Exception {
    try (ChildJvm child = start(writes)) {
      assertThat(child.nextLine()).as(errors()).contains(FolderRun.HALTED);
    }
  }

  private void runToTheEnd() throws Exception {
    try (ChildJvm child = start(NEVER)) {
      assertThat(child.exitCode()).as(errors()).isZero();
    }
  }

  private ChildJvm start(long writesUntilHalt) throws Exception {
    return ChildJvm.start(
        errorFile(), FolderRun.class, folder.toString(), Long.toString(writesUntilHalt), "1500");
  }

  private Path errorFile() {
    return folder.resolve("errors.txt");
  }

  private String errors() throws Exception {
    return Files.readString(errorFile());
  }

  private static double[][] undisturbed(double[][] a) throws Exception {
    try (TilePool pool = TilePool.create(1 << 24);
        var executor = new LocalExecutor(1, KernelLibraries.pureJava(), pool);
        TileStore input = TileStore.inMemory("mem:A");
        TileStore factor = TileStore.inMemory("mem:L")) {
      Matrices.write(input, pool, a, FolderRun.CUT, FolderRun.CUT);
      var sizes = new Sizes(Map.of("n", FolderRun.CUT), Map.of(), Map.of());
      executor
          .start(
              RunSpec.builder("undisturbed", Compiler.compile(Cholesky.program()), sizes)
                  .matrix("A", input, FolderRun.CUT, FolderRun.CUT)
                  .matrix("L", factor, FolderRun.CUT, FolderRun.CUT)
                  .build())
          .await();
      return Matrices.read(factor, FolderRun.CUT, FolderRun.CUT);
    }
  }
}
