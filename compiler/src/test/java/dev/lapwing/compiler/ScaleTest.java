package dev.lapwing.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Cholesky;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

  /** In a process of its own, whose whole heap is smaller than one byte for each edge. */
  @Test
  void aWalkOverAllTasksOfA256By256GridNeedsNoMemoryForThem() throws Exception {
    Process walk =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx8m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Walk.class.getName())
            .redirectErrorStream(true)
            .start();
    String printed = new String(walk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(walk.waitFor()).as(printed).isZero();
    assertThat(printed.strip())
        .isEqualTo("2829056 tasks, %d edges".formatted(256 * (256 * 256 - 1) / 2));
  }

  /** Asks for the children of every task. */
  static final class Walk {
    private Walk() {}

    public static void main(String[] arguments) {
      TaskGraph graph = cholesky(256);
      long[] counts = {0, 0};
      graph.forEachTask(
          task -> {
            counts[0]++;
            graph.forEachChild(task, (child, edge) -> counts[1]++);
          });
      System.out.println(counts[0] + " tasks, " + counts[1] + " edges");
    }
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
