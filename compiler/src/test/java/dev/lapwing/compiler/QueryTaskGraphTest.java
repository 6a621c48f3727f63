package dev.lapwing.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.lambdapack.Program;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QueryTaskGraphTest {

  @ParameterizedTest
  @MethodSource("programs")
  void agreesWithRunningTheLoops(Program program) {
    CompiledProgram compiled = Compiler.compile(program);
    for (int n = 0; n <= 9; n++) {
      BruteForce.assertAgrees(compiled, Ast.tiles(n));
    }
  }

  static List<Program> programs() {
    return TestPrograms.all();
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void choleskyHasAThirdOfACubeOfTasks(long n) {
    TaskGraph graph = Compiler.compile(TestPrograms.cholesky()).at(Ast.tiles(n));
    assertThat(graph.taskCount()).isEqualTo(n * (n + 1) * (n + 2) / 6);
  }

  static List<Long> sizes() {
    return List.of(0L, 1L, 4L, 9L, 64L, 256L);
  }

  @Test
  void theGraphThatWasAskedForLastIsKept() {
    CompiledProgram compiled = Compiler.compile(TestPrograms.cholesky());
    TaskGraph first = compiled.at(Ast.tiles(3));
    assertThat(compiled.at(Ast.tiles(3))).isSameAs(first);
    assertThat(compiled.at(Ast.tiles(4)).taskCount()).isEqualTo(20);
    assertThat(compiled.at(Ast.tiles(3)).taskCount()).isEqualTo(10);
  }

  @Test
  void choleskyStartsAtOneTaskHoweverLargeTheMatrix() {
    TaskGraph graph = Compiler.compile(TestPrograms.cholesky()).at(Ast.tiles(4096));
    List<String> roots = new ArrayList<>();
    graph.forEachRoot(task -> roots.add(graph.describeTask(task)));
    assertThat(roots).containsExactly("potrf(i=0) at Test.java:1");
  }

  @Test
  void aVersionZeroIsTheTileOfItsBase() {
    TaskGraph graph = Compiler.compile(TestPrograms.cholesky()).at(Ast.tiles(4));
    assertThat(graph.tile("S", 0, 2, 1)).isEqualTo(graph.tile("A", 2, 1));
    assertThat(graph.describeTile(graph.tile("S", 0, 2, 1))).isEqualTo("A[2, 1]");
    assertThat(graph.describeTile(graph.tile("S", 1, 2, 1))).isEqualTo("S[1, 2, 1]");
  }

  @Test
  void loopIndicesThatAreNoTaskAreRefused() {
    TaskGraph graph = Compiler.compile(TestPrograms.cholesky()).at(Ast.tiles(4));
    assertThatThrownBy(() -> graph.task(1, 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("trsm at Test.java:2 has no task [2, 1]");
  }
}
