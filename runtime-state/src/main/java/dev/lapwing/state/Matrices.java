package dev.lapwing.state;

import dev.lapwing.state.MatrixPlace.InBucket;
import dev.lapwing.state.MatrixPlace.InFolder;
import dev.lapwing.state.MatrixPlace.InMemory;
import dev.lapwing.state.MatrixUnavailable.Reason;
import dev.lapwing.state.aws.AwsClients;
import dev.lapwing.state.zarr.ZarrArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Matrices by URI: those in memory by name, the others by the folder or bucket they are in. */
final class Matrices implements AutoCloseable {
  private final TilePool pool;
  private final AwsClients aws;
  private final Map<String, MemoryMatrix> inMemory = new ConcurrentHashMap<>();

  Matrices(TilePool pool, AwsClients aws) {
    this.pool = pool;
    this.aws = aws;
  }

  StoredMatrix create(String uri, MatrixLayout layout, boolean replace) throws StoreException {
    MatrixPlace place = MatrixPlace.of(uri);
    if (replace) {
      delete(uri);
    }
    return place instanceof InMemory memory
        ? createInMemory(uri, memory.name(), layout)
        : createArray(uri, life(place), layout);
  }

  /**
   * In a bucket nothing can be moved: there, a draft is where it belongs, and must be the first.
   */
  StoredMatrix draft(String uri, MatrixLayout layout, boolean replace) throws StoreException {
    MatrixPlace place = MatrixPlace.of(uri);
    if (!(place instanceof InFolder folder)) {
      return create(uri, layout, replace);
    }
    Path target = folder.path().toAbsolutePath().normalize();
    try {
      life(place).checkReplaceable();
    } catch (IOException e) {
      throw StoreFailures.of("Looking at " + uri, e);
    }
    return create(FolderDraft.of(target).part().toString(), layout, false);
  }

  String publish(String location) throws StoreException {
    MatrixPlace place = MatrixPlace.of(location);
    Optional<FolderDraft> draft =
        place instanceof InFolder folder ? FolderDraft.at(folder.path()) : Optional.empty();
    if (draft.isEmpty()) {
      open(location, false).close();
      return location;
    }
    try {
      draft.get().publish();
      return draft.get().target().toString();
    } catch (IOException e) {
      throw StoreFailures.of("Publishing " + location, e);
    }
  }

  StoredMatrix open(String uri, boolean unfinishedToo) throws StoreException {
    MatrixPlace place = MatrixPlace.of(uri);
    return place instanceof InMemory memory
        ? openInMemory(uri, memory.name(), unfinishedToo)
        : openArray(uri, life(place), unfinishedToo);
  }

  boolean exists(String uri) throws StoreException {
    MatrixPlace place = MatrixPlace.of(uri);
    try {
      return place instanceof InMemory memory
          ? inMemory.containsKey(memory.name())
          : life(place).exists();
    } catch (IOException e) {
      throw StoreFailures.of("Looking for " + uri, e);
    }
  }

  void delete(String uri) throws StoreException {
    MatrixPlace place = MatrixPlace.of(uri);
    if (place instanceof InMemory memory) {
      free(memory.name());
      return;
    }
    try {
      life(place).delete();
    } catch (IOException e) {
      throw StoreFailures.of("Deleting " + uri, e);
    }
  }

  long bytes(String uri) throws StoreException {
    MatrixPlace place = MatrixPlace.of(uri);
    try {
      return place instanceof InMemory ? 0 : life(place).bytes();
    } catch (IOException e) {
      throw StoreFailures.of("Looking at " + uri, e);
    }
  }

  List<String> below(String folder) throws StoreException {
    MatrixPlace place = MatrixPlace.of(folder);
    try {
      return place instanceof InBucket bucket ? belowBucket(folder, bucket) : belowFolder(place);
    } catch (IOException e) {
      throw StoreFailures.of("Listing " + folder, e);
    }
  }

  private List<String> belowBucket(String folder, InBucket place) throws IOException {
    String start = folder.endsWith("/") ? folder : folder + "/";
    return aws.objects(place.bucket(), place.key()).folders().stream().map(start::concat).toList();
  }

  private static List<String> belowFolder(MatrixPlace place) throws IOException {
    if (!(place instanceof InFolder folder) || !Files.isDirectory(folder.path())) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder.path())) {
      return entries.filter(Files::isDirectory).map(Path::toString).sorted().toList();
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

  private StoredMatrix createArray(String uri, ArrayLife life, MatrixLayout layout)
      throws StoreException {
    try {
      return new ZarrMatrix(life, life.create(layout, UUID.randomUUID().toString()), pool);
    } catch (IOException e) {
      throw StoreFailures.of("Creating " + uri, e);
    }
  }

  private StoredMatrix openArray(String uri, ArrayLife life, boolean unfinishedToo)
      throws StoreException {
    try {
      ZarrArray array = unfinishedToo ? life.reopen() : life.open();
      return new ZarrMatrix(life, array, pool);
    } catch (IOException e) {
      throw StoreFailures.of("Opening " + uri, e);
    }
  }

  private ArrayLife life(MatrixPlace place) throws StoreException {
    return new ArrayLife(
        place instanceof InBucket bucket
            ? inBucket(bucket)
            : new FolderArray(((InFolder) place).path()));
  }

  private BucketArray inBucket(InBucket place) throws StoreException {
    return new BucketArray(
        aws.objects(place.bucket(), place.key()),
        aws.objects(place.bucket(), place.folder()),
        place.name());
  }

  private void free(String name) {
    MemoryMatrix removed = inMemory.remove(name);
    if (removed != null) {
      removed.free();
    }
  }
}
