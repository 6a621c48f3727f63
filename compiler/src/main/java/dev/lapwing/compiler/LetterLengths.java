package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Kernel;
import java.util.Arrays;

/** The lengths that the letters of a kernel call stand for. */
final class LetterLengths implements Kernel.Lengths {
  private static final char TERMS = 'r';
  private static final int LETTERS = 128;
  private static final long UNKNOWN = -1;

  private final long[] lengths = new long[LETTERS];

  /** Forgets all letters; no range runs along neither rows nor columns. */
  void clear() {
    Arrays.fill(lengths, UNKNOWN);
    lengths[TERMS] = 1;
  }

  /** Sets the number of tiles of a range that runs along neither rows nor columns. */
  void setTerms(long tiles) {
    lengths[TERMS] = tiles;
  }

  /** Sets a letter, or leaves it if it is set; returns the length that it stands for. */
  long unify(char letter, long length) {
    if (lengths[letter] == UNKNOWN) {
      lengths[letter] = length;
    }
    return lengths[letter];
  }

  @Override
  public double of(char letter) {
    return lengths[letter];
  }
}
