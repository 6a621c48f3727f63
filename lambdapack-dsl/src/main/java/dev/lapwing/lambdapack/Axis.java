package dev.lapwing.lambdapack;

import java.util.Locale;

/** Which entries of a matrix are reduced to one number. */
public enum Axis {
  /** Those of every row: of m x n entries m numbers are left, in one column. */
  ROWS("R"),
  /** Those of every column: of m x n entries n numbers are left, in one row. */
  COLUMNS("C");

  private final String letter;

  Axis(String letter) {
    this.letter = letter;
  }

  String letter() {
    return letter;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
