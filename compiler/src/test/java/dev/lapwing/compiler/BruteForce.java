package dev.lapwing.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.compiler.Unrolled.Task;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Sizes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asserts that a task graph says exactly what running the loops says. */
final class BruteForce {
  private final Unrolled expected;
  private final TaskGraph graph;

  private BruteForce(Program program, Sizes sizes) {
    expected = new Unrolled(program, sizes);
    graph = Compiler.compile(program).at(sizes);
  }

  static void assertAgrees(Program program, Sizes sizes) {
    BruteForce check = new BruteForce(program, sizes);
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

  private long task(Task task) {
    return graph.task(
        task.statement(), task.indices().stream().mapToLong(Long::longValue).toArray());
  }

  private void tasks() {
    List<Task> tasks = new ArrayList<>();
    graph.forEachTask(t -> tasks.add(name(t)));
    assertThat(tasks).isEqualTo(expected.tasks());
    assertThat(graph.taskCount()).isEqualTo(tasks.size());
    expected.counts().forEach((s, count) -> assertThat(graph.taskCount(s)).isEqualTo(count));
  }

  private void edges() {
    for (Task task : expected.tasks()) {
      Map<Task, Integer> children = new LinkedHashMap<>();
      graph.forEachChild(
          task(task), (child, edge) -> assertThat(children.put(name(child), edge)).isNull());
      assertThat(children).as("children of %s", task).isEqualTo(expected.children(task));
      Map<Task, Integer> parents = new LinkedHashMap<>();
      graph.forEachParent(
          task(task), (parent, edge) -> assertThat(parents.put(name(parent), edge)).isNull());
      assertThat(parents).as("parents of %s", task).isEqualTo(expected.parents(task));
      assertThat(graph.inDegree(task(task))).isEqualTo(parents.size());
    }
  }

  private void ends() {
    List<Task> roots = new ArrayList<>();
    graph.forEachRoot(t -> roots.add(name(t)));
    assertThat(roots)
        .containsExactlyInAnyOrderElementsOf(
            expected.tasks().stream().filter(t -> expected.parents(t).isEmpty()).toList());
    List<Task> terminals = new ArrayList<>();
    graph.forEachTerminal(t -> terminals.add(name(t)));
    assertThat(terminals)
        .containsExactlyInAnyOrderElementsOf(
            expected.tasks().stream().filter(t -> expected.children(t).isEmpty()).toList());
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
              assertThat(found)
                  .as("readers of %s", tile)
                  .containsExactlyInAnyOrderElementsOf(readers);
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
