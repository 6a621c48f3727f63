package dev.lapwing.compiler;

import java.util.List;
import java.util.stream.Collectors;

/** A program breaks a promise that every program must keep. */
public final class ProgramRejected extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 5;

  private final transient List<Violation> violations;

  /** A rejection with at least one violation. */
  public ProgramRejected(String program, List<Violation> violations) {
    super(message(program, violations));
    this.violations = List.copyOf(violations);
  }

  private static String message(String program, List<Violation> violations) {
    String shown =
        violations.stream()
            .limit(SHOWN)
            .map(Violation::message)
            .collect(Collectors.joining("\n  ", "program " + program + " is rejected:\n  ", ""));
    int more = violations.size() - SHOWN;
    return more > 0 ? shown + "\n  and " + more + " more" : shown;
  }

  /** What is wrong, the first first. */
  public List<Violation> violations() {
    return violations;
  }
}
