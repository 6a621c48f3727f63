package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Expr;
import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Guard;
import dev.lapwing.lambdapack.Kernel;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Node;
import dev.lapwing.lambdapack.Operand;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Size;
import dev.lapwing.lambdapack.Sizes;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Short names for the pieces of a program, for tests that need programs no recorder would make. */
final class Ast {
  private Ast() {}

  static final Size N = new Size("n");
  static final Expr TILES = new Expr.TileCount(N);

  static Expr.IndexValue index(String name, int depth) {
    return new Expr.IndexValue(name, depth);
  }

  static Expr constant(long value) {
    return new Expr.Constant(value);
  }

  static Expr plus(Expr left, Expr right) {
    return new Expr.Sum(left, right);
  }

  static Expr plus(Expr left, long right) {
    return plus(left, constant(right));
  }

  static Expr times(Expr left, long right) {
    return new Expr.Product(left, constant(right));
  }

  static Expr pow2(Expr exponent) {
    return new Expr.Power(2, exponent);
  }

  static Guard less(Expr left, Expr right) {
    return new Guard.Comparison(left, Guard.Relation.LESS, right);
  }

  static Operand.TileRef tile(String matrix, Expr... indices) {
    return new Operand.TileRef(matrix, List.of(indices));
  }

  static Operand.TileRange range(String matrix, int dimension, Expr to, Expr... indices) {
    return new Operand.TileRange(matrix, List.of(indices), dimension, indices[dimension], to);
  }

  static Node.Loop loop(Expr.IndexValue index, Expr from, Expr to, Node... body) {
    return new Node.Loop(index, from, to, constant(1), List.of(body));
  }

  static Node.Loop loop(Expr.IndexValue index, Expr from, Expr to, Expr step, Node... body) {
    return new Node.Loop(index, from, to, step, List.of(body));
  }

  static Node.When when(Guard guard, Node... body) {
    return new Node.When(guard, List.of(body));
  }

  /** A kernel on tiles that are all alike. */
  static Kernel kernel(String name, int inputs, int outputs) {
    return kernel(name, inputs, outputs, 2);
  }

  /** A kernel on tiles that are all alike, with a cost in n^3. */
  static Kernel kernel(String name, int inputs, double flops) {
    return kernel(name, inputs, 1, flops);
  }

  private static Kernel kernel(String name, int inputs, int outputs, double flops) {
    return new Kernel(
        name,
        List.of(),
        Collections.nCopies(inputs, "nn"),
        Collections.nCopies(outputs, "nn"),
        Collections.nCopies(inputs, true),
        0,
        OptionalInt.empty(),
        new UnitFlops(flops),
        lengths -> 0);
  }

  /** A multiple of n^3. */
  record UnitFlops(double factor) implements Kernel.Flops {
    @Override
    public double count(Kernel.Lengths lengths) {
      double n = lengths.of('n');
      return factor * n * n * n;
    }
  }

  static Node.Statement call(int number, Operand.TileRef write, String kernel, Operand... reads) {
    return call(number, List.of(write), kernel, reads);
  }

  static Node.Statement call(
      int number, List<Operand.TileRef> writes, String kernel, Operand... reads) {
    return call(number, writes, kernel(kernel, reads.length, writes.size()), reads);
  }

  static Node.Statement call(
      int number, List<Operand.TileRef> writes, Kernel kernel, Operand... reads) {
    return new Node.Statement(
        number, writes, kernel, List.of(reads), List.of(), "Test.java:" + (number + 1));
  }

  /** A matrix of tiles that are all alike. */
  static Matrix matrix(String name, Matrix.Role role, Expr... extents) {
    return new Matrix(
        name,
        role,
        List.of(extents),
        new Extent.Fixed(8),
        new Extent.Fixed(8),
        Matrix.Structure.FULL,
        Optional.empty());
  }

  static Matrix lower(Matrix matrix) {
    return new Matrix(
        matrix.name(),
        matrix.role(),
        matrix.extents(),
        matrix.rows(),
        matrix.columns(),
        Matrix.Structure.LOWER,
        matrix.base());
  }

  static Matrix versions(String name, String base, Expr... extents) {
    Matrix plain = matrix(name, Matrix.Role.SCRATCH, extents);
    return new Matrix(
        name,
        plain.role(),
        plain.extents(),
        plain.rows(),
        plain.columns(),
        plain.structure(),
        Optional.of(base));
  }

  static Program program(String name, List<Matrix> matrices, Node... body) {
    return new Program(name, List.of(N), List.of(), List.of(), List.of(), matrices, List.of(body));
  }

  /** Sizes with {@code n} tiles along the only size. */
  static Sizes tiles(long n) {
    return new Sizes(Map.of("n", new Partition(8 * n, 8)), Map.of(), Map.of());
  }
}
