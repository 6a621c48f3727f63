package dev.lapwing.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.PseudoCode;
import dev.lapwing.lambdapack.Sizes;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

class RandomProgramsTest {

  @Provide
  Arbitrary<Program> validPrograms() {
    return Arbitraries.randomValue(RandomProgram::valid);
  }

  @Provide
  Arbitrary<Program> carelessPrograms() {
    return Arbitraries.randomValue(RandomProgram::careless);
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void theTaskGraphOfAValidProgramAgreesWithRunningTheLoops(
      @ForAll("validPrograms") Program program) {
    for (int n = 0; n <= 9; n++) {
      Sizes sizes = Ast.tiles(n);
      assertThat(Verdict.isValid(program, sizes)).as(PseudoCode.of(program)).isTrue();
      try {
        BruteForce.assertAgrees(program, sizes);
      } catch (AssertionError | RuntimeException different) {
        throw new AssertionError("n = " + n + "\n" + PseudoCode.of(program), different);
      }
    }
    Statistics.collect(new Unrolled(program, Ast.tiles(9)).edges() > 0);
    Statistics.coverage(coverage -> coverage.check(true).percentage(p -> p > 60));
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void aProgramIsRejectedIfAndOnlyIfRunningItBreaksAPromise(
      @ForAll("carelessPrograms") Program program) {
    CompiledProgram compiled = Compiler.compile(program);
    for (int n = 0; n <= 5; n++) {
      Sizes sizes = Ast.tiles(n);
      Verification verification = Verifier.verify(compiled.at(sizes));
      assertThat(verification instanceof Verification.Verified)
          .as("n = %d%n%s%n%s", n, verification, PseudoCode.of(program))
          .isEqualTo(Verdict.isValid(program, sizes));
    }
    Statistics.collect(Verdict.isValid(program, Ast.tiles(5)));
    Statistics.coverage(
        coverage -> {
          coverage.check(true).percentage(p -> p > 15);
          coverage.check(false).percentage(p -> p > 15);
        });
  }
}
