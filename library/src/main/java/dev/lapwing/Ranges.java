package dev.lapwing;

/** Checks of rows and columns. */
final class Ranges {
  private Ranges() {}

  static void requireIndex(String what, long index, long count) {
    if (index < 0 || index >= count) {
      throw new IndexOutOfBoundsException(
          "there is no %s %d: the matrix has %d, counted from 0".formatted(what, index, count));
    }
  }

  static void requireRange(String what, long from, long to, long count) {
    if (from < 0 || from > to || to > count) {
      throw new IndexOutOfBoundsException(
          "there are no %s from %d to %d: the matrix has %d, counted from 0"
              .formatted(what, from, to, count));
    }
  }
}
