package dev.lapwing.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Algorithm;
import dev.lapwing.lambdapack.algorithm.Algorithms;
import dev.lapwing.lambdapack.algorithm.Cholesky;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("once")
class UrgencyTest {
  private static final int POTRF = 0;
  private static final int TRSM = 1;
  private static final int GEMM = 2;
  private static final int SYRK = 3;

  private static TaskGraph cholesky(long tiles) {
    return Compiler.compile(Cholesky.program())
        .at(new Sizes(Map.of("n", new Partition(512 * tiles, 512)), Map.of(), Map.of()));
  }

  @Test
  void theNextPanelOfCholeskyComesBeforeFarTrailingUpdates() {
    long n = 40;
    TaskGraph graph = cholesky(n);
    for (long i = 0; i < n - 4; i++) {
      double farUpdate = graph.urgency(graph.task(GEMM, i, n - 1, n - 2));
      assertThat(graph.urgency(graph.task(POTRF, i + 1))).isGreaterThan(farUpdate);
      assertThat(graph.urgency(graph.task(TRSM, i + 1, i + 2))).isGreaterThan(farUpdate);
      assertThat(graph.urgency(graph.task(SYRK, i, i + 1))).isGreaterThan(farUpdate);
      assertThat(graph.urgency(graph.task(GEMM, i, i + 2, i + 1))).isGreaterThan(farUpdate);
    }
  }

  @Test
  void earlierStepsOfCholeskyAreMoreUrgent() {
    TaskGraph graph = cholesky(256);
    for (long i = 0; i < 255; i++) {
      assertThat(graph.urgency(graph.task(POTRF, i)))
          .isGreaterThan(graph.urgency(graph.task(POTRF, i + 1)));
    }
  }

  @Test
  void theEstimateForCholeskyIsCloseToTheLongestPath() {
    TaskGraph graph = cholesky(16);
    List<Long> order = new ArrayList<>();
    graph.forEachTask(order::add);
    Map<Long, Double> levels = new HashMap<>();
    for (int k = order.size() - 1; k >= 0; k--) {
      double[] longest = {0};
      graph.forEachChild(
          order.get(k), (c, edge) -> longest[0] = Math.max(longest[0], levels.get(c)));
      levels.put(order.get(k), longest[0] + graph.call(order.get(k)).flops());
    }
    double whole = levels.get(graph.task(POTRF, 0));
    levels.forEach(
        (task, level) ->
            assertThat(graph.urgency(task))
                .as(graph.describeTask(task))
                .isCloseTo(level, within(0.1 * whole)));
  }

  static Stream<Algorithm> shipped() {
    return Algorithms.all().stream();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void everyTaskHasAFiniteUrgency(Algorithm algorithm) {
    CompiledProgram compiled = Compiler.compile(algorithm.program());
    // urgencies are fitted anew for every graph, which takes its time
    for (Sizes sizes : SmallSizes.upTo(algorithm.program(), 2)) {
      TaskGraph graph = compiled.at(sizes);
      graph.forEachTask(task -> assertThat(graph.urgency(task)).isFinite());
    }
  }
}
