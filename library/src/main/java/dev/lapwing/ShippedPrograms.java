package dev.lapwing;

import dev.lapwing.compiler.CompiledProgram;
import dev.lapwing.compiler.Compiler;
import dev.lapwing.lambdapack.Diag;
import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Uplo;
import dev.lapwing.lambdapack.algorithm.Algorithms;
import dev.lapwing.lambdapack.algorithm.Gemm;
import dev.lapwing.lambdapack.algorithm.TriangularSolve;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The algorithms that ship with Lapwing, each compiled when it is first used. */
final class ShippedPrograms {
  private final Map<String, CompiledProgram> compiled = new ConcurrentHashMap<>();

  /** {@code C = op(A) op(B)}. */
  CompiledProgram gemm(Op transA, Op transB) {
    return compile(Gemm.program(transA, transB));
  }

  /** {@code op(T) X = B}. */
  CompiledProgram triangularSolve(Uplo uplo, Op trans) {
    return compile(TriangularSolve.program(uplo, trans, Diag.NON_UNIT));
  }

  /** An algorithm without variants, by its name. */
  CompiledProgram named(String name) {
    return compiled.computeIfAbsent(
        name, unknown -> Compiler.compile(Algorithms.named(name).program()));
  }

  private CompiledProgram compile(Program program) {
    return compiled.computeIfAbsent(program.name(), unknown -> Compiler.compile(program));
  }
}
