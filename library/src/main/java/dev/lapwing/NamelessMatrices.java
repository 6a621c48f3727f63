package dev.lapwing;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The matrices that nobody gave a name: in memory, or below the folder of a Lapwing that has one.
 * They go when nobody uses them any more, and at the latest when the Lapwing is closed.
 */
final class NamelessMatrices {
  private static final String FOLDER = "matrices";

  private final Storage storage;
  private final Optional<Path> folder;
  private final Set<String> live = ConcurrentHashMap.newKeySet();

  NamelessMatrices(Storage storage, Optional<Path> folder) {
    this.storage = storage;
    this.folder = folder;
  }

  /** Whether a matrix is below the folder for those without a name. */
  static boolean isNameless(Optional<Path> folder, String uri) {
    return folder.isPresent() && MatrixUri.of(uri).path().startsWith(below(folder.get()));
  }

  /** A place for a new one. */
  String next() {
    String name = UlidCreator.getMonotonicUlid().toString();
    String uri =
        folder.map(path -> below(path).resolve(name + ".zarr").toString()).orElse("mem:" + name);
    live.add(uri);
    return uri;
  }

  /** Deletes a matrix; it need not exist. */
  void delete(String uri) throws StoreException {
    live.remove(uri);
    storage.delete(uri);
  }

  /** Deletes those that are left. */
  void deleteAll() throws StoreException {
    for (String uri : List.copyOf(live)) {
      delete(uri);
    }
  }

  private static Path below(Path folder) {
    return folder.toAbsolutePath().normalize().resolve(FOLDER);
  }
}
