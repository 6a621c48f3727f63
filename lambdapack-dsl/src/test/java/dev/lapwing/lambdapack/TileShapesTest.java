package dev.lapwing.lambdapack;

import static dev.lapwing.lambdapack.Kernels.add;
import static dev.lapwing.lambdapack.Kernels.copy;
import static dev.lapwing.lambdapack.Kernels.gemm;
import static dev.lapwing.lambdapack.Kernels.potrf;
import static dev.lapwing.lambdapack.Op.NO_TRANS;
import static dev.lapwing.lambdapack.Range.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Which shapes are proved to agree, and which are refused. */
class TileShapesTest {

  private static void accepted(Consumer<ProgramBuilder> body) {
    assertThatCode(() -> Program.define("shapes", body)).doesNotThrowAnyException();
  }

  private static void refused(String problem, Consumer<ProgramBuilder> body) {
    assertThatThrownBy(() -> Program.define("shapes", body))
        .isInstanceOf(IllegalProgram.class)
        .hasMessageContaining(problem);
  }

  @Test
  void aGuardMakesTilesSquare() {
    accepted(p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix c = p.output("C", n, n);
      p.loop(
          "i",
          0,
          n,
          i -> p.loop(
              "j",
              0,
              n,
              j -> p.when(i.plus(1).equalTo(j.plus(1)).and(i.lessThan(3)), () -> p.let(c.at(i, j))
                  .be(potrf(a.at(i, j))))));
    });
  }

  @Test
  void aGuardThatDoesNotHoldInElseProvesNothing() {
    refused("these lengths are not equal at all sizes", p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix c = p.output("C", n, n);
      p.loop(
          "i",
          0,
          n,
          i -> p.loop(
              "j",
              0,
              n,
              j -> p.when(i.equalTo(j).not(), () -> p.let(c.at(i, j)).be(potrf(a.at(i, j))))));
    });
  }

  @Test
  void aRequirementMakesTheOnlyTileTheWholeSize() {
    accepted(p -> {
      Dimension n = p.size("n");
      p.require(n.equalTo(1), "one tile");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix c = p.output("C", n, n);
      p.let(c.at(0, 0)).be(potrf(a.at(n.minus(1), n.minus(1))));
    });
  }

  @Test
  void indicesAreComparedAsArithmetic() {
    accepted(p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix c = p.output("C", n, n);
      p.loop("i", 0, n, i -> {
        Index mirrored = n.minus(1).minus(n.minus(1).minus(i));
        p.let(c.at(i, 0)).be(copy(a.at(mirrored, 0)));
      });
    });
  }

  @Test
  void theLastTileMayBeShorter() {
    refused("tile n - 1 - i of n", p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix c = p.output("C", n, n);
      p.loop("i", 0, n, i -> p.let(c.at(i, 0)).be(copy(a.at(n.minus(1).minus(i), 0))));
    });
  }

  @Test
  void tilesOfFixedLengthAgreeAtAnyIndex() {
    accepted(p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.scratch("A", new Extent.Fixed(4), n.tile(0), n);
      p.loop("i", 0, n, i -> p.let(a.at(i.plus(1))).be(copy(a.at(i))));
    });
  }

  @Test
  void theSmallerOfTwoHasNoOrder() {
    accepted(p -> {
      Dimension n = p.size("n");
      Extent four = new Extent.Fixed(4);
      SymbolicMatrix a = p.scratch("A", new Extent.Smaller(four, n.tile(0)), four, n);
      SymbolicMatrix b = p.scratch("B", new Extent.Smaller(n.tile(0), four), four, n);
      p.loop("i", 0, n, i -> p.let(b.at(i)).be(copy(a.at(i))));
    });
  }

  @Test
  void aRangeIsAsLongAsItsTilesTogether() {
    accepted(p -> {
      Dimension n = p.size("n");
      Dimension k = p.size("k");
      SymbolicMatrix a = p.input("A", n, k);
      SymbolicMatrix b = p.input("B", k, n);
      SymbolicMatrix c = p.output("C", n, n);
      p.let(c.at(0, 0))
          .be(gemm(
              NO_TRANS, NO_TRANS, 1, a.at(Index.constant(0), range(1, k)), b.at(range(1, k), 0)));
    });
    refused("tiles 0 : k of k", p -> {
      Dimension n = p.size("n");
      Dimension k = p.size("k");
      SymbolicMatrix a = p.input("A", n, k);
      SymbolicMatrix b = p.input("B", k, n);
      SymbolicMatrix c = p.output("C", n, n);
      p.let(c.at(0, 0))
          .be(gemm(
              NO_TRANS, NO_TRANS, 1, a.at(Index.constant(0), range(0, k)), b.at(range(1, k), 0)));
    });
  }

  @Test
  void aRangeOfOneTileIsThatTile() {
    accepted(p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix c = p.output("C", n, n);
      p.loop("i", 0, n, i -> p.let(c.at(i, 0)).be(add(a.at(range(i, i.plus(1)), 0))));
    });
  }

  @Test
  void aSumOfDifferentTilesIsRefused() {
    refused("the rows of A[0 : n, 0] (tiles 0 : n of n)", p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix c = p.output("C", n, n);
      p.let(c.at(0, 0)).be(add(a.at(range(0, n), 0)));
    });
  }

  @Test
  void operandsThatAreWalkedTogetherHaveEquallyManyTiles() {
    refused(
        "gemm(N,N,0) takes as many tiles of P[0 : n] as of Q[0 : m], but these are n and m", p -> {
          Dimension m = p.size("m");
          Dimension n = p.size("n");
          SymbolicMatrix a = p.scratch("P", n.tile(0), n.tile(0), n);
          SymbolicMatrix b = p.scratch("Q", n.tile(0), n.tile(0), m);
          SymbolicMatrix c = p.output("C", n, n);
          p.let(c.at(0, 0)).be(gemm(NO_TRANS, NO_TRANS, 1, a.at(range(0, n)), b.at(range(0, m))));
        });
  }

  @Test
  void aStatementCanBeCheckedOnItsOwn() {
    Program program = Program.define("shapes", p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix c = p.output("C", n, n);
      p.let(c.at(0, 0)).be(potrf(a.at(0, 0)));
    });
    Node.Statement statement = (Node.Statement) program.body().get(0);
    TileShapes shapes =
        new TileShapes(name -> program.matrices().get(name.equals("A") ? 0 : 1), List.of());
    assertThat(shapes.mismatch(statement)).isEmpty();
  }
}
