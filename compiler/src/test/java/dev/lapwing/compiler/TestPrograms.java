package dev.lapwing.compiler;

import static dev.lapwing.compiler.Ast.TILES;
import static dev.lapwing.compiler.Ast.call;
import static dev.lapwing.compiler.Ast.constant;
import static dev.lapwing.compiler.Ast.index;
import static dev.lapwing.compiler.Ast.kernel;
import static dev.lapwing.compiler.Ast.less;
import static dev.lapwing.compiler.Ast.loop;
import static dev.lapwing.compiler.Ast.lower;
import static dev.lapwing.compiler.Ast.matrix;
import static dev.lapwing.compiler.Ast.plus;
import static dev.lapwing.compiler.Ast.pow2;
import static dev.lapwing.compiler.Ast.program;
import static dev.lapwing.compiler.Ast.range;
import static dev.lapwing.compiler.Ast.tile;
import static dev.lapwing.compiler.Ast.times;
import static dev.lapwing.compiler.Ast.versions;
import static dev.lapwing.compiler.Ast.when;

import dev.lapwing.lambdapack.Expr;
import dev.lapwing.lambdapack.Guard;
import dev.lapwing.lambdapack.Matrix.Role;
import dev.lapwing.lambdapack.Node;
import dev.lapwing.lambdapack.Program;
import java.util.List;

/** Programs for tests, written as trees. */
final class TestPrograms {
  private static final Expr.IndexValue I = index("i", 0);
  private static final Expr.IndexValue J = index("j", 1);
  private static final Expr.IndexValue K = index("k", 2);

  private TestPrograms() {}

  static List<Program> all() {
    return List.of(
        cholesky(), product(), chunkedProduct(), pairwiseTree(), strided(), diagonals(), twins());
  }

  /** Cholesky factorization with a version matrix. */
  static Program cholesky() {
    Node.Statement potrf =
        call(0, List.of(tile("L", I, I)), kernel("potrf", 1, 1.0 / 3), tile("S", I, I, I));
    Node.Statement trsm =
        call(
            1,
            List.of(tile("L", J, I)),
            kernel("trsm", 2, 1.0),
            tile("L", I, I),
            tile("S", I, J, I));
    Node.Statement syrk =
        call(
            2,
            List.of(tile("S", plus(I, 1), J, K)),
            kernel("gemm", 3, 2.0),
            tile("S", I, J, K),
            tile("L", J, I),
            tile("L", K, I));
    return program(
        "cholesky",
        List.of(
            matrix("A", Role.INPUT, TILES, TILES),
            lower(matrix("L", Role.OUTPUT, TILES, TILES)),
            versions("S", "A", TILES, TILES, TILES)),
        loop(
            I,
            constant(0),
            TILES,
            potrf,
            loop(J, plus(I, 1), TILES, trsm, loop(K, plus(I, 1), plus(J, 1), syrk))));
  }

  /** A product with the inner dimension as a range. */
  static Program product() {
    return program(
        "product",
        List.of(
            matrix("A", Role.INPUT, TILES, TILES),
            matrix("B", Role.INPUT, TILES, TILES),
            matrix("C", Role.OUTPUT, TILES, TILES)),
        square(
            call(
                0,
                tile("C", I, J),
                "gemm",
                range("A", 1, TILES, I, constant(0)),
                range("B", 0, TILES, constant(0), J))));
  }

  /** A product in chunks of two inner tiles, whose partial sums are added by a second statement. */
  static Program chunkedProduct() {
    Expr chunks = new Expr.FloorDiv(plus(TILES, 1), constant(2));
    Expr from = times(K, 2);
    Expr to = new Expr.Min(plus(times(K, 2), 2), TILES);
    return program(
        "chunkedProduct",
        List.of(
            matrix("A", Role.INPUT, TILES, TILES),
            matrix("B", Role.INPUT, TILES, TILES),
            matrix("P", Role.SCRATCH, TILES, TILES, chunks),
            matrix("C", Role.OUTPUT, TILES, TILES)),
        square(
            loop(
                K,
                constant(0),
                chunks,
                call(
                    0,
                    tile("P", I, J, K),
                    "gemm",
                    range("A", 1, to, I, from),
                    range("B", 0, to, from, J))),
            call(1, tile("C", I, J), "add", range("P", 2, chunks, I, J, constant(0)))));
  }

  /** The binary tree of a TSQR, with a copy where a node has no partner. */
  static Program pairwiseTree() {
    Expr.IndexValue level = index("level", 0);
    Expr levels = new Expr.CeilLog(2, TILES);
    Guard hasPartner = less(plus(J, pow2(level)), TILES);
    return program(
        "pairwiseTree",
        List.of(
            matrix("A", Role.INPUT, TILES),
            matrix("R", Role.SCRATCH, plus(levels, 1), TILES),
            matrix("X", Role.OUTPUT, constant(1))),
        leaves(),
        merges(
            level,
            when(hasPartner, merge(level)),
            when(
                new Guard.Not(hasPartner),
                call(2, tile("R", plus(level, 1), J), "copy", tile("R", level, J)))),
        when(
            less(constant(0), TILES),
            call(3, tile("X", constant(0)), "copy", tile("R", levels, constant(0)))));
  }

  /** NumPyWren's tree: merges without asking whether the partner exists. */
  static Program unboundedTree() {
    Expr.IndexValue level = index("level", 0);
    Expr levels = new Expr.CeilLog(2, TILES);
    return program(
        "unboundedTree",
        List.of(
            matrix("A", Role.INPUT, TILES),
            matrix("R", Role.SCRATCH, plus(levels, 1), times(TILES, 2))),
        leaves(),
        merges(level, merge(level)));
  }

  /** Something for every i and j. */
  private static Node square(Node... body) {
    return loop(I, constant(0), TILES, loop(J, constant(0), TILES, body));
  }

  private static Node leaves() {
    return loop(I, constant(0), TILES, call(0, tile("R", constant(0), I), "geqrt", tile("A", I)));
  }

  /** Every second node of every level. */
  private static Node merges(Expr.IndexValue level, Node... body) {
    Expr stride = pow2(plus(level, 1));
    return loop(
        level, constant(0), new Expr.CeilLog(2, TILES), loop(J, constant(0), TILES, stride, body));
  }

  private static Node merge(Expr.IndexValue level) {
    return call(
        1,
        tile("R", plus(level, 1), J),
        "tpqrt",
        tile("R", level, J),
        tile("R", level, plus(J, pow2(level))));
  }

  /** Strides, floor divisions and remainders in indices. */
  static Program strided() {
    Expr half = new Expr.FloorDiv(J, constant(2));
    return program(
        "strided",
        List.of(
            matrix("A", Role.INPUT, TILES),
            matrix("X", Role.SCRATCH, TILES),
            matrix("Y", Role.OUTPUT, TILES, TILES)),
        loop(index("i", 0), constant(0), TILES, call(0, tile("X", I), "copy", tile("A", I))),
        square(
            call(
                1,
                tile("Y", J, I),
                "axpy",
                tile("X", half),
                tile("X", new Expr.Mod(plus(times(I, 3), J), TILES)))));
  }

  /** Reads along antidiagonals, which leave one index free. */
  static Program diagonals() {
    return program(
        "diagonals",
        List.of(
            matrix("A", Role.INPUT, TILES),
            matrix("X", Role.SCRATCH, times(TILES, 2)),
            matrix("Y", Role.OUTPUT, TILES, TILES)),
        loop(
            I,
            constant(0),
            times(TILES, 2),
            call(0, tile("X", I), "copy", tile("A", new Expr.FloorDiv(I, constant(2))))),
        square(
            call(
                1,
                tile("Y", I, J),
                "axpy",
                tile("X", plus(I, J)),
                tile("X", new Expr.Difference(plus(J, plus(TILES, 0)), I)))));
  }

  /** Two outputs a call, both read by one task, also through a range. */
  static Program twins() {
    return program(
        "twins",
        List.of(
            matrix("A", Role.INPUT, TILES),
            matrix("X", Role.SCRATCH, times(TILES, 2)),
            matrix("Y", Role.OUTPUT, TILES)),
        loop(
            I,
            constant(0),
            TILES,
            call(
                0,
                List.of(tile("X", plus(times(I, 2), 1)), tile("X", times(I, 2))),
                "split",
                tile("A", I))),
        loop(
            I,
            constant(0),
            TILES,
            call(
                1,
                tile("Y", I),
                "sum",
                tile("A", I),
                tile("X", I),
                range("X", 0, times(TILES, 2), I),
                tile("X", new Expr.FloorDiv(I, constant(2))))));
  }
}
