package dev.lapwing;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Zarr arrays as folders: how a finished one takes the place of an older one. */
final class MatrixFolders {
  private MatrixFolders() {}

  /**
   * Refuses a place that holds something else than a matrix: it would be lost.
   *
   * @throws IllegalArgumentException naming the place
   */
  static void requireReplaceable(Storage storage, Path target) throws StoreException {
    if (Files.exists(target) && !storage.exists(target.toString())) {
      throw new IllegalArgumentException(
          "%s exists and is no matrix: choose another place, or remove it".formatted(target));
    }
  }

  /** A hidden place of its own beside another. */
  static Path besides(Path target, String purpose) {
    return target.resolveSibling(
        ".%s.%s.%s.zarr".formatted(target.getFileName(), UlidCreator.getMonotonicUlid(), purpose));
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
}
