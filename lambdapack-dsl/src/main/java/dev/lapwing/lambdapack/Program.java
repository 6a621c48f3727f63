package dev.lapwing.lambdapack;

import java.util.List;

/**
 * A LAMBDAPACK program: sizes, matrices, and a body of loops, guards and kernel calls, in which
 * every tile is written at most once and read only after it was written.
 */
public record Program(
    String name,
    List<Size> sizes,
    List<Parameter> parameters,
    List<String> scalars,
    List<Matrix> matrices,
    List<Node> body) {

  public Program {
    sizes = List.copyOf(sizes);
    parameters = List.copyOf(parameters);
    scalars = List.copyOf(scalars);
    matrices = List.copyOf(matrices);
    body = List.copyOf(body);
  }
}
