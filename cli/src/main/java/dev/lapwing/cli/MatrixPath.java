package dev.lapwing.cli;

import dev.lapwing.format.MatrixFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A place where a matrix is or shall be: a path or {@code file:} URI with an ending that names a
 * format.
 *
 * @param given what the user wrote, for messages
 * @param path the same as a path
 */
record MatrixPath(String given, Path path) {
  private static final String ZARR = ".zarr";
  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*");

  /** The place that a text names. */
  static MatrixPath of(String text) {
    Path path = parse(text);
    if (path.getFileName() == null || ending(path).isEmpty()) {
      throw new TypeConversionException(
          "'%s' does not end in a format that is known; use one of %s"
              .formatted(text, String.join(", ", endings())));
    }
    return new MatrixPath(text, path);
  }

  private static Path parse(String text) {
    try {
      if (text.startsWith("file:")) {
        return Path.of(URI.create(text));
      }
      if (SCHEME.matcher(text).matches()) {
        throw new TypeConversionException(
            "'%s' is no place that can be reached; write a path, or a URI such as file:///data/a.zarr"
                .formatted(text));
      }
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException("'" + text + "' is not a path: " + e.getReason());
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "'%s' is not a file URI; write for example file:///data/a.zarr".formatted(text));
    }
  }

  /** All endings that are known. */
  static List<String> endings() {
    List<String> endings = new ArrayList<>(MatrixFiles.endings());
    endings.add(ZARR);
    return endings;
  }

  private static Optional<String> ending(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return endings().stream().filter(name::endsWith).findFirst();
  }

  /** Whether it is a Zarr array. */
  boolean isZarr() {
    return ending(path).equals(Optional.of(ZARR));
  }

  /** The same name with another ending. */
  MatrixPath withEnding(String ending) {
    String name = path.getFileName().toString();
    String stem = name.substring(0, name.length() - ending(path).orElseThrow().length());
    return of(path.resolveSibling(stem + ending).toString());
  }

  /** Refuses a matrix that is not there, and says which one might be meant. */
  MatrixPath requireExisting() {
    if (!Files.exists(path)) {
      throw new BadInput("there is no " + given + NearMatch.question(given, neighbours()));
    }
    if (!Files.isReadable(path)) {
      throw new BadInput(given + " cannot be read: permission denied");
    }
    return this;
  }

  /** The matrices beside it, written as the user wrote this one. */
  private List<String> neighbours() {
    Path folder = path.toAbsolutePath().getParent();
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> ending(file).isPresent())
          .map(file -> sibling(file.getFileName().toString()))
          .toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private String sibling(String name) {
    String own = path.getFileName().toString();
    return given.endsWith(own) ? given.substring(0, given.length() - own.length()) + name : name;
  }

  /** The bytes that it takes, with everything in it. */
  long bytes() {
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether both are the same place. */
  boolean isSameAs(MatrixPath other) {
    return path.toAbsolutePath().normalize().equals(other.path.toAbsolutePath().normalize());
  }

  @Override
  public String toString() {
    return given;
  }

  /** Reads an argument or option. */
  static final class Converter implements ITypeConverter<MatrixPath> {
    @Override
    public MatrixPath convert(String text) {
      return of(text);
    }
  }
}
