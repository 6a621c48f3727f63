package dev.lapwing.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.compiler.Explanation.TaskClass;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.algorithm.Algorithm;
import dev.lapwing.lambdapack.algorithm.Algorithms;
import dev.lapwing.lambdapack.algorithm.Cholesky;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplanationTest {

  private static Explanation cholesky() {
    return Explanation.of(Compiler.compile(Cholesky.program()));
  }

  @Test
  void choleskyIsExplainedInFourLinesWithItsCountsAsPolynomials() {
    assertThat(cholesky().classes())
        .extracting(TaskClass::taskFormula)
        .containsExactly(
            Optional.of("n"),
            Optional.of("(n^2 - n)/2"),
            Optional.of("(n^3 - 3 n^2 + 2 n)/6"),
            Optional.of("(n^2 - n)/2"));
    assertThat(cholesky().classes())
        .extracting(c -> c.flopsFormula().orElseThrow())
        .startsWith("(2 n^3 + 3 n^2 + n)/6", "m n^2", "2 k m n");
    assertThat(cholesky().text())
        .contains("L[j, i] = trsm(R,L,T,N)(L[i, i], S[i, j, i])  for i in 0 : n, j in i + 1 : n");
  }

  @Test
  void tasksAreCountedWhereSizesAreGiven() {
    Explanation explanation = Explanation.of(Compiler.compile(Cholesky.program()), Ast.tiles(256));
    assertThat(
            explanation.classes().stream().map(TaskClass::tasks).mapToLong(OptionalLong::getAsLong))
        .containsExactly(256L, 32_640L, 2_763_520L, 32_640L);
  }

  @Test
  void queriesAreShownOnDemand() {
    assertThat(cholesky().text()).doesNotContain("readers of");
    assertThat(cholesky().textWithQueries())
        .contains(
            "readers of L[k, i]: solve k = t0; solve i = t1; check i >= 0; check -i + n - 1 >= 0; "
                + "check -i + k - 1 >= 0; for j in i + 1:n, (1) * j >= k + 1");
  }

  static Stream<Program> programs() {
    return Algorithms.all().stream().map(Algorithm::program);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void everyStatementOfEveryShippedProgramHasALine(Program program) {
    CompiledProgram compiled = Compiler.compile(program);
    List<TaskClass> classes = Explanation.of(compiled).classes();
    assertThat(classes).hasSize(Domain.ofStatements(program.body()).size());
    assertThat(Explanation.of(compiled).text().lines()).hasSize(2 + classes.size());
  }
}
