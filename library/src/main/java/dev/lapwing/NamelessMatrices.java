package dev.lapwing;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The matrices that nobody gave a name: in memory, or in the {@link Place} of a Lapwing that has
 * one, where they are named by its session. They go when nobody uses them any more, and at the
 * latest when the Lapwing is closed, save those that a run needs that goes on without it.
 */
final class NamelessMatrices {
  private static final String IN_MEMORY = "mem:";
  private static final String ENDING = ".zarr";

  private final Storage storage;
  private final String start;
  private final String ending;
  private final Set<String> live = ConcurrentHashMap.newKeySet();
  private final Set<String> kept = ConcurrentHashMap.newKeySet();
  private final ReadWriteLock deletions = new ReentrantReadWriteLock();
  private volatile boolean closed;

  private NamelessMatrices(Storage storage, String start, String ending) {
    this.storage = storage;
    this.start = start;
    this.ending = ending;
  }

  /** Those of a Lapwing that works in memory. */
  static NamelessMatrices inMemory(Storage storage) {
    return new NamelessMatrices(storage, IN_MEMORY, "");
  }

  /** Those of a session in a place. */
  static NamelessMatrices in(Storage storage, Place place, Session session) {
    return new NamelessMatrices(storage, place.matrices() + session.id() + "-", ENDING);
  }

  /** Whether a location is one of a matrix without a name, of whatever session. */
  static boolean isOne(Place place, String location) {
    return location.startsWith(place.matrices());
  }

  /** The session that a matrix without a name belongs to, by where it is. */
  static Optional<String> sessionOf(Place place, String location) {
    return Optional.of(location)
        .filter(matrix -> isOne(place, matrix) && matrix.endsWith(ENDING))
        .map(matrix -> matrix.substring(place.matrices().length()).split("-", 2)[0]);
  }

  /** A place for a new one. */
  String next() {
    String uri = start + UlidCreator.getMonotonicUlid() + ending;
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
    deletions.readLock().lock();
    try {
      if (!closed && !kept.contains(uri)) {
        storage.delete(uri);
      }
      live.remove(uri);
    } finally {
      deletions.readLock().unlock();
    }
  }

  /**
   * Deletes those that are left, once the deletions that others have begun are over: half a matrix
   * must not stay behind because its storage is closed meanwhile. Later deletions do nothing.
   */
  void deleteAll() throws StoreException {
    deletions.writeLock().lock();
    try {
      for (String uri : List.copyOf(live)) {
        delete(uri);
      }
    } finally {
      closed = true;
      deletions.writeLock().unlock();
    }
  }
}
