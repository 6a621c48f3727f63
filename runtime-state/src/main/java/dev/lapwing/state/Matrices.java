package dev.lapwing.state;

import dev.lapwing.state.MatrixPlace.InFolder;
import dev.lapwing.state.MatrixPlace.InMemory;
import dev.lapwing.state.MatrixUnavailable.Reason;
import dev.lapwing.state.zarr.ZarrArray;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Matrices by URI: those in memory by name, the others by folder. */
final class Matrices implements AutoCloseable {
  private final TilePool pool;
  private final Map<String, MemoryMatrix> inMemory = new ConcurrentHashMap<>();

  Matrices(TilePool pool) {
    this.pool = pool;
  }

  StoredMatrix create(String uri, MatrixLayout layout, boolean replace) throws StoreException {
    MatrixPlace place = MatrixPlace.of(uri);
    if (replace) {
      delete(uri);
    }
    return place instanceof InMemory memory
        ? createInMemory(uri, memory.name(), layout)
        : createInFolder(uri, new ArrayFolder(((InFolder) place).path()), layout);
  }

  StoredMatrix open(String uri, boolean unfinishedToo) throws StoreException {
    MatrixPlace place = MatrixPlace.of(uri);
    return place instanceof InMemory memory
        ? openInMemory(uri, memory.name(), unfinishedToo)
        : openInFolder(uri, new ArrayFolder(((InFolder) place).path()), unfinishedToo);
  }

  boolean exists(String uri) throws StoreException {
    MatrixPlace place = MatrixPlace.of(uri);
    return place instanceof InMemory memory
        ? inMemory.containsKey(memory.name())
        : new ArrayFolder(((InFolder) place).path()).exists();
  }

  void delete(String uri) throws StoreException {
    MatrixPlace place = MatrixPlace.of(uri);
    if (place instanceof InMemory memory) {
      free(memory.name());
      return;
    }
    try {
      new ArrayFolder(((InFolder) place).path()).delete();
    } catch (IOException e) {
      throw StoreFailures.of("Deleting " + uri, e);
    }
  }

  @Override
  public void close() {
    inMemory.keySet().forEach(this::free);
  }

  private StoredMatrix createInMemory(String uri, String name, MatrixLayout layout)
      throws StoreException {
    var created = new MemoryMatrix("mem:" + name, layout, pool);
    if (inMemory.putIfAbsent(name, created) != null) {
      throw new MatrixUnavailable(
          uri,
          Reason.EXISTS,
          "%s exists: choose another name, or ask for it to be replaced.".formatted(uri));
    }
    return created;
  }

  private StoredMatrix openInMemory(String uri, String name, boolean unfinishedToo)
      throws StoreException {
    MemoryMatrix found = inMemory.get(name);
    if (found == null) {
      throw new MatrixUnavailable(
          uri,
          Reason.MISSING,
          "There is no matrix at %s; a matrix in memory lives as long as its process."
              .formatted(uri));
    }
    if (!unfinishedToo && !found.isFinished()) {
      throw new MatrixUnavailable(
          uri,
          Reason.UNFINISHED,
          "%s is not finished: a run is writing it, or was stopped.".formatted(uri));
    }
    return found;
  }

  private StoredMatrix createInFolder(String uri, ArrayFolder folder, MatrixLayout layout)
      throws StoreException {
    ZarrArray array =
        ZarrArray.ofTiles(
            folder.objects(),
            layout.rows(),
            layout.columns(),
            layout.tileRows(),
            layout.tileColumns(),
            layout.structure().label());
    try {
      folder.create(array);
    } catch (IOException e) {
      throw StoreFailures.of("Creating " + uri, e);
    }
    return new ZarrMatrix(folder, array, pool);
  }

  private StoredMatrix openInFolder(String uri, ArrayFolder folder, boolean unfinishedToo)
      throws StoreException {
    try {
      ZarrArray array = unfinishedToo ? folder.reopen() : folder.open();
      return new ZarrMatrix(folder, array, pool);
    } catch (IOException e) {
      throw StoreFailures.of("Opening " + uri, e);
    }
  }

  private void free(String name) {
    MemoryMatrix removed = inMemory.remove(name);
    if (removed != null) {
      removed.free();
    }
  }
}
