package dev.lapwing.lambdapack;

/** A tile of a matrix, or a range of tiles, as a program names it: {@code l.at(j, i)}. */
@Recording
public final class SymbolicTile {

  private final SymbolicMatrix matrix;
  private final Operand operand;
  private final Origin origin;

  SymbolicTile(SymbolicMatrix matrix, Operand operand, Origin origin) {
    this.matrix = matrix;
    this.operand = operand;
    this.origin = origin;
  }

  Matrix matrix() {
    return matrix.declaration();
  }

  Operand operand() {
    return operand;
  }

  Origin origin() {
    return origin;
  }

  boolean isRange() {
    return operand instanceof Operand.TileRange;
  }

  @Override
  public String toString() {
    return operand.text();
  }
}
