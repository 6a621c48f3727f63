package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.state.RunTable;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FanInTest {
  private static final int MOST = 3;
  private static final SimulatedProgram FEW_PARENTS = SimulatedProgram.cholesky();

  /** Its tasks read ranges of tiles: the last has as many parents as there are tiles in a row. */
  private static final SimulatedProgram MANY_PARENTS = SimulatedProgram.choleskyChunked(4);

  @Test
  void aTaskWithMoreParentsThanTheTableKeepsIsNamed() {
    assertThatThrownBy(() -> FanIn.check(MANY_PARENTS.graph(), MOST))
        .isInstanceOfSatisfying(
            TooManyParents.class,
            refused -> {
              assertThat(refused.parents()).isGreaterThan(MOST);
              assertThat(refused.most()).isEqualTo(MOST);
            })
        .hasMessageContaining("treeReduce")
        .hasMessageContaining("CholeskyChunked.java");
  }

  @Test
  void programsOfFewParentsAndTablesWithoutABoundAreLeftAlone() {
    assertThatCode(() -> FanIn.check(FEW_PARENTS.graph(), MOST)).doesNotThrowAnyException();
    assertThatCode(() -> FanIn.check(MANY_PARENTS.graph(), Integer.MAX_VALUE))
        .doesNotThrowAnyException();
  }

  @Test
  void suchARunIsRefusedBeforeAnythingIsRecorded() throws Exception {
    RunState memory = RunState.inMemory();
    RunTable bounded =
        new TableDecorator(memory.table()) {
          @Override
          public int maxEdges() {
            return MOST;
          }
        };
    Map<String, TileStore> stores = new HashMap<>();
    try (TilePool pool = TilePool.create(1 << 20);
        var executor = new LocalExecutor(1, KernelLibraries.pureJava(), pool)) {
      for (var input : MANY_PARENTS.inputs().entrySet()) {
        TileStore store = TileStore.inMemory("mem:" + input.getKey());
        stores.put(input.getKey(), input.getValue().write(store, pool));
      }
      MANY_PARENTS.outputs().keySet().forEach(n -> stores.put(n, TileStore.inMemory("mem:" + n)));
      RunSpec spec =
          MANY_PARENTS
              .spec("wide", stores)
              .state(new RunState(memory.queue(), bounded, memory.scratch()))
              .build();
      assertThatThrownBy(() -> executor.start(spec)).isInstanceOf(TooManyParents.class);
      assertThat(bounded.find("wide")).isEmpty();
      for (TileStore store : stores.values()) {
        store.close();
      }
    }
  }
}
