package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Index.constant;
import static dev.lapwing.lambdapack.Kernels.fold;
import static dev.lapwing.lambdapack.Kernels.lassq;
import static dev.lapwing.lambdapack.Kernels.map;
import static dev.lapwing.lambdapack.Kernels.nrm2;
import static dev.lapwing.lambdapack.Kernels.reduce;
import static dev.lapwing.lambdapack.Range.range;

import dev.lapwing.lambdapack.Axis;
import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.EntryFunction;
import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.KernelCall;
import dev.lapwing.lambdapack.Kernels;
import dev.lapwing.lambdapack.Matrix.Structure;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.ProgramBuilder;
import dev.lapwing.lambdapack.Range;
import dev.lapwing.lambdapack.Reduction;
import dev.lapwing.lambdapack.Scalar;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.SymbolicTile;
import dev.lapwing.lambdapack.algorithm.ChunkedSum.Tiles;
import java.util.function.Function;

/**
 * The entries of every row, of every column or of a whole m x n matrix, reduced to one number: sums,
 * means, least and greatest entries, and norms. A task takes {@code chunk} tiles of a row or column
 * of tiles, and partial results are reduced along a tree, all in a fixed order. What is left of a
 * whole matrix is reduced by columns first.
 */
public final class Reduce {

  private static final Extent ONE = new Extent.Fixed(1);

  private Reduce() {}

  /** Sizes: m, n. Parameter: chunk. Input: A. Output: R, m x 1 or 1 x n. */
  public static Program along(Axis axis, Reduction reduction, String name) {
    return Program.define(name, p -> {
      Operands of = new Operands(p);
      of.reduceTo(of.output(axis), axis, reduction);
    });
  }

  /** The same for arithmetic means. Scalar: count, the number of entries of a row or column. */
  public static Program mean(Axis axis, String name) {
    return Program.define(name, p -> {
      Operands of = new Operands(p);
      Scalar count = p.scalar("count");
      SymbolicMatrix sums = of.scratch(axis);
      SymbolicMatrix means = of.output(axis);
      of.reduceTo(sums, axis, Reduction.SUM);
      of.overLines(axis, (i, j) -> {
        // R = S / count
        p.let(means.at(i, j)).be(map(EntryFunction.OVER, sums.at(i, j), count));
      });
    });
  }

  /** Sizes: m, n. Parameter: chunk. Input: A. Output: R, 1 x 1. */
  public static Program all(Reduction reduction, String name) {
    return twice(Axis.COLUMNS, reduction, reduction, name);
  }

  /** The same for the arithmetic mean. Scalar: count, the number of entries. */
  public static Program mean() {
    return Program.define("mean", p -> {
      Operands of = new Operands(p);
      Scalar count = p.scalar("count");
      SymbolicMatrix sums = of.scratch(Axis.COLUMNS);
      SymbolicMatrix sum = p.scratch("T", ONE, ONE, constant(1), constant(1));
      SymbolicMatrix mean = of.scalarOutput();
      of.reduceTo(sums, Axis.COLUMNS, Reduction.SUM);
      p.let(sum.at(0, 0)).be(reduce(Reduction.SUM, Axis.ROWS, of.line(Axis.COLUMNS, sums)));
      p.let(mean.at(0, 0)).be(map(EntryFunction.OVER, sum.at(0, 0), count));
    });
  }

  /** The largest sum of absolute values of a column; otherwise as {@link #all}. */
  public static Program oneNorm() {
    return twice(Axis.COLUMNS, Reduction.ASUM, Reduction.AMAX, "norm-one");
  }

  /** The largest sum of absolute values of a row; otherwise as {@link #all}. */
  public static Program infinityNorm() {
    return twice(Axis.ROWS, Reduction.ASUM, Reduction.AMAX, "norm-infinity");
  }

  /** The largest absolute value; otherwise as {@link #all}. */
  public static Program maxNorm() {
    return twice(Axis.COLUMNS, Reduction.AMAX, Reduction.AMAX, "norm-max");
  }

  /** The root of the sum of squares, scaled against overflow; otherwise as {@link #all}. */
  public static Program frobeniusNorm() {
    return Program.define("norm-frobenius", p -> {
      Operands of = new Operands(p);
      Extent two = new Extent.Fixed(2);
      SymbolicMatrix sums = p.scratch("S", two, of.n.along(1), constant(1), of.n);
      SymbolicMatrix norm = of.scalarOutput();
      ChunkedSum sum = new ChunkedSum(
          p, new Tiles(two, of.n.along(1), constant(1), of.n), of.m, Kernels::combssq);
      p.loop("j", 0, of.n, j -> {
        // S(0, j) = the sums of squares of the columns of A(:, j)
        sum.write(sums, constant(0), j, rows -> lassq(of.a.at(rows, j)));
      });
      p.let(norm.at(0, 0)).be(nrm2(of.line(Axis.COLUMNS, sums)));
    });
  }

  /** Reduces every line along an axis, and the column or row of results once more. */
  private static Program twice(Axis axis, Reduction lines, Reduction results, String name) {
    return Program.define(name, p -> {
      Operands of = new Operands(p);
      SymbolicMatrix reduced = of.scratch(axis);
      SymbolicMatrix result = of.scalarOutput();
      of.reduceTo(reduced, axis, lines);
      Axis other = axis == Axis.ROWS ? Axis.COLUMNS : Axis.ROWS;
      p.let(result.at(0, 0)).be(reduce(results, other, of.line(axis, reduced)));
    });
  }

  /** The matrix that is reduced, and the shapes of what is left of it. */
  private static final class Operands {
    final ProgramBuilder p;
    final Dimension m;
    final Dimension n;
    final SymbolicMatrix a;

    Operands(ProgramBuilder p) {
      this.p = p;
      m = p.size("m");
      n = p.size("n");
      a = p.input("A", m, n);
    }

    SymbolicMatrix output(Axis axis) {
      Tiles tiles = results(axis);
      return p.output(
          "R", tiles.height(), tiles.width(), Structure.FULL, tiles.rows(), tiles.columns());
    }

    SymbolicMatrix scalarOutput() {
      return p.output("R", ONE, ONE, Structure.FULL, constant(1), constant(1));
    }

    SymbolicMatrix scratch(Axis axis) {
      Tiles tiles = results(axis);
      return p.scratch("S", tiles.height(), tiles.width(), tiles.rows(), tiles.columns());
    }

    private Tiles results(Axis axis) {
      return axis == Axis.ROWS
          ? new Tiles(m.along(0), ONE, m, constant(1))
          : new Tiles(ONE, n.along(1), constant(1), n);
    }

    /** All tiles of the column, or row, of results. */
    SymbolicTile line(Axis axis, SymbolicMatrix results) {
      return axis == Axis.ROWS ? results.at(range(0, m), 0) : results.at(constant(0), range(0, n));
    }

    void reduceTo(SymbolicMatrix results, Axis axis, Reduction reduction) {
      ChunkedSum sum =
          new ChunkedSum(p, results(axis), axis == Axis.ROWS ? n : m, merging(reduction));
      overLines(axis, (i, j) -> {
        // R(i) = the entries of A(i, :), reduced; or R(j) those of A(:, j)
        Function<Range, SymbolicTile> entries =
            axis == Axis.ROWS ? columns -> a.at(i, columns) : rows -> a.at(rows, j);
        sum.write(results, i, j, range -> reduce(reduction, axis, entries.apply(range)));
      });
    }

    void overLines(Axis axis, Line line) {
      if (axis == Axis.ROWS) {
        p.loop("i", 0, m, i -> line.at(i, constant(0)));
      } else {
        p.loop("j", 0, n, j -> line.at(constant(0), j));
      }
    }

    private static Function<SymbolicTile, KernelCall> merging(Reduction reduction) {
      return switch (reduction) {
        case SUM, ASUM -> Kernels::add;
        case MIN -> partial -> fold(Reduction.MIN, partial);
        case MAX, AMAX -> partial -> fold(Reduction.MAX, partial);
      };
    }
  }

  /** What is done for the results of one row or column of tiles. */
  private interface Line {
    void at(Index i, Index j);
  }
}
