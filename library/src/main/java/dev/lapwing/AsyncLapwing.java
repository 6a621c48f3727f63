package dev.lapwing;

/** The ways to make a matrix, started and not waited for: each gives a {@link Run}. */
public final class AsyncLapwing {
  private final Lapwing lapwing;
  private final RunOptions options;

  AsyncLapwing(Lapwing lapwing, RunOptions options) {
    this.lapwing = lapwing;
    this.options = options;
  }

  /** The matrix of a function of row and column. */
  public Run<BigMatrix> matrix(long rows, long columns, Entries entries) {
    return new MatrixWork(lapwing, options).generate(rows, columns, entries);
  }

  /**
   * Imports the matrix at a path or URI, into memory, into the folder, or where {@link
   * RunOptions#writeTo} says. A Zarr array is copied, too.
   */
  public Run<BigMatrix> load(String uri) {
    MatrixUri place = MatrixUri.of(uri);
    if (!place.isTiled()) {
      return new MatrixWork(lapwing, options).read(place.path());
    }
    try (BigMatrix stored = lapwing.openStored(uri)) {
      return new MatrixWork(lapwing, options).load(stored);
    }
  }
}
