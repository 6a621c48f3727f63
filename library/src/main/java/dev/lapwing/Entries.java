package dev.lapwing;

/**
 * A matrix as a function of row and column, counted from zero. It is called once for each entry,
 * from several threads at once.
 */
@FunctionalInterface
public interface Entries {

  /** The entry at a row and a column. */
  double at(long row, long column);
}
