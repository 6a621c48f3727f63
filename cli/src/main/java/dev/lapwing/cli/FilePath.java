package dev.lapwing.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.TypeConversionException;

/**
 * A place on a disk.
 *
 * @param given what the user wrote, for messages
 * @param path the same as a path
 */
record FilePath(String given, Path path) implements MatrixPath {
  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*");

  static FilePath of(String text) {
    Path path = parse(text);
    if (path.getFileName() == null || ending(path).isEmpty()) {
      throw new TypeConversionException(
          "'%s' does not end in a format that is known; use one of %s"
              .formatted(text, String.join(", ", MatrixPath.endings())));
    }
    return new FilePath(text, path);
  }

  private static Path parse(String text) {
    try {
      if (text.startsWith("file:")) {
        return Path.of(URI.create(text));
      }
      if (SCHEME.matcher(text).matches()) {
        throw new TypeConversionException(
            "'%s' is no place that can be reached; write a path, or a URI such as file:///data/a.zarr or s3://bucket/a.zarr"
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

  private static Optional<String> ending(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return MatrixPath.endings().stream().filter(name::endsWith).findFirst();
  }

  @Override
  public String uri() {
    return path.toString();
  }

  @Override
  public boolean isZarr() {
    return ending(path).equals(Optional.of(ZARR));
  }

  @Override
  public MatrixPath withEnding(String ending) {
    String name = path.getFileName().toString();
    String stem = name.substring(0, name.length() - ending(path).orElseThrow().length());
    return of(path.resolveSibling(stem + ending).toString());
  }

  @Override
  public MatrixPath requireExisting() {
    if (!Files.exists(path)) {
      throw new BadInput("there is no " + given + NearMatch.question(given, neighbours()));
    }
    if (!Files.isReadable(path)) {
      throw new BadInput(given + " cannot be read: permission denied");
    }
    return this;
  }

  @Override
  public void requireWritable(Condition now, boolean overwrite) {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !overwrite) {
      throw new BadInput(given + " exists; give another name, or --overwrite to replace it");
    }
    requireReplaceable();
    Path folder = path.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw new BadInput(
          "there is no folder " + folder + " to write " + path.getFileName() + " to");
    }
    if (!Files.isWritable(folder)) {
      throw new BadInput(given + " cannot be written: permission denied in " + folder);
    }
  }

  @Override
  public Condition condition() {
    try {
      return new Condition(true, Files.getLastModifiedTime(path).toMillis());
    } catch (IOException notThere) {
      return Condition.EMPTY;
    }
  }

  @Override
  public String fate(Condition before) {
    Condition now = condition();
    if (!now.exists()) {
      return "was not written";
    }
    return now.equals(before) ? "is as it was" : "is complete";
  }

  @Override
  public long bytes() {
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String arrayFormat() {
    return Files.exists(path.resolve("zarr.json")) ? "zarr 3" : "zarr 2";
  }

  @Override
  public boolean isSameAs(MatrixPath other) {
    return other instanceof FilePath file
        && path.toAbsolutePath().normalize().equals(file.path.toAbsolutePath().normalize());
  }

  @Override
  public String toString() {
    return given;
  }

  /** A folder is replaced only if it is an array, whatever its name. */
  private void requireReplaceable() {
    boolean isArray =
        Files.exists(path.resolve("zarr.json")) || Files.exists(path.resolve(".zarray"));
    if (Files.isDirectory(path) && !(isZarr() && isArray)) {
      throw new BadInput(given + " is a folder and no Zarr array; give another name");
    }
  }

  /** The matrices beside it, written as the user wrote this one. */
  private List<String> neighbours() {
    Path folder = path.toAbsolutePath().getParent();
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName() != null && ending(file).isPresent())
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
}
