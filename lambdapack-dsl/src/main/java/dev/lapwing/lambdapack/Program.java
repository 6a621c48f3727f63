package dev.lapwing.lambdapack;

import java.util.List;
import java.util.function.Consumer;

/**
 * A LAMBDAPACK program: sizes, matrices, and a body of loops, guards and kernel calls, in which
 * every tile is written at most once and read only after it was written.
 *
 * @param name what a user calls it
 * @param sizes the dimensions that are cut into tiles
 * @param parameters the plain integers that are given when a run starts
 * @param scalars the names of the real numbers that are given when a run starts
 * @param requirements what must hold of sizes and parameters
 * @param matrices inputs, outputs and scratch, in the order of their declaration
 * @param body loops, guards and kernel calls, in sequential order
 */
@Recording
public record Program(
    String name,
    List<Size> sizes,
    List<Parameter> parameters,
    List<String> scalars,
    List<Requirement> requirements,
    List<Matrix> matrices,
    List<Node> body) {

  public Program {
    sizes = List.copyOf(sizes);
    parameters = List.copyOf(parameters);
    scalars = List.copyOf(scalars);
    requirements = List.copyOf(requirements);
    matrices = List.copyOf(matrices);
    body = List.copyOf(body);
  }

  /**
   * Records a program.
   *
   * @param name what a user calls it
   * @param body declares sizes and matrices, then writes loops and kernel calls
   * @throws IllegalProgram at the first mistake, naming its line
   */
  public static Program define(String name, Consumer<ProgramBuilder> body) {
    ProgramBuilder builder = new ProgramBuilder(name);
    try {
      body.accept(builder);
      return builder.end(name);
    } finally {
      builder.close();
    }
  }
}
