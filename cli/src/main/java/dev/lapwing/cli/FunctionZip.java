package dev.lapwing.cli;

import dev.lapwing.cli.stack.CodePackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * The zip of the function that goes with this build.
 *
 * @param file where it is
 */
record FunctionZip(Path file) {
  /** The system property by which {@code ./lapwing} says where it has built the zip. */
  static final String PROPERTY = "lapwing.function";

  /** The zip that was given, or else the one of this build. */
  static FunctionZip find(Optional<Path> given) {
    return given
        .or(FunctionZip::ofBuild)
        .filter(Files::isRegularFile)
        .map(FunctionZip::new)
        .orElseThrow(() -> missing(given));
  }

  /** The zip of this build, if it was built. */
  static Optional<Path> ofBuild() {
    return Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
  }

  CodePackage pack() {
    try {
      return CodePackage.of(file, Version.ofBuild());
    } catch (ZipException e) {
      throw new BadInput("%s is no zip of the function: %s".formatted(file, e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BadInput missing(Optional<Path> given) {
    return new BadInput(
        given
            .map(file -> "there is no file %s; give the function's zip as --code".formatted(file))
            .orElse(
                "this build has no zip of the function; use ./lapwing, which builds it, or give one as --code"));
  }
}
