package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Sizes;

/**
 * A program with its dependence queries: independent of the sizes, and encoded in a few kilobytes.
 */
public interface CompiledProgram {

  /** The program that was compiled. */
  Program program();

  /**
   * The task graph at given sizes. The one that was asked for last is kept, with all that is known
   * of it: a program often runs again at the same sizes.
   *
   * @throws IllegalArgumentException if a size, parameter or scalar is missing or unknown
   */
  TaskGraph at(Sizes sizes);

  /** The compact encoding; {@code Compiler.decode} restores an equal compiled program. */
  byte[] encode();
}
