package dev.lapwing.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.compiler.Unrolled.Task;
import dev.lapwing.lambdapack.Sizes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asserts that a task graph says exactly what running the loops says. */
final class BruteForce {
  private final Unrolled expected;
  private final TaskGraph graph;

  private BruteForce(CompiledProgram compiled, Sizes sizes) {
    expected = new Unrolled(compiled.program(), sizes);
    graph = compiled.at(sizes);
  }

  static void assertAgrees(CompiledProgram compiled, Sizes sizes) {
    BruteForce check = new BruteForce(compiled, sizes);
    check.tasks();
    check.edges();
    check.ends();
    check.tiles();
  }

  private Task name(long task) {
    List<Long> indices = new ArrayList<>();
    for (long index : graph.indices(task)) {
      indices.add(index);
    }
    return new Task(graph.statement(task), indices);
  }

  private void tasks() {
    List<Task> tasks = new ArrayList<>();
    graph.forEachTask(t -> tasks.add(name(t)));
    assertThat(tasks).isEqualTo(expected.tasks());
    graph.forEachTask(this::assertNamed);
    assertThat(graph.taskCount()).isEqualTo(tasks.size());
    expected.counts().forEach((s, count) -> assertThat(graph.taskCount(s)).isEqualTo(count));
  }

  private void assertNamed(long task) {
    if (graph.task(graph.statement(task), graph.indices(task)) != task) {
      throw new AssertionError(graph.describeTask(task) + " has two names");
    }
  }

  private void edges() {
    Map<Task, Map<Task, Integer>> children = new LinkedHashMap<>();
    Map<Task, Map<Task, Integer>> parents = new LinkedHashMap<>();
    graph.forEachTask(
        task -> {
          Map<Task, Integer> own = new LinkedHashMap<>();
          graph.forEachChild(task, (child, edge) -> putOnce(own, child, edge));
          children.put(name(task), own);
          Map<Task, Integer> from = new LinkedHashMap<>();
          graph.forEachParent(task, (parent, edge) -> putOnce(from, parent, edge));
          parents.put(name(task), from);
          if (graph.inDegree(task) != from.size()) {
            throw new AssertionError("in-degree of " + graph.describeTask(task));
          }
        });
    assertThat(children).isEqualTo(expected.allChildren());
    assertThat(parents).isEqualTo(expected.allParents());
  }

  private void putOnce(Map<Task, Integer> edges, long task, int edge) {
    if (edges.put(name(task), edge) != null) {
      throw new AssertionError("two edges to " + graph.describeTask(task));
    }
  }

  private void ends() {
    List<Task> roots = new ArrayList<>();
    graph.forEachRoot(t -> roots.add(name(t)));
    assertThat(roots).doesNotHaveDuplicates();
    assertThat(new HashSet<>(roots)).isEqualTo(expected.roots());
    List<Task> terminals = new ArrayList<>();
    graph.forEachTerminal(t -> terminals.add(name(t)));
    assertThat(terminals).doesNotHaveDuplicates();
    assertThat(new HashSet<>(terminals)).isEqualTo(expected.terminals());
  }

  private void tiles() {
    expected
        .writers()
        .forEach((tile, writer) -> assertThat(name(graph.writer(tile(tile)))).isEqualTo(writer));
    expected
        .readers()
        .forEach(
            (tile, readers) -> {
              List<Task> found = new ArrayList<>();
              graph.forEachReader(tile(tile), t -> found.add(name(t)));
              assertThat(found).as("readers of %s", tile).hasSameSizeAs(readers);
              assertThat(new HashSet<>(found)).isEqualTo(new HashSet<>(readers));
              assertThat(graph.readerCount(tile(tile))).isEqualTo(readers.size());
              assertThat(graph.address(tile(tile))).isEqualTo(tile);
              assertThat(graph.writer(tile(tile)) == -1)
                  .isEqualTo(!expected.writers().containsKey(tile));
            });
  }

  private long tile(TileAddress tile) {
    return graph.tile(tile.matrix(), tile.indices().stream().mapToLong(Long::longValue).toArray());
  }
}
