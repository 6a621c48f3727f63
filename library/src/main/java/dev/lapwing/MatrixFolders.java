package dev.lapwing;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Zarr arrays as folders: where one is written before it is finished, and how it then takes the
 * place of an older one. {@code data/l.zarr} is written as {@code data/.l.zarr.ULID.part.zarr}.
 */
final class MatrixFolders {
  private static final Pattern PART = Pattern.compile("\\.(.+)\\.[0-9A-Z]{26}\\.part\\.zarr");

  private MatrixFolders() {}

  /**
   * Refuses a place that holds something else than a matrix: it would be lost.
   *
   * @throws IllegalArgumentException naming the place
   */
  private static void requireReplaceable(Storage storage, Path target) {
    try {
      if (Files.exists(target) && !storage.exists(target.toString())) {
        throw new IllegalArgumentException(
            "%s exists and is no matrix: choose another place, or remove it".formatted(target));
      }
    } catch (StoreException e) {
      throw Failures.storage("looking at " + target, e);
    }
  }

  /**
   * Where an array is written before it is finished.
   *
   * @throws IllegalArgumentException if something else than a matrix is at its place
   */
  static Path partFor(Storage storage, Path place) {
    Path target = place.toAbsolutePath().normalize();
    requireReplaceable(storage, target);
    return besides(target, "part");
  }

  /** Where an array that is being written belongs, if it is written beside its place. */
  static Optional<Path> targetOf(String part) {
    Path path = MatrixUri.of(part).path();
    Matcher name = PART.matcher(path.getFileName().toString());
    return name.matches() ? Optional.of(path.resolveSibling(name.group(1))) : Optional.empty();
  }

  /** Moves a finished array to its place; the one that is there goes. */
  static void replace(Storage storage, Path finished, Path target) throws IOException {
    Path old = besides(target, "old");
    boolean replaced = Files.exists(target);
    if (replaced) {
      Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE);
    if (replaced) {
      storage.delete(old.toString());
    }
  }

  private static Path besides(Path target, String purpose) {
    return target.resolveSibling(
        ".%s.%s.%s.zarr".formatted(target.getFileName(), UlidCreator.getMonotonicUlid(), purpose));
  }
}
