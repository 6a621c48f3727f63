package dev.lapwing.lambdapack.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Node;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Size;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many statements, loops and guards each program has, and what it takes and gives. */
class AlgorithmShapesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gemm           |  4 | 5 | 2 | m n k | A B | C",
        "gemm-tn        |  4 | 5 | 2 | m n k | A B | C",
        "gemm-nt        |  4 | 5 | 2 | m n k | A B | C",
        "gemm-tt        |  4 | 5 | 2 | m n k | A B | C",
        "syrk           |  9 | 8 | 4 | m n   | A   | G",
        "cholesky       |  4 | 3 | 0 | n     | A   | L",
        "cholesky-chunked | 5 | 5 | 1 | n     | A   | L",
        "posv           |  8 | 9 | 0 | n c   | A B | L X",
        "trsm-lower     |  2 | 3 | 0 | m n   | T B | X",
        "trsm-upper     |  2 | 3 | 0 | m n   | T B | X",
        "trsm-lower-trans | 2 | 3 | 0 | m n  | T B | X",
        "trsm-upper-trans | 2 | 3 | 0 | m n  | T B | X",
        "trsm-lower-unit  | 2 | 3 | 0 | m n  | T B | X",
        "lu             |  8 | 10 | 0 | n w   | A   | F P",
        "lu-rectangular |  9 | 11 | 0 | m n w | A   | F P",
        "gesv           | 10 | 12 | 0 | n c   | A B | X",
        "getrs          |  5 | 8 | 0 | n c w | F P B | X",
        "getrs-trans    |  5 | 8 | 0 | n c w | F P B | X",
        "permute-rows   |  1 | 2 | 0 | m n w | A P | C",
        "tsqr           |  4 | 3 | 2 | m n   | A   | R",
        "tsqr-q         |  8 | 7 | 4 | m n   | A   | R Q",
        "tsqr-apply-qt  |  8 | 7 | 4 | m n c | A B | R C",
        "tsqr-apply-q   |  8 | 7 | 4 | m n c | A B | R C",
        "qr             |  9 | 10 | 1 | m n  | A   | R",
        "qr-factor      | 12 | 13 | 0 | m n  | A   | R V T U",
        "qr-form-q      |  8 | 11 | 4 | m r c | V T U | Q",
        "qr-apply-q     |  5 | 9 | 0 | m r c | V T U B | C",
        "qr-apply-qt    |  5 | 9 | 0 | m r c | V T U B | C",
        "band           | 19 | 21 | 3 | m n  | A   | B",
        "band-factor    | 28 | 26 | 2 | m n  | A   | B VL TL UL VR TR UR",
        "singular-values | 21 | 19 | 3 | m n | A   | S",
        "singular-values-direct | 2 | 0 | 0 | m n | A | S",
        "band-svd       | 27 | 27 | 12 | m n | B VL TL UL VR TR UR | S U V",
        "svd-direct     |  4 | 1 | 0 | m n  | A   | S U V",
        "eigenvalues    | 17 | 19 | 2 | n    | A   | W",
        "eigh           | 30 | 33 | 8 | n    | A   | V W",
        "eigenvalues-direct | 2 | 0 | 0 | n  | A   | W",
        "eigh-direct    |  3 | 1 | 0 | n    | A   | V W",
        "pad            |  2 | 3 | 0 | m r c | B   | C",
        "axpby          |  1 | 2 | 0 | m n   | A B | C",
        "scale          |  1 | 2 | 0 | m n   | A   | C",
        "plus-row       |  2 | 2 | 0 | m n   | A R | C",
        "minus-row      |  2 | 2 | 0 | m n   | A R | C",
        "scale-columns  |  1 | 2 | 0 | m n   | A R | C",
        "shift          |  2 | 2 | 2 | n     | A   | C",
        "transpose      |  1 | 2 | 0 | m n   | A   | C",
        "copy           |  1 | 2 | 0 | m n   | A   | C",
        "map-sqrt       |  1 | 2 | 0 | m n   | A   | C",
        "combine-times  |  1 | 2 | 0 | m n   | A B | C",
        "concatenate-rows    | 3 | 4 | 0 | c m r k n | A H T | C",
        "concatenate-columns | 3 | 4 | 0 | c m r k n | A H T | C",
        "unit-lower     |  2 | 2 | 1 | m n   | F   | L",
        "upper          |  2 | 2 | 1 | m n   | F   | U",
        "diagonal       |  1 | 1 | 0 | n     | A   | D",
        "trtri-lower    |  8 | 7 | 2 | n     | T   | X",
        "trtri-upper    |  8 | 7 | 2 | n     | T   | X",
        "potri          | 11 | 9 | 2 | n     | L   | X",
        "inverse-spd    | 16 | 14 | 3 | n    | A   | X",
        "row-sums       |  4 | 4 | 2 | m n   | A   | R",
        "column-means   |  5 | 5 | 2 | m n   | A   | R",
        "maximum        |  5 | 4 | 2 | m n   | A   | R",
        "norm-frobenius |  5 | 4 | 2 | m n   | A   | R",
        "lanczos        | 13 | 7 | 0 | m n   | A U0 V0 BETA0 | U V ALPHA BETA"
      })
  void shapeOf(
      String name,
      int statements,
      int loops,
      int guards,
      String sizes,
      String inputs,
      String outputs) {
    Program program = Algorithms.named(name).program();
    assertThat(count(program, Node.Statement.class)).isEqualTo(statements);
    assertThat(count(program, Node.Loop.class)).isEqualTo(loops);
    assertThat(count(program, Node.When.class)).isEqualTo(guards);
    assertThat(program.sizes().stream().map(Size::name).collect(Collectors.joining(" ")))
        .isEqualTo(sizes);
    assertThat(names(program, Matrix.Role.INPUT)).isEqualTo(inputs);
    assertThat(names(program, Matrix.Role.OUTPUT)).isEqualTo(outputs);
  }

  private static String names(Program program, Matrix.Role role) {
    return program.matrices().stream()
        .filter(matrix -> matrix.role() == role)
        .map(Matrix::name)
        .collect(Collectors.joining(" "));
  }

  private static long count(Program program, Class<? extends Node> kind) {
    return program.body().stream()
        .flatMap(AlgorithmShapesTest::all)
        .filter(kind::isInstance)
        .count();
  }

  private static Stream<Node> all(Node node) {
    return Stream.concat(
        Stream.of(node), children(node).stream().flatMap(AlgorithmShapesTest::all));
  }

  private static List<Node> children(Node node) {
    if (node instanceof Node.Loop loop) {
      return loop.body();
    }
    return node instanceof Node.When when ? when.body() : List.of();
  }

  @Test
  void statementsAreNumberedInTextualOrder() {
    for (Algorithm algorithm : Algorithms.all()) {
      List<Integer> numbers = algorithm.program().body().stream()
          .flatMap(AlgorithmShapesTest::all)
          .filter(Node.Statement.class::isInstance)
          .map(node -> ((Node.Statement) node).number())
          .toList();
      assertThat(numbers)
          .isEqualTo(Stream.iterate(0, n -> n + 1).limit(numbers.size()).toList());
    }
  }

  @Test
  void statementsKnowWhereTheyWereWritten() {
    Node.Loop outer = (Node.Loop) Cholesky.program().body().get(0);
    Node.Statement potrf = (Node.Statement) outer.body().get(0);
    assertThat(potrf.source()).matches("Cholesky\\.java:\\d+");
  }

  @Test
  void namesAreUnique() {
    assertThat(Algorithms.all().stream().map(Algorithm::name)).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void anUnknownNameListsTheKnownOnes() {
    assertThatThrownBy(() -> Algorithms.named("cholesy"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no algorithm cholesy; there are gemm, ")
        .hasMessageContaining("cholesky");
  }
}
