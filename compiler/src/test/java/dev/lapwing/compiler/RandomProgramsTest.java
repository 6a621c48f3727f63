package dev.lapwing.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.PseudoCode;
import dev.lapwing.lambdapack.Sizes;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.Statistics;

@Tag("once")
class RandomProgramsTest {
  /** Few programs decide more often; what is not decided is simple. */
  private static final int DECISIONS = 160;

  /** All there are of two sizes up to nine. */
  private static final int MOST_SIZES = 100;

  private static final int OF_MORE = 24;

  @Provide
  Arbitrary<List<Integer>> decisions() {
    return Arbitraries.integers()
        .between(0, 119)
        .withDistribution(RandomDistribution.uniform())
        .withoutEdgeCases()
        .list()
        .ofSize(DECISIONS);
  }

  /**
   * All sizes up to a bound if there are few; else, those with equal counts of tiles along all
   * sizes, and others that are spread evenly.
   */
  private static List<Sizes> sizes(Program program, int tiles) {
    List<Sizes> all = SmallSizes.upTo(program, tiles);
    List<Sizes> some = new ArrayList<>();
    for (int k = 0; k < all.size(); k++) {
      boolean even =
          all.get(k).partitions().values().stream().map(Partition::tiles).distinct().count() == 1;
      if (all.size() <= MOST_SIZES || even || k % (all.size() / OF_MORE) == 0) {
        some.add(all.get(k));
      }
    }
    return some;
  }

  private static String text(Program program, Sizes sizes) {
    return SizesText.of(sizes) + "\n" + PseudoCode.of(program);
  }

  /** Two of three programs have at most two sizes: some hundreds, at all sizes up to nine. */
  @Property(tries = 330, shrinking = ShrinkingMode.FULL)
  void theTaskGraphOfAValidProgramAgreesWithRunningTheLoops(
      @ForAll("decisions") List<Integer> decisions) {
    Program program = RandomProgram.valid(decisions);
    CompiledProgram compiled = Compiler.compile(program);
    List<Sizes> all = sizes(program, 9);
    for (Sizes sizes : all) {
      assertThat(Verdict.isValid(program, sizes)).as(() -> text(program, sizes)).isTrue();
      try {
        BruteForce.assertAgrees(compiled, sizes);
      } catch (AssertionError | RuntimeException different) {
        throw new AssertionError(text(program, sizes), different);
      }
    }
    Statistics.label("has edges")
        .collect(new Unrolled(program, all.get(all.size() - 1)).edges() > 0)
        .coverage(coverage -> coverage.check(true).percentage(p -> p > 55));
    Statistics.label("sizes")
        .collect(program.sizes().size() > 2 ? "some" : "all")
        .coverage(
            coverage -> {
              coverage.check("all").count(programs -> programs >= 200);
              coverage.check("some").percentage(p -> p > 20);
            });
  }

  @Property(tries = 200, shrinking = ShrinkingMode.FULL)
  void aProgramIsRejectedIfAndOnlyIfRunningItBreaksAPromise(
      @ForAll("decisions") List<Integer> decisions) {
    Program program = RandomProgram.careless(decisions);
    CompiledProgram compiled = Compiler.compile(program);
    List<Sizes> all = sizes(program, 5);
    for (Sizes sizes : all) {
      Verification verification = Verifier.verify(compiled.at(sizes));
      assertThat(verification instanceof Verification.Verified)
          .as(() -> verification + "\n" + text(program, sizes))
          .isEqualTo(Verdict.isValid(program, sizes));
    }
    Statistics.collect(Verdict.isValid(program, all.get(all.size() - 1)));
    Statistics.coverage(
        coverage -> {
          coverage.check(true).percentage(p -> p > 15);
          coverage.check(false).percentage(p -> p > 15);
        });
  }
}
