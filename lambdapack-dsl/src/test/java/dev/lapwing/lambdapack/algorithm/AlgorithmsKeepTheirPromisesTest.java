package dev.lapwing.lambdapack.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Parameter;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Size;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.reference.ProgramChecker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class AlgorithmsKeepTheirPromisesTest {

  private static final int TILE = 4;
  private static final int MOST_TILES = 5;

  static Stream<String> names() {
    return Algorithms.all().stream().map(Algorithm::name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyTileIsWrittenOnceAndReadAfterwards(String name) {
    Program program = Algorithms.named(name).program();
    int[] checked = {0};
    forAllSmallSizes(program, sizes -> {
      if (ProgramChecker.accepts(program, sizes)) {
        ProgramChecker.check(program, sizes);
        checked[0]++;
      }
    });
    assertThat(checked[0]).isPositive();
  }

  /** Every number of tiles from none to a few, the last one ragged, and small parameters. */
  private static void forAllSmallSizes(Program program, Consumer<Sizes> visitor) {
    assign(program.sizes(), program.parameters(), new HashMap<>(), new HashMap<>(), visitor);
  }

  private static void assign(
      List<Size> sizes,
      List<Parameter> parameters,
      Map<String, Partition> partitions,
      Map<String, Long> values,
      Consumer<Sizes> visitor) {
    if (!sizes.isEmpty()) {
      for (long tiles = 0; tiles <= MOST_TILES; tiles++) {
        partitions.put(sizes.get(0).name(), ragged(tiles));
        assign(sizes.subList(1, sizes.size()), parameters, partitions, values, visitor);
      }
    } else if (!parameters.isEmpty()) {
      for (long value = 0; value <= 4; value++) {
        values.put(parameters.get(0).name(), value);
        assign(sizes, parameters.subList(1, parameters.size()), partitions, values, visitor);
      }
    } else {
      visitor.accept(new Sizes(partitions, values, Map.of()));
    }
  }

  private static Partition ragged(long tiles) {
    return new Partition(tiles == 0 ? 0 : tiles * TILE - 1, TILE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 7, 12})
  void choleskyHasATaskForEveryTripleOfTiles(int n) {
    Sizes sizes = new Sizes(Map.of("n", ragged(n)), Map.of(), Map.of());
    assertThat(ProgramChecker.check(Cholesky.program(), sizes))
        .isEqualTo(n * (n + 1L) * (n + 2) / 6);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7})
  void choleskyInOneChunkHasATaskATileAndOneMoreOnTheDiagonalButTheFirst(int n) {
    assertThat(ProgramChecker.check(CholeskyChunked.program(), chunked(n, 7)))
        .isEqualTo(n * (n + 1L) / 2 + Math.max(0, n - 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7})
  void choleskyInChunksOfOneHasTheTasksOfTheRightLookingOne(int n) {
    assertThat(ProgramChecker.check(CholeskyChunked.program(), chunked(n, 1)))
        .isEqualTo(n * (n + 1L) * (n + 2) / 6);
  }

  private static Sizes chunked(int n, long chunk) {
    return new Sizes(Map.of("n", ragged(n)), Map.of("chunk", chunk), Map.of());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 5, 17, 40})
  void tsqrTakesAnyNumberOfTiles(long tiles) {
    Sizes sizes = new Sizes(Map.of("m", ragged(tiles), "n", ragged(1)), Map.of(), Map.of());
    assertThat(ProgramChecker.check(TsqrFormQ.program(), sizes)).isGreaterThan(4 * tiles - 2);
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 4, 100})
  void aProductWithOneChunkHasOneTaskATile(long chunk) {
    assertThat(productTasks(3, chunk)).isEqualTo(2 * 5);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void aSplitProductHasATaskAChunkAndOneForTheSum(long chunk) {
    long chunks = (3 + chunk - 1) / chunk;
    assertThat(productTasks(3, chunk)).isEqualTo(2 * 5 * (chunks + 1));
  }

  @Test
  void aProductWithoutInnerTilesIsStillWritten() {
    assertThat(productTasks(0, 2)).isEqualTo(2 * 5);
  }

  private static long productTasks(long innerTiles, long chunk) {
    Map<String, Partition> partitions =
        Map.of("m", ragged(2), "n", ragged(5), "k", ragged(innerTiles));
    Sizes sizes = new Sizes(partitions, Map.of("chunk", chunk), Map.of());
    return ProgramChecker.check(Gemm.program(Op.NO_TRANS, Op.NO_TRANS), sizes);
  }
}
