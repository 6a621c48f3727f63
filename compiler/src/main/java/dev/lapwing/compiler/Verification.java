package dev.lapwing.compiler;

import java.util.List;

/** What came out when the promises of a program were checked. */
public sealed interface Verification {

  /** Throws if a promise is broken, and otherwise returns this. */
  default Verification orThrow() {
    return this;
  }

  /**
   * Every promise is kept.
   *
   * @param tasks the number of tasks looked at
   * @param warnings what is lawful but probably not meant; not complete when there are many
   */
  record Verified(long tasks, List<Violation> warnings) implements Verification {
    public Verified {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * A promise is broken.
   *
   * @param program the name of the program
   * @param violations the first few counter-examples, at the smallest sizes that show any
   */
  record Rejected(String program, List<Violation> violations) implements Verification {
    public Rejected {
      violations = List.copyOf(violations);
    }

    @Override
    public Verification orThrow() {
      throw new ProgramRejected(program, violations);
    }
  }

  /**
   * Nothing was checked, because there are too many tasks to look at each.
   *
   * @param tasks the number of tasks
   * @param budget how many would have been looked at
   */
  record NotAffordable(long tasks, long budget) implements Verification {}
}
