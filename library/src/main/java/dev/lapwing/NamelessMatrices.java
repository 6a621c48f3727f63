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
 * The matrices that nobody gave a name: in memory, or below the folder of a Lapwing that has one,
 * where they are named by its session. They go when nobody uses them any more, and at the latest
 * when the Lapwing is closed, save those that a run needs that goes on without it.
 */
final class NamelessMatrices {
  private static final String FOLDER = "matrices";

  private final Storage storage;
  private final Optional<Place> place;
  private final Set<String> live = ConcurrentHashMap.newKeySet();
  private final Set<String> kept = ConcurrentHashMap.newKeySet();

  private NamelessMatrices(Storage storage, Optional<Place> place) {
    this.storage = storage;
    this.place = place;
  }

  /** Those of a Lapwing that works in memory. */
  static NamelessMatrices inMemory(Storage storage) {
    return new NamelessMatrices(storage, Optional.empty());
  }

  /** Those of a session in a folder. */
  static NamelessMatrices inFolder(Storage storage, Path folder, String session) {
    return new NamelessMatrices(storage, Optional.of(new Place(below(folder), session)));
  }

  /** Where such matrices are in a folder. */
  static Path below(Path folder) {
    return folder.toAbsolutePath().normalize().resolve(FOLDER);
  }

  /** The session that a matrix without a name belongs to, by the name of its file. */
  static String sessionOf(Path matrix) {
    return matrix.getFileName().toString().split("-", 2)[0];
  }

  /** A place for a new one. */
  String next() {
    String name = UlidCreator.getMonotonicUlid().toString();
    String uri = place.map(folder -> folder.of(name)).orElse("mem:" + name);
    live.add(uri);
    return uri;
  }

  /** Leaves a matrix to whoever else uses it. */
  void keep(String location) {
    String uri = MatrixUri.plain(location);
    if (live.remove(uri)) {
      kept.add(uri);
    }
  }

  /** Deletes a matrix, unless it is kept; it need not exist. */
  void delete(String uri) throws StoreException {
    live.remove(uri);
    if (!kept.contains(uri)) {
      storage.delete(uri);
    }
  }

  /** Deletes those that are left. */
  void deleteAll() throws StoreException {
    for (String uri : List.copyOf(live)) {
      delete(uri);
    }
  }

  private record Place(Path folder, String session) {
    String of(String name) {
      return folder.resolve(session + "-" + name + ".zarr").toString();
    }
  }
}
