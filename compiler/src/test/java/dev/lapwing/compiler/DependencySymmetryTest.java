package dev.lapwing.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.lambdapack.Parameter;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Size;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Algorithms;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A task is a child of its parents and a parent of its children, in NumPyWren's sizes. */
@Tag("once")
class DependencySymmetryTest {
  private static final int LARGEST = 16;

  @ParameterizedTest
  @CsvSource({
    "cholesky, 1, none",
    "cholesky-chunked, 3, none",
    "posv, 1, none",
    "gemm, 2, none",
    "tsqr, 1, n",
    "tsqr-q, 1, n",
    "qr, 2, none",
    "qr-factor, 3, none",
    "lu, 2, w",
    "gesv, 2, w",
    "getrs-trans, 2, w",
    "qr-apply-qt, 2, none",
    "band, 2, none",
    "band-factor, 3, none",
    "singular-values, 2, none",
    "eigh, 2, none",
    "inverse-spd, 2, none"
  })
  void childrenAndParentsAgreeUpToSixteenTilesASide(String name, long parameter, String oneTile) {
    Program program = Algorithms.named(name).program();
    CompiledProgram compiled = Compiler.compile(program);
    for (int n = 1; n <= LARGEST; n++) {
      TaskGraph graph = compiled.at(sizes(program, n, parameter, oneTile));
      Set<Edge> downwards = new HashSet<>();
      Set<Edge> upwards = new HashSet<>();
      graph.forEachTask(
          task -> {
            graph.forEachChild(task, (child, edge) -> downwards.add(new Edge(task, child)));
            graph.forEachParent(task, (parent, edge) -> upwards.add(new Edge(parent, task)));
          });
      assertThat(downwards).as("%s, %d tiles a side", name, n).isEqualTo(upwards);
    }
  }

  private static Sizes sizes(Program program, int n, long parameter, String oneTile) {
    return new Sizes(
        program.sizes().stream()
            .collect(
                Collectors.toMap(
                    Size::name, size -> new Partition(size.name().equals(oneTile) ? 1 : n, 1))),
        program.parameters().stream()
            .collect(Collectors.toMap(Parameter::name, known -> parameter)),
        Collections.emptyMap());
  }

  private record Edge(long parent, long child) {}
}
