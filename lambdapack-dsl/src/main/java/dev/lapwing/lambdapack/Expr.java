package dev.lapwing.lambdapack;

/**
 * An integer expression over sizes, parameters and loop indices: the arithmetic of index
 * expressions, loop bounds and guards. Values are {@code long}; a value that does not fit is an
 * error where it is evaluated, never a wrapped number.
 */
public sealed interface Expr {

  /** The expression as it reads in a program: {@code 2^(level + 1)}. */
  default String text() {
    return Notation.of(this);
  }

  /** An integer known when the program is written. */
  record Constant(long value) implements Expr {}

  /** The number of tiles along a size. */
  record TileCount(Size size) implements Expr {}

  /** A plain integer given when a run starts, such as a chunk length. */
  record ParameterValue(Parameter parameter) implements Expr {}

  /** The value of a loop index of an enclosing loop; {@code depth} 0 is the outermost loop. */
  record IndexValue(String name, int depth) implements Expr {}

  /** {@code left + right}. */
  record Sum(Expr left, Expr right) implements Expr {}

  /** {@code left - right}. */
  record Difference(Expr left, Expr right) implements Expr {}

  /** {@code left * right}. */
  record Product(Expr left, Expr right) implements Expr {}

  /** The floor of {@code left / right}; {@code right} must be positive where it is evaluated. */
  record FloorDiv(Expr left, Expr right) implements Expr {}

  /** {@code left - right * floor(left / right)}; {@code right} must be positive. */
  record Mod(Expr left, Expr right) implements Expr {}

  /** {@code base} to the power of {@code exponent}; the exponent must not be negative. */
  record Power(long base, Expr exponent) implements Expr {}

  /** The least {@code e >= 0} with {@code base^e >= operand}; 0 where the operand is below 2. */
  record CeilLog(long base, Expr operand) implements Expr {}

  /** The smaller of the two. */
  record Min(Expr left, Expr right) implements Expr {}

  /** The larger of the two. */
  record Max(Expr left, Expr right) implements Expr {}
}
