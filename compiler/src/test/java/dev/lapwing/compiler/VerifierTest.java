package dev.lapwing.compiler;

import static dev.lapwing.compiler.Ast.TILES;
import static dev.lapwing.compiler.Ast.call;
import static dev.lapwing.compiler.Ast.constant;
import static dev.lapwing.compiler.Ast.index;
import static dev.lapwing.compiler.Ast.loop;
import static dev.lapwing.compiler.Ast.matrix;
import static dev.lapwing.compiler.Ast.plus;
import static dev.lapwing.compiler.Ast.program;
import static dev.lapwing.compiler.Ast.tile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.lambdapack.Expr;
import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Matrix.Role;
import dev.lapwing.lambdapack.Node;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.algorithm.Algorithm;
import dev.lapwing.lambdapack.algorithm.Algorithms;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("once")
class VerifierTest {
  private static final Expr.IndexValue I = index("i", 0);

  static Stream<Program> shipped() {
    return Algorithms.all().stream().map(Algorithm::program);
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void everyShippedProgramKeepsItsPromisesAtAllSmallSizes(Program program) {
    Verification result = Verifier.verifySmallSizes(Compiler.compile(program), 4);
    assertThat(result).isInstanceOf(Verification.Verified.class);
    assertThat(((Verification.Verified) result).warnings())
        .allMatch(warning -> isReflector(warning) || isAboveTheDiagonal(warning));
  }

  /** A symmetric matrix is reduced in both triangles, and its last tiles are read in the lower. */
  private static boolean isAboveTheDiagonal(Violation warning) {
    return warning instanceof Violation.WrittenInVain vain
        && vain.tile().matrix().equals("C")
        && vain.tile().indices().get(1) < vain.tile().indices().get(2);
  }

  /** A QR factorization gives its reflectors whether or not anybody applies them. */
  private static boolean isReflector(Violation warning) {
    return warning instanceof Violation.WrittenInVain vain
        && vain.tile().matrix().matches("[VT]0|[VTUWY][LR]?");
  }

  private static List<Violation> violations(Program program, long n) {
    Verification result = Verifier.verify(Compiler.compile(program).at(Ast.tiles(n)));
    assertThat(result).isInstanceOf(Verification.Rejected.class);
    return ((Verification.Rejected) result).violations();
  }

  @Test
  void mergingWithoutABoundIsRejectedAtFiveTilesWithTheTileNobodyWrites() {
    Program tree = TestPrograms.unboundedTree();
    assertThat(Verifier.verify(Compiler.compile(tree).at(Ast.tiles(4))))
        .isInstanceOf(Verification.Verified.class);
    assertThat(violations(tree, 5))
        .contains(
            new Violation.NeverWritten(
                new TileAddress("R", List.of(0L, 5L)),
                "tpqrt(level=0, j=4) at Test.java:2",
                Ast.tiles(5)));
  }

  @Test
  void theSmallestSizesThatBreakAPromiseAreReported() {
    Program tree = TestPrograms.unboundedTree();
    assertThatThrownBy(() -> Verifier.verifySmallSizes(Compiler.compile(tree), 9).orThrow())
        .isInstanceOf(ProgramRejected.class)
        .hasMessageContaining("tile R[0, 3] is read by tpqrt(level=0, j=2)")
        .hasMessageContaining("n = 3 tiles");
  }

  @Test
  void aTileWrittenTwiceIsReportedWithBothTasks() {
    Program program =
        program(
            "twice",
            List.of(matrix("A", Role.INPUT, TILES), matrix("X", Role.OUTPUT, TILES)),
            loop(I, constant(0), TILES, call(0, tile("X", I), "copy", tile("A", I))),
            loop(I, constant(2), TILES, call(1, tile("X", plus(I, -1)), "scale", tile("A", I))));
    assertThat(violations(program, 3))
        .containsExactly(
            new Violation.WrittenTwice(
                new TileAddress("X", List.of(1L)),
                "copy(i=1) at Test.java:1",
                "scale(i=2) at Test.java:2",
                Ast.tiles(3)));
  }

  @Test
  void readingBeforeWritingIsReportedWithBothTasks() {
    Program program =
        program(
            "early",
            List.of(
                matrix("A", Role.INPUT, TILES),
                matrix("X", Role.SCRATCH, TILES),
                matrix("Y", Role.OUTPUT, TILES)),
            loop(I, constant(0), TILES, call(0, tile("Y", I), "copy", tile("X", I))),
            loop(I, constant(0), TILES, call(1, tile("X", I), "copy", tile("A", I))));
    assertThat(violations(program, 1))
        .containsExactly(
            new Violation.ReadBeforeWritten(
                new TileAddress("X", List.of(0L)),
                "copy(i=0) at Test.java:1",
                "copy(i=0) at Test.java:2",
                Ast.tiles(1)));
  }

  @Test
  void aTaskThatReadsItsOwnTileIsRejected() {
    Program program =
        program(
            "self",
            List.of(matrix("X", Role.OUTPUT, TILES)),
            loop(I, constant(0), TILES, call(0, tile("X", I), "copy", tile("X", I))));
    assertThat(violations(program, 1).get(0)).isInstanceOf(Violation.ReadBeforeWritten.class);
  }

  @Test
  void anOutputTileThatIsNotWrittenIsReported() {
    Program program =
        program(
            "gap",
            List.of(matrix("A", Role.INPUT, TILES), matrix("X", Role.OUTPUT, TILES)),
            loop(I, constant(1), TILES, call(0, tile("X", I), "copy", tile("A", I))));
    assertThat(violations(program, 2))
        .containsExactly(
            new Violation.OutputNotWritten(new TileAddress("X", List.of(0L)), Ast.tiles(2)));
  }

  @Test
  void aScratchTileThatNobodyReadsIsAWarning() {
    Program program =
        program(
            "vain",
            List.of(matrix("A", Role.INPUT, TILES), matrix("X", Role.SCRATCH, TILES)),
            loop(I, constant(0), TILES, call(0, tile("X", I), "copy", tile("A", I))));
    Verification result = Verifier.verify(Compiler.compile(program).at(Ast.tiles(1)));
    assertThat(result)
        .isEqualTo(
            new Verification.Verified(
                1,
                List.of(
                    new Violation.WrittenInVain(
                        new TileAddress("X", List.of(0L)),
                        "copy(i=0) at Test.java:1",
                        Ast.tiles(1)))));
  }

  @Test
  void anIndexOutsideItsMatrixIsReported() {
    Program program =
        program(
            "outside",
            List.of(matrix("A", Role.INPUT, TILES), matrix("X", Role.OUTPUT, TILES)),
            loop(I, constant(0), TILES, call(0, tile("X", I), "copy", tile("A", plus(I, 1)))));
    assertThat(violations(program, 2))
        .containsExactly(
            new Violation.OutOfBounds(
                new TileAddress("A", List.of(2L)),
                List.of(2L),
                "copy(i=1) at Test.java:1",
                Ast.tiles(2)));
  }

  @Test
  void writingAVersionZeroIsReported() {
    Program program =
        program(
            "zero",
            List.of(matrix("A", Role.INPUT, TILES), Ast.versions("S", "A", constant(3), TILES)),
            loop(I, constant(0), TILES, call(0, tile("S", constant(0), I), "f", tile("A", I))));
    assertThat(violations(program, 1).get(0)).isInstanceOf(Violation.InputWritten.class);
  }

  @Test
  void shapesThatDisagreeOnlyAtTheLastTileAreReported() {
    Matrix a =
        new Matrix(
            "A",
            Role.INPUT,
            List.of(TILES),
            new Extent.Along(Ast.N, 0),
            new Extent.Along(Ast.N, 0),
            Matrix.Structure.FULL,
            Optional.empty());
    Matrix x =
        new Matrix(
            "X",
            Role.OUTPUT,
            List.of(TILES),
            new Extent.Along(Ast.N, 0),
            new Extent.OfTile(Ast.N, 0),
            Matrix.Structure.FULL,
            Optional.empty());
    Program program =
        program(
            "shapes",
            List.of(a, x),
            loop(I, constant(0), TILES, call(0, tile("X", I), "copy", tile("A", I))));
    Verification result = Verifier.verifySmallSizes(Compiler.compile(program), 4);
    assertThat(((Verification.Rejected) result).violations().get(0))
        .isInstanceOf(Violation.ShapesDisagree.class)
        .extracting(Violation::message)
        .asString()
        .startsWith("copy(i=1) at Test.java:1: dimension n is 3 in one operand and 5 in another");
  }

  @Test
  void anExpressionWithoutAValueIsReported() {
    Node.Statement statement =
        call(0, tile("X", new Expr.FloorDiv(constant(1), I)), "copy", tile("A", I));
    Program program =
        program(
            "undefined",
            List.of(matrix("A", Role.INPUT, TILES), matrix("X", Role.SCRATCH, TILES)),
            loop(I, constant(0), TILES, statement));
    assertThat(violations(program, 1).get(0).message())
        .contains("copy(i=0) at Test.java:1: the divisor of floorDiv or mod is not positive");
  }

  @Test
  void moreTasksThanTheBudgetAreNotLookedAt() {
    TaskGraph graph = Compiler.compile(TestPrograms.cholesky()).at(Ast.tiles(8));
    assertThat(Verifier.verify(graph, 100)).isEqualTo(new Verification.NotAffordable(120, 100));
    assertThat(Verifier.verify(graph, 120)).isInstanceOf(Verification.Verified.class);
  }

  @Test
  void namesAndAritiesAreCheckedWhenCompiling() {
    Program program =
        program(
            "wrong",
            List.of(matrix("A", Role.INPUT, TILES)),
            loop(I, constant(0), TILES, call(0, tile("X", I), "copy", tile("A", I, I))));
    assertThatThrownBy(() -> Compiler.compile(program))
        .isInstanceOf(ProgramRejected.class)
        .hasMessageContaining("copy at Test.java:1: there is no matrix X; only [A]")
        .hasMessageContaining("copy at Test.java:1: a tile of A has 1 indices, not 2");
  }
}
