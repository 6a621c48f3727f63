package dev.lapwing.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Algorithm;
import dev.lapwing.lambdapack.algorithm.Algorithms;
import dev.lapwing.lambdapack.algorithm.Cholesky;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanTest {

  static Stream<Program> programs() {
    return Algorithms.all().stream().map(Algorithm::program);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void totalsAndCriticalPathAgreeWithLookingAtEveryCall(Program program) {
    CompiledProgram compiled = Compiler.compile(program);
    List<Sizes> all = SmallSizes.upTo(program, 4);
    for (Sizes sizes : all.subList(all.size() - Math.min(10, all.size()), all.size())) {
      assertAgrees(compiled.at(sizes));
    }
  }

  private static void assertAgrees(TaskGraph graph) {
    Plan plan = Plan.of(graph);
    double[] flops = {0};
    long[] reads = {0};
    Map<Long, Long> depth = new HashMap<>();
    Map<Long, Double> cost = new HashMap<>();
    graph.forEachTask(
        task -> {
          TaskCall call = graph.call(task);
          flops[0] += call.flops();
          call.inputs().forEach(tiles -> reads[0] += tiles.length);
          long[] longest = {0};
          double[] costliest = {0};
          graph.forEachParent(
              task,
              (parent, edge) -> {
                longest[0] = Math.max(longest[0], depth.get(parent));
                costliest[0] = Math.max(costliest[0], cost.get(parent));
              });
          depth.put(task, longest[0] + 1);
          cost.put(task, costliest[0] + call.flops());
        });
    assertThat(plan.tasks()).isEqualTo(graph.taskCount());
    assertThat(plan.flops()).isCloseTo(flops[0], Percentage.withPercentage(1e-9));
    assertThat(plan.classes().stream().mapToLong(Plan.TaskClass::tilesRead).sum())
        .isEqualTo(reads[0]);
    Plan.CriticalPath path = plan.criticalPath().orElseThrow();
    assertThat(path.tasks())
        .isEqualTo(depth.values().stream().mapToLong(Long::longValue).max().orElse(0));
    assertThat(path.flops())
        .isCloseTo(
            cost.values().stream().mapToDouble(Double::doubleValue).max().orElse(0),
            Percentage.withPercentage(1e-9));
  }

  private static TaskGraph cholesky(long rows, long tile) {
    return Compiler.compile(Cholesky.program())
        .at(new Sizes(Map.of("n", new Partition(rows, tile)), Map.of(), Map.of()));
  }

  @Test
  void choleskyHasACriticalPathOfThreeTasksAStep() {
    assertThat(Plan.of(cholesky(1000, 100)).criticalPath().orElseThrow().tasks()).isEqualTo(28);
  }

  @Test
  void theFlopsOfCholeskyAreThoseOfLapack() {
    double n = 1030;
    assertThat(Plan.of(cholesky(1030, 100)).flops())
        .isCloseTo(n * n * n / 3 + n * n / 2 + n / 6, Percentage.withPercentage(1));
  }

  @Test
  void memoryIsThatOfTheLargestTaskInEverySlot() {
    Plan plan = Plan.of(cholesky(1000, 100));
    long tile = 100 * 100 * Double.BYTES;
    assertThat(plan.largestClass().orElseThrow().kernel()).isEqualTo("gemm(N,T,1)");
    assertThat(plan.peakBytes(1)).isEqualTo(4 * tile);
    assertThat(plan.peakBytes(7)).isEqualTo(28 * tile);
  }

  @Test
  void theCriticalPathIsEstimatedWhereThereAreTooManyTasks() {
    TaskGraph graph = cholesky(1000, 100);
    Plan plan = Plan.of(graph, 10);
    assertThat(plan.criticalPath()).isEmpty();
    assertThat(plan.text()).contains("estimated; there are too many tasks to look for it");
    assertThat(plan.estimatedCriticalFlops())
        .isCloseTo(
            Plan.of(graph).criticalPath().orElseThrow().flops(), Percentage.withPercentage(20));
  }
}
