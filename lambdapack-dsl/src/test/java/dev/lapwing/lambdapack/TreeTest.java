package dev.lapwing.lambdapack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.lambdapack.reference.Execution;
import dev.lapwing.lambdapack.reference.Interpreter;
import dev.lapwing.lambdapack.reference.ProgramChecker;
import dev.lapwing.lambdapack.reference.TileName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeTest {

  private static final int LONGEST = 40;

  /** R = A[0] + A[1] + ... by a tree, where A[i] is leaf i. */
  private static Program reduction(int arity) {
    return Program.define("reduction", p -> {
      Dimension one = p.size("one");
      p.require(one.equalTo(1), "the result is one tile");
      Index length = p.parameter("length");
      SymbolicMatrix r = p.output("R", one, one);
      Tree tree = p.tree(arity, length);
      SymbolicMatrix s = p.scratch("S", one.tile(0), one.tile(0), tree.levels(), tree.leaves());
      p.loop("i", 0, length, i -> p.let(s.at(tree.leaf(i))).be(Kernels.laset(1, 1)));
      p.treeReduce(tree, r.at(0, 0), s::at, Kernels::add);
    });
  }

  /** Marks the leaves by walking up and then down the same tree. */
  private static Program roundTrip(int arity) {
    return Program.define("round-trip", p -> {
      Dimension one = p.size("one");
      p.require(one.equalTo(1), "the tiles are one tile of this size");
      Index length = p.parameter("length");
      p.require(length.atLeast(1), "a tree has a top");
      SymbolicMatrix r = p.output("R", one, one);
      Tree tree = p.tree(arity, length);
      SymbolicMatrix up = p.scratch("U", one.tile(0), one.tile(0), tree.levels(), tree.leaves());
      SymbolicMatrix down = p.scratch("D", one.tile(0), one.tile(0), tree.levels(), tree.leaves());
      p.loop("i", 0, length, i -> p.let(up.at(tree.leaf(i))).be(Kernels.laset(1, 1)));
      tree.up(node -> p.let(up.at(node)).be(Kernels.add(up.at(node.children()))));
      p.let(down.at(tree.top())).be(Kernels.copy(up.at(tree.top())));
      tree.down(node -> {
        for (int child = 0; child < arity; child++) {
          TreeNode place = node.child(child);
          p.when(node.hasChild(child), () -> p.let(down.at(place)).be(Kernels.copy(down.at(node))));
        }
      });
      p.let(r.at(0, 0)).be(Kernels.add(down.at(Index.constant(0), Range.range(0, length))));
    });
  }

  private static Sizes sizes(long length) {
    return new Sizes(Map.of("one", new Partition(1, 1)), Map.of("length", length), Map.of());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void everyLeafIsReducedExactlyOnceAndInOrder(int arity) {
    for (long length = 0; length <= LONGEST; length++) {
      ProgramChecker.check(reduction(arity), sizes(length));
      List<Long> expected = LongStream.range(0, length).boxed().toList();
      assertThat(leavesOfTheResult(reduction(arity), length)).isEqualTo(expected);
    }
  }

  /** The leaves that each tile is made of, followed through every sum. */
  private static List<Long> leavesOfTheResult(Program program, long length) {
    Map<TileName, List<Long>> leaves = new HashMap<>();
    Interpreter.run(program, sizes(length), execution -> {
      TileName target = execution.writes().get(0);
      leaves.put(target, leavesOf(execution, target, leaves));
    });
    return leaves.get(new TileName("R", List.of(0L, 0L)));
  }

  private static List<Long> leavesOf(
      Execution execution, TileName target, Map<TileName, List<Long>> leaves) {
    if (execution.reads().isEmpty()) {
      return List.of(target.indices().get(1));
    }
    List<Long> sum = new ArrayList<>();
    execution.reads().get(0).forEach(term -> sum.addAll(leaves.get(term)));
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void noNodeHasMoreChildrenThanItsArity(int arity) {
    for (long length = 1; length <= LONGEST; length++) {
      Interpreter.run(reduction(arity), sizes(length), execution -> execution
          .reads()
          .forEach(terms -> assertThat(terms).hasSizeBetween(1, arity)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void theWayDownReachesWhatTheWayUpCameFrom(int arity) {
    for (long length = 1; length <= LONGEST; length++) {
      ProgramChecker.check(roundTrip(arity), sizes(length));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void theDepthIsLogarithmic(int arity) {
    long power = 1;
    for (long depth = 0; power <= LONGEST; depth++, power *= arity) {
      long[] highest = {0};
      Interpreter.run(roundTrip(arity), sizes(power), execution -> {
        TileName target = execution.writes().get(0);
        if (target.matrix().equals("U")) {
          highest[0] = Math.max(highest[0], target.indices().get(0));
        }
      });
      assertThat(highest[0]).isEqualTo(depth);
    }
  }
}
