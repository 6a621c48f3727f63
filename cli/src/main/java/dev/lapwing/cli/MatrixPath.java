package dev.lapwing.cli;

import dev.lapwing.format.MatrixFiles;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;

/**
 * A place where a matrix is or shall be: a path, {@code file:} or {@code s3:} URI with an ending
 * that names a format. It is printed as the user wrote it.
 */
sealed interface MatrixPath permits FilePath, BucketPath {
  /** The ending of arrays that are read and written tile by tile. */
  String ZARR = ".zarr";

  /** The place that a text names. */
  static MatrixPath of(String text) {
    return text.startsWith(BucketPath.SCHEME) ? BucketPath.of(text) : FilePath.of(text);
  }

  /** All endings that are known. */
  static List<String> endings() {
    List<String> endings = new ArrayList<>(MatrixFiles.endings());
    endings.add(ZARR);
    return endings;
  }

  /** What the user wrote, for messages. */
  String given();

  /** The place as the library takes it. */
  String uri();

  /** Whether it is a Zarr array. */
  boolean isZarr();

  /** The same name with another ending. */
  MatrixPath withEnding(String ending);

  /** Refuses a matrix that is not there, and says which one might be meant, where that is cheap. */
  MatrixPath requireExisting();

  /**
   * Refuses to write what would fail, or destroy something, at the end.
   *
   * @param now how it is
   */
  void requireWritable(Condition now, boolean overwrite);

  /** How it is now, for {@link #fate}. */
  Condition condition();

  /** What became of it since it was in a condition, in words that follow its name. */
  String fate(Condition before);

  /** The bytes that it takes, with everything in it. */
  long bytes();

  /** The format of the array there, with its version if that is known. */
  String arrayFormat();

  /** Whether both are the same place. */
  boolean isSameAs(MatrixPath other);

  /**
   * How a place is at one time.
   *
   * @param exists whether something is there
   * @param changed when it was last changed, in milliseconds, if that is known
   */
  record Condition(boolean exists, long changed) {
    static final Condition EMPTY = new Condition(false, 0);
  }

  /** Reads an argument or option. */
  final class Converter implements ITypeConverter<MatrixPath> {
    @Override
    public MatrixPath convert(String text) {
      return of(text);
    }
  }
}
