package dev.lapwing.compiler;

/** The matrix and the indices of a tile, in a form that can be used again and again. */
final class Coordinates {
  int matrix;
  final long[] index;

  Coordinates(int greatestRank) {
    index = new long[greatestRank];
  }
}
