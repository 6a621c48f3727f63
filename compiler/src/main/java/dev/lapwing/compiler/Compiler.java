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

  /**
   * The compiled program that {@link CompiledProgram#encode} encoded.
   *
   * @throws IllegalArgumentException if the bytes are not an encoded program; the message says what
   *     is wrong with them
   * @throws ProgramRejected if the program is not well formed
   */
  public static CompiledProgram decode(byte[] bytes) {
    return compile(Encoding.decode(bytes));
  }
}
