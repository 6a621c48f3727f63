package dev.lapwing.format;

/**
 * The first line and the size line of a Matrix Market file.
 *
 * @param layout how entries are listed
 * @param field the element type, {@code real} or {@code integer}
 * @param symmetry which entries are left out
 * @param rows the number of rows
 * @param columns the number of columns
 * @param entries the number of entry lines
 */
record MatrixMarketHeader(
    Layout layout, String field, Symmetry symmetry, long rows, long columns, long entries) {

  /** How entries are listed. */
  enum Layout {
    /** All of them, column after column, without their places. */
    ARRAY,
    /** Some of them, with their places. */
    COORDINATE;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Which entries are left out because others determine them. */
  enum Symmetry {
    /** None. */
    GENERAL("general", 0),
    /** Those above the diagonal, which equal those below. */
    SYMMETRIC("symmetric", 1),
    /** The diagonal, which is zero, and those above, which are the negatives of those below. */
    SKEW_SYMMETRIC("skew-symmetric", -1);

    private final String word;
    private final int mirrorFactor;

    Symmetry(String word, int mirrorFactor) {
      this.word = word;
      this.mirrorFactor = mirrorFactor;
    }

    String word() {
      return word;
    }

    /** What an entry below the diagonal is multiplied by to give its mirror image. */
    int mirrorFactor() {
      return mirrorFactor;
    }

    /** The first row that an array lists in a column. */
    long firstRow(long column) {
      return switch (this) {
        case GENERAL -> 0;
        case SYMMETRIC -> column;
        case SKEW_SYMMETRIC -> column + 1;
      };
    }
  }
}
