package dev.lapwing.lambdapack;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A mistake in a program, reported by the very call that makes it: what is wrong, in which program
 * and statement, at which line of the author's code.
 */
@Recording
public final class IllegalProgram extends IllegalArgumentException {

  private final Optional<String> program;
  private final OptionalInt statement;
  private final String source;
  private final String problem;

  IllegalProgram(Optional<String> program, OptionalInt statement, String source, String problem) {
    super(place(program, statement) + source + ": " + problem);
    this.program = program;
    this.statement = statement;
    this.source = source;
    this.problem = problem;
  }

  /** A mistake made where no program is known, in arithmetic on constants. */
  static IllegalProgram outsideOfPrograms(String problem) {
    return new IllegalProgram(Optional.empty(), OptionalInt.empty(), CallSite.ofCaller(), problem);
  }

  private static String place(Optional<String> program, OptionalInt statement) {
    String number = statement.isPresent() ? ", statement " + statement.getAsInt() : "";
    return program.map(name -> "program " + name + number + ", ").orElse("");
  }

  /** The program's name; empty for arithmetic on constants alone. */
  public Optional<String> program() {
    return program;
  }

  /** The number, from zero, of the statement that was being written; empty among declarations. */
  public OptionalInt statement() {
    return statement;
  }

  /** The line of the author's code, as {@code File.java:line}. */
  public String source() {
    return source;
  }

  /** What is wrong, without the place. */
  public String problem() {
    return problem;
  }
}
