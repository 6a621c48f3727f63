package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import dev.lapwing.Lapwing;
import java.util.function.Function;
import picocli.CommandLine.TypeConversionException;

/**
 * A place in S3, where a matrix is a Zarr array.
 *
 * @param given what the user wrote
 */
record BucketPath(String given) implements MatrixPath {
  static final String SCHEME = "s3:";

  static BucketPath of(String text) {
    if (!text.endsWith(ZARR)) {
      throw new TypeConversionException(
          "'%s' does not end in .zarr, as matrices in S3 do; other formats are imported from a disk: lapwing import a.npy --out s3://bucket/a.zarr"
              .formatted(text));
    }
    if (!text.matches("s3://[^/]+/.+")) {
      throw new TypeConversionException(
          "'%s' is not an S3 URI; write for example s3://bucket/data/a.zarr".formatted(text));
    }
    return new BucketPath(text);
  }

  @Override
  public String uri() {
    return given;
  }

  @Override
  public boolean isZarr() {
    return true;
  }

  @Override
  public MatrixPath withEnding(String ending) {
    return MatrixPath.of(given.substring(0, given.length() - ZARR.length()) + ending);
  }

  /** Opening it says better what is missing. */
  @Override
  public MatrixPath requireExisting() {
    return this;
  }

  @Override
  public void requireWritable(Condition now, boolean overwrite) {
    if (now.exists() && !overwrite) {
      throw new BadInput(
          given + " exists; give another name, or --overwrite to delete it and write it anew");
    }
  }

  @Override
  public Condition condition() {
    return new Condition(ask(lapwing -> lapwing.exists(given)), 0);
  }

  @Override
  public String fate(Condition before) {
    boolean exists = condition().exists();
    if (before.exists()) {
      return exists ? "is as it was, or complete" : "is gone: it was to be overwritten";
    }
    return exists ? "is complete" : "was not written";
  }

  @Override
  public long bytes() {
    return ask(
        lapwing -> {
          try (BigMatrix matrix = lapwing.open(given)) {
            return matrix.storedBytes();
          }
        });
  }

  @Override
  public String arrayFormat() {
    return "zarr";
  }

  @Override
  public boolean isSameAs(MatrixPath other) {
    return other.given().equals(given);
  }

  @Override
  public String toString() {
    return given;
  }

  private static <T> T ask(Function<Lapwing, T> question) {
    try (Lapwing lapwing = Lapwing.builder().threads(1).build()) {
      return question.apply(lapwing);
    }
  }
}
