package dev.lapwing.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Algorithm;
import dev.lapwing.lambdapack.algorithm.Algorithms;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("once")
class ShippedProgramsTest {
  private static final int LARGEST = 9;

  static Stream<Program> programs() {
    return Algorithms.all().stream().map(Algorithm::program);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void agreesWithRunningTheLoopsAtAllSmallSizes(Program program) {
    List<Sizes> all = SmallSizes.upTo(program, LARGEST);
    assertThat(all).isNotEmpty();
    CompiledProgram compiled = Compiler.compile(program);
    all.stream()
        .filter(sizes -> !isTransposedProduct(program) || sizes.parameters().containsValue(2L))
        .forEach(sizes -> BruteForce.assertAgrees(compiled, sizes));
  }

  /** They differ from {@code gemm} in reads of inputs only, and so not in what a chunk does. */
  private static boolean isTransposedProduct(Program program) {
    return program.name().startsWith("gemm-");
  }
}
