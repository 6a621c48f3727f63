package dev.lapwing.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Cholesky;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/** What must not depend on the number of tiles. */
class ScaleTest {
  private static final int POTRF = 0;
  private static final int GEMM = 2;

  private static TaskGraph cholesky(long tiles) {
    return Compiler.compile(Cholesky.program())
        .at(new Sizes(Map.of("n", new Partition(64 * tiles, 64)), Map.of(), Map.of()));
  }

  private static long count(Consumer<LongConsumer> tasks) {
    long[] count = {0};
    tasks.accept(task -> count[0]++);
    return count[0];
  }

  @Test
  void aWalkOverAllTasksAndChildrenMeetsEveryEdgeOnce() {
    TaskGraph graph = cholesky(64);
    long[] edges = {0};
    long[] inDegrees = {0};
    graph.forEachTask(
        task -> {
          graph.forEachChild(task, (child, edge) -> edges[0]++);
          inDegrees[0] += graph.inDegree(task);
        });
    assertThat(edges[0]).isEqualTo(inDegrees[0]).isEqualTo(131_040);
    assertThat(count(graph::forEachTask)).isEqualTo(graph.taskCount()).isEqualTo(45_760);
  }

  @Test
  void theMemoryOfAWalkWithChildrenIsThatOfAFewSmallArraysATask() {
    TaskGraph graph = cholesky(32);
    long[] edges = {0};
    LongConsumer children = task -> graph.forEachChild(task, (child, edge) -> edges[0]++);
    graph.forEachTask(children);
    long before = allocated();
    graph.forEachTask(children);
    assertThat((allocated() - before) / graph.taskCount()).isLessThan(1_000);
  }

  @Test
  void askingForTheChildrenOfAPanelTaskAllocatesNothingForEachChild() {
    TaskGraph small = cholesky(4);
    TaskGraph large = cholesky(256);
    assertThat(allocatedForChildren(large)).isLessThan(allocatedForChildren(small) + 1_000);
  }

  /** The least of several calls: the first ones also link and load. */
  private static long allocatedForChildren(TaskGraph graph) {
    long task = graph.task(POTRF, 0);
    long[] edges = {0};
    long least = Long.MAX_VALUE;
    for (int call = 0; call < 20; call++) {
      long before = allocated();
      graph.forEachChild(task, (child, edge) -> edges[0]++);
      least = Math.min(least, allocated() - before);
    }
    return least;
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  @Test
  void rootsAndTerminalsOfMillionsOfTasksAreFoundWhereTheyAre() {
    TaskGraph graph = cholesky(256);
    assertThat(graph.taskCount()).isEqualTo(2_829_056);
    graph.forEachRoot(task -> assertThat(task).isEqualTo(graph.task(POTRF, 0)));
    assertThat(count(graph::forEachRoot)).isEqualTo(1);
    graph.forEachTerminal(task -> assertThat(task).isEqualTo(graph.task(POTRF, 255)));
    assertThat(count(graph::forEachTerminal)).isEqualTo(1);
  }

  @Test
  void aBillionTilesASideAreTooManyToName() {
    assertThatThrownBy(() -> cholesky(1L << 31))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("program cholesky")
        .hasMessageContaining("2^62")
        .hasMessageContaining("use larger tiles");
  }

  @Test
  void aMillionTilesASideAreNot() {
    TaskGraph graph = cholesky(1_000_000);
    long update = graph.task(GEMM, 5, 999_999, 500_000);
    long[] children = {0};
    graph.forEachChild(update, (child, edge) -> children[0] = child);
    assertThat(children[0]).isEqualTo(graph.task(GEMM, 6, 999_999, 500_000));
  }
}
