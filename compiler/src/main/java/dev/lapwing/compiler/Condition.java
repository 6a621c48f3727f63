package dev.lapwing.compiler;

/** A condition at given sizes. */
@FunctionalInterface
interface Condition {
  /** Whether it holds at given values of the variables. */
  boolean holds(long[] env);
}
