package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.compiler.Plan;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import dev.lapwing.tiles.HeapMatrix;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every program that ships, run by several threads: what it does, and what comes of it. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("once")
class ShippedRunsTest {
  private final TilePool pool = TilePool.create(1 << 24);
  private final LocalExecutor executor = new LocalExecutor(3, KernelLibraries.pureJava(), pool);

  static Set<String> names() {
    return ShippedRuns.all().keySet();
  }

  @AfterAll
  void close() {
    executor.close();
    assertThat(pool.bytesInUse()).isZero();
    pool.close();
  }

  /** The tasks and the bytes that the graph has, counted at the stores; and one thread's bits. */
  @ParameterizedTest
  @MethodSource("names")
  void aRunDoesWhatItsPlanSays(String name) throws Exception {
    SimulatedProgram program = ShippedRuns.all().get(name);
    Plan plan = Plan.of(program.graph());
    Map<String, TileStore> stores = new HashMap<>();
    for (var input : program.inputs().entrySet()) {
      TileStore store = TileStore.inMemory("mem:" + input.getKey());
      stores.put(input.getKey(), input.getValue().write(store, pool));
    }
    program.outputs().keySet().forEach(out -> stores.put(out, TileStore.inMemory("mem:" + out)));
    RunReport report = executor.start(program.spec("planned", stores).build()).await();
    assertThat(report.tasks()).isEqualTo(plan.tasks());
    assertThat(report.io().bytesWritten()).isEqualTo(plan.bytesWritten());
    assertThat(report.io().bytesRead()).isLessThanOrEqualTo(plan.bytesRead());
    for (var output : program.outputs().entrySet()) {
      SimulatedProgram.Operand expected = output.getValue();
      TileStore store = stores.get(output.getKey());
      double[][] actual = Matrices.read(store, expected.rows(), expected.columns());
      assertThat(HeapMatrix.bits(actual)).isDeepEqualTo(HeapMatrix.bits(expected.entries()));
    }
    for (TileStore store : stores.values()) {
      store.close();
    }
  }
}
