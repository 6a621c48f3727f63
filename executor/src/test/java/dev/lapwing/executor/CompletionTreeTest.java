package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.compiler.Compiler;
import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.executor.CompletionTree.Node;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Scale;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every task without children climbs the tree; the root is full after the last and not before. */
class CompletionTreeTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 22, 23, 50, 520})
  void theRootFillsWithTheLastTask(int tiles) {
    TaskGraph graph = scale(tiles);
    CompletionTree tree = CompletionTree.of(graph);
    Map<Long, Set<Integer>> sets = new HashMap<>();
    List<Boolean> full = new ArrayList<>();
    graph.forEachTerminal(task -> full.add(climb(tree.leafOf(task), sets)));
    assertThat(full.indexOf(true)).isEqualTo(tiles * tiles - 1);
    assertThat(sets.values()).allMatch(edges -> edges.size() <= 512);
    assertThat(sets.keySet()).allMatch(item -> item < 0 && item != CompletionTree.SEEDED);
  }

  private static boolean climb(Node node, Map<Long, Set<Integer>> sets) {
    Set<Integer> edges = sets.computeIfAbsent(node.item(), item -> new HashSet<>());
    boolean isFull = edges.add(node.edge()) && edges.size() == node.degree();
    return isFull && (node.isRoot() || climb(node.above(), sets));
  }

  /** A program whose tasks all are terminal: tiles x tiles of them. */
  private static TaskGraph scale(int tiles) {
    var cut = new Partition(tiles, 1);
    return Compiler.compile(Scale.program())
        .at(new Sizes(Map.of("m", cut, "n", cut), Map.of(), Map.of("alpha", 2.0)));
  }
}
