package dev.lapwing.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.compiler.Plan.CriticalPath;
import dev.lapwing.compiler.Plan.TaskClass;
import dev.lapwing.lambdapack.Diag;
import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.Uplo;
import dev.lapwing.lambdapack.algorithm.Algorithm;
import dev.lapwing.lambdapack.algorithm.Algorithms;
import dev.lapwing.lambdapack.algorithm.Cholesky;
import dev.lapwing.lambdapack.algorithm.Gemm;
import dev.lapwing.lambdapack.algorithm.Posv;
import dev.lapwing.lambdapack.algorithm.TriangularSolve;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("once")
class PlanTest {
  private static final long TILE_BYTES = 100L * 100 * Double.BYTES;

  static Stream<Program> programs() {
    return Algorithms.all().stream().map(Algorithm::program);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void aPlanAgreesWithLookingAtEveryCall(Program program) {
    CompiledProgram compiled = Compiler.compile(program);
    List<Sizes> all = SmallSizes.upTo(program, 5);
    for (Sizes sizes : all.subList(all.size() - Math.min(10, all.size()), all.size())) {
      for (int lookAhead = 1; lookAhead <= 3; lookAhead++) {
        assertAgrees(program, compiled.at(sizes), lookAhead);
      }
    }
  }

  private static void assertAgrees(Program program, TaskGraph graph, int lookAhead) {
    Plan plan = Plan.of(graph, lookAhead);
    PlanOracle expected = new PlanOracle(program, graph, lookAhead);
    assertThat(plan.tasks()).isEqualTo(graph.taskCount());
    for (TaskClass c : plan.classes()) {
      assertThat(
              List.of(
                  c.tasks(),
                  c.tilesRead(),
                  c.bytesRead(),
                  c.tilesWritten(),
                  c.bytesWritten(),
                  c.taskBytes()))
          .as("%s of %s", c.kernel(), program.name())
          .containsExactly(
              expected.of(c.statement(), "tasks"),
              expected.of(c.statement(), "tilesRead"),
              expected.of(c.statement(), "bytesRead"),
              expected.of(c.statement(), "tilesWritten"),
              expected.of(c.statement(), "bytesWritten"),
              expected.of(c.statement(), "taskBytes"));
    }
    assertThat(plan.criticalPath().tasks()).isEqualTo(expected.longest().tasks());
    assertThat(plan.criticalPath().flops())
        .isCloseTo(expected.longest().flops(), Percentage.withPercentage(1e-9));
    assertThat(plan.depth()).isEqualTo(expected.depth());
    assertThat(plan.residentBytes()).isEqualTo(expected.peak());
  }

  private static TaskGraph cholesky(long rows, long tile) {
    return Compiler.compile(Cholesky.program())
        .at(new Sizes(Map.of("n", new Partition(rows, tile)), Map.of(), Map.of()));
  }

  @Test
  void theLongestChainOfCholeskyHasThreeTasksAStep() {
    assertThat(Plan.of(cholesky(1000, 100)).depth()).isEqualTo(28);
  }

  /** Solving begins when the first columns of the factor are there, and not when all are. */
  @Test
  void factoringAndSolvingInOneProgramOverlap() {
    var sizes =
        new Sizes(
            Map.of("n", new Partition(1000, 100), "c", new Partition(100, 100)),
            Map.of(),
            Map.of());
    Plan both = Plan.of(Compiler.compile(Posv.program()).at(sizes));
    Plan forward =
        Plan.of(
            Compiler.compile(TriangularSolve.program(Uplo.LOWER, Op.NO_TRANS, Diag.NON_UNIT))
                .at(
                    new Sizes(
                        Map.of("m", new Partition(1000, 100), "n", new Partition(100, 100)),
                        Map.of(),
                        Map.of())));
    long apart = Plan.of(cholesky(1000, 100)).depth() + 2 * forward.depth();
    assertThat(both.depth()).isLessThan(apart - forward.depth() / 2);
  }

  /** A row of the factor alternates between solving and updating: more work in fewer tasks. */
  @Test
  void theCostliestChainOfCholeskyRunsAlongItsLastRow() {
    CriticalPath path = Plan.of(cholesky(1000, 100)).criticalPath();
    double t = 100;
    double potrf = t * t * t / 3 + t * t / 2 + t / 6;
    double alongTheRow = 9 * t * t * t + 8 * 2 * t * t * t;
    assertThat(path.tasks()).isEqualTo(20);
    assertThat(path.flops())
        .isCloseTo(2 * potrf + alongTheRow + t * t * (t + 1), Percentage.withPercentage(1e-9));
  }

  @Test
  void theFlopsOfCholeskyAreThoseOfLapack() {
    double n = 1030;
    assertThat(Plan.of(cholesky(1030, 100)).flops())
        .isCloseTo(n * n * n / 3 + n * n / 2 + n / 6, Percentage.withPercentage(1));
  }

  @Test
  void anUpdateOfCholeskyHoldsThreeTilesAndOverwritesOneOfThem() {
    Plan plan = Plan.of(cholesky(1000, 100));
    assertThat(Plan.largest(plan.classes()).orElseThrow().kernel()).isEqualTo("gemm(N,T,1)");
    assertThat(plan.taskBytes()).isEqualTo(3 * TILE_BYTES);
  }

  @Test
  void choleskyInMemoryHoldsItsInputAndOneCopyOfTheTriangle() {
    Plan plan = Plan.of(cholesky(1000, 100));
    assertThat(plan.residentBytes()).isEqualTo((100 + 55) * TILE_BYTES);
  }

  @Test
  void theLeastThatCholeskyMovesIsOneTriangleInAndOneOut() {
    Plan plan = Plan.of(cholesky(1000, 100));
    assertThat(plan.least()).isEqualTo(new Plan.Least(55, 55 * TILE_BYTES, 55, 55 * TILE_BYTES));
  }

  @Test
  void aRangeIsHeldInPartsAndItsTilesAreCountedOneByOne() {
    Sizes sizes =
        new Sizes(
            Map.of(
                "m", new Partition(100, 100),
                "n", new Partition(100, 100),
                "k", new Partition(99_950, 100)),
            Map.of("chunk", 1000L),
            Map.of());
    Plan plan = Plan.of(Compiler.compile(Gemm.program(Op.NO_TRANS, Op.TRANS)).at(sizes));
    assertThat(plan.tasks()).isEqualTo(1);
    assertThat(plan.tilesRead()).isEqualTo(2000);
    assertThat(plan.bytesRead()).isEqualTo(2L * 100 * 99_950 * Double.BYTES);
    assertThat(plan.taskBytes()).isEqualTo(5 * TILE_BYTES);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void samplesAreTasksOfTheirClasses(Program program) {
    List<Sizes> all = SmallSizes.upTo(program, 4);
    TaskGraph graph = Compiler.compile(program).at(all.get(all.size() - 1));
    List<TaskClass> classes = Plan.of(graph).classes();
    List<TaskClass> samples = Plan.samples(graph, Plan.LOOK_AHEAD);
    assertThat(samples).hasSameSizeAs(classes).isNotEmpty();
    for (int k = 0; k < samples.size(); k++) {
      TaskClass sample = samples.get(k);
      assertThat(sample.kernel()).isEqualTo(classes.get(k).kernel());
      assertThat(sample.tasks()).isEqualTo(1);
      assertThat(sample.taskBytes()).isPositive().isLessThanOrEqualTo(classes.get(k).taskBytes());
    }
  }

  @Test
  void aGraphThatIsTooLargeToWalkIsRefusedAtOnceAndStillHasSamples() {
    TaskGraph graph = cholesky(1_000_000, 100);
    assertThatThrownBy(() -> Plan.of(graph))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("program cholesky has more than 100,000,000 tasks")
        .hasMessageContaining("use larger tiles");
    assertThat(Plan.largest(Plan.samples(graph, Plan.LOOK_AHEAD)).orElseThrow().taskBytes())
        .isEqualTo(3 * TILE_BYTES);
  }
}
