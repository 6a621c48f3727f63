package dev.lapwing.state;

import dev.lapwing.state.MatrixUnavailable.Reason;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a matrix is: what its URI means. */
sealed interface MatrixPlace {
  /** A name in the memory of this process: {@code mem:A}. */
  record InMemory(String name) implements MatrixPlace {}

  /** A folder: {@code file:///data/a.zarr} or {@code data/a.zarr}. */
  record InFolder(Path path) implements MatrixPlace {}

  /**
   * Objects of a bucket: {@code s3://bucket/data/a.zarr}.
   *
   * @param folder what the keys start with before the name, without the slash; may be empty
   * @param name the last part of the URI: {@code a.zarr}
   */
  record InBucket(String bucket, String folder, String name) implements MatrixPlace {

    /** What all keys of the matrix start with, without a slash behind. */
    String key() {
      return folder.isEmpty() ? name : folder + "/" + name;
    }
  }

  /** A letter alone is the drive of a path. */
  Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):.*", Pattern.DOTALL);

  /** As S3 wants them: lower case letters, digits, dots and hyphens. */
  Pattern BUCKET_AND_KEY =
      Pattern.compile(
          "s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/(?:(.*[^/])/)?([^/]+)/?", Pattern.DOTALL);

  String FORMS = "Write mem:NAME, file:///PATH/NAME.zarr, s3://BUCKET/PATH/NAME.zarr or a path.";

  /** What a URI or path means; refuses what means nothing, and says what would. */
  static MatrixPlace of(String uri) throws MatrixUnavailable {
    if (uri.isBlank()) {
      throw nowhere(uri, "An empty text names no matrix. " + FORMS);
    }
    Matcher scheme = SCHEME.matcher(uri);
    if (!scheme.matches()) {
      return new InFolder(path(uri));
    }
    return switch (scheme.group(1)) {
      case "mem" -> inMemory(uri);
      case "file" -> new InFolder(fileUri(uri));
      case "s3" -> inBucket(uri);
      default ->
          throw nowhere(
              uri,
              "%s: there is no '%s:' to keep a matrix in. %s"
                  .formatted(uri, scheme.group(1), FORMS));
    };
  }

  private static InMemory inMemory(String uri) throws MatrixUnavailable {
    String name = uri.substring("mem:".length());
    if (name.isBlank()) {
      throw nowhere(uri, "mem: needs a name, for example mem:A.");
    }
    return new InMemory(name);
  }

  private static InBucket inBucket(String uri) throws MatrixUnavailable {
    Matcher parts = BUCKET_AND_KEY.matcher(uri);
    if (!parts.matches() || hasOddStep(parts.group(2)) || hasOddStep(parts.group(3))) {
      throw nowhere(
          uri,
          "%s names no place in S3: two slashes, a bucket (3 to 63 lower case letters, digits, dots and hyphens) and a path follow 's3:', as in s3://bucket/data/a.zarr."
              .formatted(uri));
    }
    return new InBucket(
        parts.group(1), Optional.ofNullable(parts.group(2)).orElse(""), parts.group(3));
  }

  /** Whether tools that treat keys as paths would lead elsewhere. */
  private static boolean hasOddStep(String path) {
    return path != null
        && Arrays.stream(path.split("/", -1))
            .anyMatch(step -> step.isEmpty() || step.equals(".") || step.equals(".."));
  }

  private static Path fileUri(String uri) throws MatrixUnavailable {
    try {
      return Path.of(URI.create(uri));
    } catch (IllegalArgumentException e) {
      throw nowhere(
          uri,
          "%s is not a file URI: three slashes and an absolute path follow 'file:', as in file:///data/a.zarr (%s)."
              .formatted(uri, e.getMessage()));
    }
  }

  private static Path path(String text) throws MatrixUnavailable {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw nowhere(text, "%s is not a path: %s.".formatted(text, e.getReason()));
    }
  }

  private static MatrixUnavailable nowhere(String uri, String message) {
    return new MatrixUnavailable(uri, Reason.NO_PLACE_FOR_A_MATRIX, message);
  }
}
