package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Program;

/** Compiles programs: from loops over tiles to dependence queries. */
public final class Compiler {
  private Compiler() {}

  /**
   * Compiles a program, in milliseconds and independently of any sizes.
   *
   * @throws ProgramRejected if the program is not well formed: a matrix, size or index that does
   *     not exist, a tile with the wrong number of indices, a kernel with the wrong number of
   *     operands
   */
  public static CompiledProgram compile(Program program) {
    WellFormed.check(program);
    return Queries.plan(program);
  }
}
