package dev.lapwing.lambdapack;

import static dev.lapwing.lambdapack.Index.constant;
import static dev.lapwing.lambdapack.Kernels.axpby;
import static dev.lapwing.lambdapack.Kernels.copy;
import static dev.lapwing.lambdapack.Kernels.gemm;
import static dev.lapwing.lambdapack.Kernels.geqrt;
import static dev.lapwing.lambdapack.Kernels.potrf;
import static dev.lapwing.lambdapack.Kernels.scale;
import static dev.lapwing.lambdapack.Op.NO_TRANS;
import static dev.lapwing.lambdapack.Op.TRANS;
import static dev.lapwing.lambdapack.Range.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Every mistake is reported by the call that makes it, with program, statement and line. */
class MisuseTest {

  private int offendingLine;

  /** The line after this call is the one that must be blamed. */
  private void next() {
    offendingLine = StackWalker.getInstance()
        .walk(frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber() + 1);
  }

  private IllegalProgram refused(Consumer<ProgramBuilder> body) {
    IllegalProgram failure =
        catchThrowableOfType(IllegalProgram.class, () -> Program.define("wrong", body));
    assertThat(failure).isNotNull();
    assertThat(failure.source()).isEqualTo("MisuseTest.java:" + offendingLine);
    assertThat(failure.program()).contains("wrong");
    assertThat(failure)
        .hasMessageContaining("program wrong")
        .hasMessageEndingWith(failure.problem());
    return failure;
  }

  private void refused(String problem, Consumer<ProgramBuilder> body) {
    assertThat(refused(body).problem()).isEqualTo(problem);
  }

  @Test
  void theMessageNamesProgramStatementAndLine() {
    IllegalProgram failure = refused(p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix c = p.output("C", n, n);
      p.loop("i", 0, n, i -> {
        p.let(c.at(i, 0)).be(copy(a.at(i, 0)));
        next();
        p.let(c.at(i)).be(copy(a.at(i, 0)));
      });
    });
    assertThat(failure.statement()).hasValue(1);
    assertThat(failure)
        .hasMessage("program wrong, statement 1, MisuseTest.java:"
            + offendingLine
            + ": a tile of C has 2 indices, but 1 is given");
  }

  @Test
  void amongDeclarationsThereIsNoStatement() {
    IllegalProgram failure = refused(p -> {
      p.size("n");
      next();
      p.parameter("n");
    });
    assertThat(failure.statement()).isEmpty();
    assertThat(failure.problem()).isEqualTo("n is already the name of a size");
  }

  @Test
  void theSmallerOfTwoDimensionsNeedsThemToBeCutAlike() {
    refused(
        "m and n may be cut at different places; declare one like the other: size(name, like)",
        p -> {
          Dimension m = p.size("m");
          Dimension n = p.size("n");
          next();
          p.smaller(m, n);
        });
  }

  @Test
  void theSmallerOfTwoDimensionsIsNoSize() {
    refused("min(m, n) is no size of its own, but the smaller of two", p -> {
      Dimension m = p.size("m");
      Dimension n = p.size("n", m);
      next();
      p.size("r", p.smaller(m, n));
    });
  }

  @Test
  void symbolicIndicesCannotBeComparedByJava() {
    IllegalProgram failure = refused(p -> {
      Dimension n = p.size("n");
      p.loop(
          "i",
          0,
          n,
          i -> p.loop("j", 0, n, j -> {
            next();
            assertThat(i.equals(j)).isFalse();
          }));
    });
    assertThat(failure.problem()).contains("i with j").contains("when(a.equalTo(b), () -> ...)");
  }

  @Test
  void symbolicIndicesCannotBeHashed() {
    IllegalProgram failure = refused(p -> {
      Dimension n = p.size("n");
      next();
      assertThat(n.plus(1).hashCode()).isZero();
    });
    assertThat(failure.problem()).contains("cannot hash n + 1");
  }

  @Test
  void constantsHaveNoProgramButALine() {
    Index three = constant(3);
    next();
    IllegalProgram failure = catchThrowableOfType(IllegalProgram.class, () -> three.mod(0));
    assertThat(failure)
        .hasMessage("MisuseTest.java:"
            + offendingLine
            + ": cannot divide 3 by 0; a divisor must be positive");
    assertThat(failure.program()).isEmpty();
  }

  @Test
  void aLoopIndexEndsWithItsLoop() {
    List<Index> kept = new ArrayList<>();
    IllegalProgram failure = refused(p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      p.loop("i", 0, n, kept::add);
      p.loop("i", 0, n, i -> {
        next();
        a.at(i, kept.get(0));
      });
    });
    assertThat(failure.problem())
        .startsWith("loop index i (MisuseTest.java:")
        .endsWith("outside its loop");
  }

  @Test
  void arithmeticOnAnEndedLoopIndexFailsToo() {
    List<Index> kept = new ArrayList<>();
    refused(p -> {
      p.loop("i", 0, p.size("n"), kept::add);
      next();
      kept.get(0).plus(1);
    });
  }

  @Test
  void sizesBelongToOneProgram() {
    refused(
        "n belongs to program other; sizes, indices and matrices cannot be shared between programs",
        p -> {
          Program.define("other", other -> {
            Dimension n = other.size("n");
            next();
            p.input("A", n, n);
          });
        });
  }

  @Test
  void indicesOfTwoProgramsDoNotMix() {
    refused(p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      Program.define(
          "other",
          other -> other.loop("i", 0, other.size("m"), i -> {
            next();
            a.at(i, 0);
          }));
    });
  }

  @Test
  void matricesOfAnotherProgramAreRefused() {
    refused(p -> {
      Dimension n = p.size("n");
      SymbolicMatrix c = p.output("C", n, n);
      Program.define("other", other -> {
        Dimension m = other.size("n");
        SymbolicMatrix a = other.input("A", m, m);
        next();
        p.let(c.at(0, 0)).be(copy(a.at(0, 0)));
      });
    });
  }

  @Test
  void tileSizesOfAnotherProgramAreRefused() {
    refused("the tiles of S follow the size m, which is not one of this program", p -> {
      Dimension n = p.size("n");
      Program.define("other", other -> {
        Dimension m = other.size("m");
        next();
        p.scratch("S", m.along(0), n.along(0), n);
      });
    });
  }

  @Test
  void nothingIsRecordedAfterTheEnd() {
    List<ProgramBuilder> kept = new ArrayList<>();
    List<Dimension> sizes = new ArrayList<>();
    Program.define("wrong", p -> {
      kept.add(p);
      sizes.add(p.size("n"));
    });
    refused("the program has ended; nothing can be added after Program.define", again -> {
      next();
      kept.get(0).loop("i", 0, sizes.get(0), i -> {});
    });
  }

  @Test
  void rangesAreRefusedWhereAKernelTakesOneTile() {
    refused("input 0 of potrf is one tile, but the range A[0 : n, 0] is given", p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix c = p.output("C", n, n);
      next();
      p.let(c.at(0, 0)).be(potrf(a.at(range(0, n), 0)));
    });
  }

  @Test
  void anOperandHasOneRange() {
    refused("A is given two ranges; an operand ranges along one index only", p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      next();
      a.at(range(0, n), range(0, n));
    });
  }

  @Test
  void aStatementWritesSingleTiles() {
    refused("C[0 : n, 0] is a range; a statement writes single tiles", p -> {
      Dimension n = p.size("n");
      SymbolicMatrix c = p.output("C", n, n);
      next();
      p.let(c.at(range(0, n), 0));
    });
  }

  @Test
  void aKernelHasItsNumberOfOutputs() {
    refused("geqrt has 3 outputs, but 1 is given", p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix r = p.output("R", n, n);
      next();
      p.let(r.at(0, 0)).be(geqrt(a.at(0, 0)));
    });
  }

  @Test
  void aKernelHasItsNumberOfInputs() {
    refused("gemm(N,N,0) has 2 inputs, but 1 is given", p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix r = p.output("R", n, n);
      next();
      p.let(r.at(0, 0)).be(KernelCall.of(Kernels.byId("gemm(N,N,0)"), a.at(0, 0)));
    });
  }

  @Test
  void aKernelHasItsNumberOfScalars() {
    refused("scale has 1 scalar argument, but 0 are given", p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix r = p.output("R", n, n);
      next();
      p.let(r.at(0, 0)).be(KernelCall.of(Kernels.byId("scale"), a.at(0, 0)));
    });
  }

  @Test
  void scalarsBelongToOneProgram() {
    refused(p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix r = p.output("R", n, n);
      Program.define("other", other -> {
        Scalar alpha = other.scalar("alpha");
        next();
        p.let(r.at(0, 0)).be(scale(alpha, a.at(0, 0)));
      });
    });
  }

  @Test
  void computedScalarsObeyTheirLoops() {
    List<Scalar> kept = new ArrayList<>();
    refused(p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix r = p.output("R", n, n);
      p.loop("i", 0, n, i -> kept.add(Scalar.of(i.plus(1))));
      next();
      p.let(r.at(0, 0)).be(scale(kept.get(0), a.at(0, 0)));
    });
  }

  @Test
  void inputsCannotBeWritten() {
    refused("A[0, 0] is a tile of an input, which cannot be written", p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      next();
      p.let(a.at(0, 0));
    });
  }

  @Test
  void versionZeroCannotBeWritten() {
    refused("S[0, 1, 1] is version 0, the tile of A, which is an input", p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix s = p.versions("S", a, n);
      Index zero = n.minus(n);
      next();
      p.let(s.at(zero, constant(1), constant(1)));
    });
  }

  @Test
  void onlyInputsHaveVersions() {
    refused("S has versions of C, which is not an input; use scratch", p -> {
      Dimension n = p.size("n");
      SymbolicMatrix c = p.output("C", n, n);
      next();
      p.versions("S", c, n);
    });
  }

  @Test
  void oneStatementWritesATileOnce() {
    refused("one statement writes the same tile twice: [C[0, 0], C[0, 0]]", p -> {
      Dimension n = p.size("n");
      SymbolicMatrix c = p.output("C", n, n);
      next();
      p.let(c.at(0, 0), c.at(0, 0));
    });
  }

  @Test
  void namesAreUnique() {
    refused("A is already the name of a matrix", p -> {
      Dimension n = p.size("n");
      p.input("A", n, n);
      next();
      p.output("A", n, n);
    });
  }

  @Test
  void loopsDoNotHideNames() {
    refused("n is already the name of a size", p -> {
      Dimension n = p.size("n");
      next();
      p.loop("n", 0, n, i -> {});
    });
    refused(
        "i is already the index of an enclosing loop",
        p -> p.loop("i", 0, p.size("n"), i -> {
          next();
          p.loop("i", 0, i, j -> {});
        }));
  }

  @Test
  void namesAreIdentifiers() {
    refused("'my size' is no name; a name is a letter followed by letters, digits and _", p -> {
      next();
      p.size("my size");
    });
  }

  @Test
  void declarationsStandOutsideOfLoops() {
    refused(
        "a matrix (T) is declared inside a loop or guard; declare it before the first loop", p -> {
          Dimension n = p.size("n");
          p.loop("i", 0, n, i -> {
            next();
            p.scratch("T", n.along(0), n.along(0), i);
          });
        });
  }

  @Test
  void aTileFollowsOneOfItsIndices() {
    refused(
        "the tiles of T follow the index at position 1, but there are 1 indices, counted from 0",
        p -> {
          Dimension n = p.size("n");
          next();
          p.scratch("T", n.along(0), n.along(1), n);
        });
  }

  @Test
  void letWithoutBeIsBlamedOnItsOwnLine() {
    refused("let(C[0, 0]) has no kernel call; complete it with .be(...)", p -> {
      Dimension n = p.size("n");
      SymbolicMatrix c = p.output("C", n, n);
      next();
      p.let(c.at(0, 0));
    });
    refused("let(C[i, 0]) has no kernel call; complete it with .be(...)", p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix c = p.output("C", n, n);
      p.loop("i", 0, n, i -> {
        next();
        p.let(c.at(i, 0));
        p.let(c.at(i, 1)).be(copy(a.at(i, 1)));
      });
    });
  }

  @Test
  void anAssignmentIsCompletedOnce() {
    refused("let(C[0, 0]) already has its kernel call; a tile is written once", p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix c = p.output("C", n, n);
      Assignment assignment = p.let(c.at(0, 0));
      assignment.be(copy(a.at(0, 0)));
      next();
      assignment.be(copy(a.at(0, 0)));
    });
  }

  @Test
  void stepsArePositive() {
    refused("loop i has step 0; a step must be positive", p -> {
      Dimension n = p.size("n");
      next();
      p.loop("i", 0, n, constant(0), i -> {});
    });
    refused("loop i has step -2; a step must be positive", p -> {
      Dimension n = p.size("n");
      next();
      p.loop("i", 0, n, constant(-2), i -> {});
    });
  }

  @Test
  void divisorsArePositive() {
    refused("cannot divide n + 1 by 0; a divisor must be positive", p -> {
      Index more = p.size("n").plus(1);
      next();
      more.floorDiv(0);
    });
    refused("cannot divide n by -2; a divisor must be positive", p -> {
      Dimension n = p.size("n");
      next();
      n.ceilDiv(-2);
    });
  }

  @Test
  void powersAreIntegers() {
    refused("the base of a power or logarithm must be at least 2, not 1", p -> {
      Dimension n = p.size("n");
      next();
      Index.ceilLog(1, n);
    });
    next();
    IllegalProgram failure =
        catchThrowableOfType(IllegalProgram.class, () -> Index.pow2(constant(-1)));
    assertThat(failure.problem()).isEqualTo("2^-1 is not an integer");
  }

  @Test
  void constantsThatOverflowAreRefused() {
    refused("arithmetic on these constants does not fit 64 bits", p -> {
      Index large = p.size("n").plus(Long.MAX_VALUE);
      next();
      large.plus(1);
    });
  }

  @Test
  void indicesAreNotNegative() {
    refused("index 1 of A is -1, below zero", p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      next();
      a.at(n, constant(-1));
    });
  }

  @Test
  void indicesAreNotNull() {
    refused("an index of A is null", p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      next();
      a.at(n, (Index) null);
    });
  }

  @Test
  void treesHaveTwoChildrenAtLeast() {
    refused("a tree needs an arity of at least 2, not 1", p -> {
      Dimension n = p.size("n");
      next();
      p.tree(1, n);
    });
    refused("a node of this tree has children 0 to 1, none 2", p -> {
      Tree tree = p.tree(2, p.size("n"));
      tree.up(node -> {
        next();
        node.child(2);
      });
    });
  }

  @Test
  void requirementsMentionNoLoopIndex() {
    refused(
        "a requirement is declared inside a loop or guard; declare it before the first loop", p -> {
          Dimension n = p.size("n");
          p.loop("i", 0, n, i -> {
            next();
            p.require(i.lessThan(3), "no");
          });
        });
  }

  @Test
  void tilesMustFitTheKernel() {
    IllegalProgram failure = refused(p -> {
      Dimension m = p.size("m");
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", m, n);
      SymbolicMatrix c = p.output("C", m, n);
      p.loop("i", 0, m, i -> {
        next();
        p.let(c.at(i, 0)).be(potrf(a.at(i, 0)));
      });
    });
    assertThat(failure.problem())
        .isEqualTo(
            "the tiles do not fit potrf: [nn] -> [nn], where n is the rows of C[i, 0] (tile i"
                + " of m) and the columns of C[i, 0] (tile 0 of n); these lengths are not equal at all"
                + " sizes");
  }

  @Test
  void aForgottenTransposeIsFoundAtItsLine() {
    IllegalProgram failure = refused(p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix c = p.output("C", n, n);
      p.loop(
          "i",
          0,
          n,
          i -> p.loop("j", 0, n, j -> {
            KernelCall call = gemm(NO_TRANS, TRANS, 1, a.at(j, i), a.at(i, j));
            next();
            p.let(c.at(j, i)).be(call);
          }));
    });
    assertThat(failure.problem()).contains("A[j, i] (tile i of n)", "A[i, j] (tile j of n)");
  }

  @Test
  void equalLettersOfElementwiseKernelsMustAgree() {
    refused(p -> {
      Dimension m = p.size("m");
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", m, n);
      SymbolicMatrix b = p.input("B", n, m);
      SymbolicMatrix c = p.output("C", m, n);
      Scalar one = Scalar.of(1);
      p.loop(
          "i",
          0,
          m,
          i -> p.loop("j", 0, n, j -> {
            next();
            p.let(c.at(i, j)).be(axpby(one, a.at(i, j), one, b.at(j, i)));
          }));
    });
  }
}
