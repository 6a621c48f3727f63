package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.compiler.Compiler;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Cholesky;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** NumPyWren's own cases of Cholesky, and one in which 150 messages are sent twice. */
class RepeatedMessagesTest {

  @ParameterizedTest
  @CsvSource({"64, 8, 0", "64, 16, 0", "128, 8, 0", "256, 30, 150"})
  void theFactorIsRight(int n, int tile, int repeated) throws Exception {
    var cut = new Partition(n, tile);
    double[][] matrix = Matrices.positiveDefinite(n, 1);
    try (TilePool pool = TilePool.create(1 << 26);
        var executor = new LocalExecutor(2, KernelLibraries.best(), pool);
        TileStore a = TileStore.inMemory("mem:A");
        TileStore l = TileStore.inMemory("mem:L")) {
      Matrices.write(a, pool, matrix, cut, cut);
      RunState state = RunState.inMemory();
      Repeating queue = new Repeating(state.queue(), repeated);
      RunSpec spec =
          RunSpec.builder(
                  "run",
                  Compiler.compile(Cholesky.program()),
                  new Sizes(Map.of("n", cut), Map.of(), Map.of()))
              .matrix("A", a, cut, cut)
              .matrix("L", l, cut, cut)
              .state(new RunState(queue, state.table(), state.scratch()))
              .build();
      RunReport report = executor.start(spec).await();
      long tiles = cut.tiles();
      assertThat(report.tasks()).isEqualTo(tiles * (tiles + 1) * (tiles + 2) / 6);
      assertThat(queue.left).isZero();
      assertThat(Matrices.choleskyResidual(matrix, Matrices.read(l, cut, cut))).isLessThan(10);
    }
  }

  /** Sends the first messages twice. */
  private static final class Repeating extends QueueDecorator {
    private int left;

    Repeating(TaskQueue queue, int repeated) {
      super(queue);
      left = repeated;
    }

    @Override
    public synchronized void send(List<TaskMessage> messages) throws StoreException {
      List<TaskMessage> sent = new ArrayList<>(messages);
      List<TaskMessage> again = messages.subList(0, Math.min(left, messages.size()));
      sent.addAll(again);
      left -= again.size();
      super.send(sent);
    }
  }
}
