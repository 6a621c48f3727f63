package dev.lapwing.lambdapack.algorithm;

import dev.lapwing.lambdapack.Program;

/**
 * An algorithm that ships with Lapwing.
 *
 * @param program its name, its sizes and parameters, its inputs and outputs, its body
 * @param description what it computes, in one line
 */
public record Algorithm(Program program, String description) {

  /** What a user calls it: the name of its program. */
  public String name() {
    return program.name();
  }
}
