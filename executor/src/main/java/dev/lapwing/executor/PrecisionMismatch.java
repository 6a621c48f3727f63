package dev.lapwing.executor;

import dev.lapwing.state.Precision;

/** Matrices of two precisions were given to one run. */
public final class PrecisionMismatch extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Two matrices, by their names in the program. */
  PrecisionMismatch(String one, Precision ofOne, String other, Precision ofOther) {
    super(
        "%s is %s and %s is %s: convert one of them first, with to(Precision.%s), or with --type %s on the command line."
            .formatted(one, ofOne, other, ofOther, ofOne.name(), ofOne));
  }
}
