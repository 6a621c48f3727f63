package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.executor.Fleet;
import dev.lapwing.executor.NotPositiveDefinite;
import dev.lapwing.executor.Scaling;
import dev.lapwing.executor.ThreadFleet;
import dev.lapwing.executor.WorkLimits;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.Storage;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.aws.LocalAws;
import dev.lapwing.tiles.HeapMatrix;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A Lapwing whose runs and results are on AWS. */
@Tag("once")
class AwsTest {
  @RegisterExtension static final LocalAws AWS = new LocalAws();

  @Test
  void thisProcessComputesOnAwsTheBitsThatItComputesInMemory() throws Exception {
    try (Lapwing memory = Lapwing.builder().tile(32).threads(2).build();
        Lapwing lapwing = builder().build()) {
      BigMatrix a = lapwing.randomSpd(200, 1);
      assertThat(a.location()).startsWith("s3://" + AWS.place().bucket() + "/");
      BigMatrix l = a.cholesky().lower();
      assertThat(l.toArray()).isDeepEqualTo(memory.randomSpd(200, 1).cholesky().lower().toArray());
      assertThat(lapwing.runs()).extracting(RunSummary::status).contains(RunStatus.DONE);
    }
  }

  @Test
  void whatHasNoNameGoesWithItsLapwing() throws Exception {
    String location;
    try (Lapwing lapwing = builder().build()) {
      location = lapwing.random(50, 40, 3).location();
      assertThat(lapwing.exists(location)).isTrue();
    }
    try (Lapwing lapwing = builder().build()) {
      assertThat(lapwing.exists(location)).isFalse();
    }
  }

  @Test
  void executorsElsewhereComputeAndTheRunOutlivesItsClient() throws Exception {
    String l = AWS.matrix("outlives-l");
    String id;
    try (Lapwing lapwing =
        builder().fleet((run, executors, permit) -> none(), Scaling.upTo(0)).build()) {
      BigMatrix a = lapwing.randomSpd(120, 2);
      Run<CholeskyFactor> run = a.async(RunOptions.into(l)).cholesky();
      id = run.id();
      run.detach();
    }
    try (TilePool pool = TilePool.create(1 << 26);
        Storage storage = Storage.onAws(AWS.place(), pool);
        var fleet = new ThreadFleet(storage, pool, 1, idle());
        Lapwing lapwing = builder().fleet(fleet, Scaling.none()).build()) {
      assertThat(fleet.start(id, 2).started()).isEqualTo(2);
      Map<String, BigMatrix> results = lapwing.attach(id).join();
      assertThat(results.get("L").location()).isEqualTo(l);
      assertThat(results.get("L").rows()).isEqualTo(120);
    }
  }

  @Test
  void aFailedRunIsRememberedUntilItIsCleanedUp() {
    String id;
    try (Lapwing lapwing = builder().build()) {
      BigMatrix a = lapwing.random(100, 100, 5);
      Run<CholeskyFactor> run = a.async().cholesky();
      id = run.id();
      assertThatThrownBy(run::join).isInstanceOf(NotPositiveDefinite.class);
    }
    try (Lapwing lapwing = builder().build()) {
      assertThat(lapwing.runs())
          .filteredOn(run -> run.id().equals(id))
          .extracting(RunSummary::status)
          .containsExactly(RunStatus.FAILED);
      assertThat(lapwing.trace(id).isEmpty()).isFalse();
      CleanedRuns cleaned = lapwing.clean(List.of(id));
      assertThat(cleaned.runs()).containsExactly(id);
      assertThat(lapwing.runs()).extracting(RunSummary::id).doesNotContain(id);
    }
  }

  @Test
  void aMatrixThatExecutorsDoNotSeeIsRefusedAtOnce(@TempDir Path folder) {
    String here = folder.resolve("a.zarr").toString();
    try (Lapwing lapwing =
        builder().fleet((run, executors, permit) -> none(), Scaling.upTo(0)).build()) {
      BigMatrix a = lapwing.async(RunOptions.into(here)).matrix(20, 20, (i, j) -> i + j).join();
      assertThatThrownBy(() -> a.async().cholesky())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("A is at", "a.zarr", "bucket " + AWS.place().bucket());
    }
  }

  @Test
  void executorsElsewhereCutTurnAndReduceWhatThisProcessNeverReads() throws Exception {
    try (TilePool pool = TilePool.create(1 << 26);
        Storage storage = Storage.onAws(AWS.place(), pool);
        var fleet = new ThreadFleet(storage, pool, 1, idle());
        Lapwing lapwing = builder().fleet(fleet, Scaling.upTo(1)).build()) {
      BigMatrix a = lapwing.matrix(70, 90, (i, j) -> 1000 * i + j);
      BigMatrix turned = a.slice(3, 66, 5, 85).transpose();
      Run<BigMatrix> copy = turned.async(RunOptions.defaults().tile(new Shape(41, 50))).copy();
      assertThat(copy.canDetach()).as("others work on it").isTrue();
      assertThat(copy.join().toArray())
          .isDeepEqualTo(HeapMatrix.of(80, 63, (i, j) -> 1000 * (3 + j) + 5 + i));
      Run<Double> norm = a.async().norm(Norm.MAX);
      assertThat(norm.canDetach()).isTrue();
      assertThat(norm.join()).isEqualTo(69_089);
      double[] factors = {2, -1, 0.5};
      assertThat(ColumnScaling.start("", a, factors, RunOptions.defaults()).join().toArray())
          .isDeepEqualTo(
              HeapMatrix.of(70, 90, (i, j) -> (j < 3 ? factors[j] : 1) * (1000 * i + j)));
    }
  }

  @Test
  void whatExecutorsDoNotSeeIsCopiedByThisProcess(@TempDir Path folder) {
    String here = folder.resolve("a.zarr").toString();
    try (Lapwing lapwing =
        builder().fleet((run, executors, permit) -> none(), Scaling.upTo(0)).build()) {
      BigMatrix a = lapwing.async(RunOptions.into(here)).matrix(20, 20, (i, j) -> i + j).join();
      BigMatrix copy = a.copy();
      assertThat(copy.location()).startsWith("s3://");
      assertThat(copy.toArray()).isDeepEqualTo(a.toArray());
      RunOptions tiles = RunOptions.defaults().tile(new Shape(7, 9));
      assertThat(lapwing.async(tiles).load(copy.location()).join().toArray())
          .as("loaded although no executors come")
          .isDeepEqualTo(a.toArray());
    }
  }

  @Test
  void runsAreInOnePlace(@TempDir Path folder) {
    assertThatThrownBy(() -> builder().folder(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("in one place");
  }

  private static LapwingBuilder builder() {
    return Lapwing.builder().tile(32).threads(2).aws(AWS.place());
  }

  private static Fleet.Start none() {
    return Fleet.Start.throttled(0, "nobody comes");
  }

  private static WorkLimits idle() {
    return WorkLimits.unlimited().withIdle(Duration.ofSeconds(20));
  }
}
