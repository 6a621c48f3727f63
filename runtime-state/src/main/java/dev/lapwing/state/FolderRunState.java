package dev.lapwing.state;

import dev.lapwing.state.objects.Disk;
import dev.lapwing.state.objects.FolderObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The state of runs in a folder: a database {@code lapwing.db} with the table and all queues,
 * folders {@code runs/RUN} for the scratch tiles of each run, and {@code traces/RUN} for its trace.
 */
final class FolderRunState implements RunState {
  private static final String DATABASE = "lapwing.db";
  private static final String CLOCK = ".clock";
  private static final String RUNS = "runs";
  private static final String TRACES = "traces";
  private static final String UNFINISHED = ".unfinished";

  private final Path folder;
  private final TilePool pool;
  private final InstantSource clock;
  private final SqliteDatabase database;
  private final SqliteRunTable table;
  private final Map<String, Bell> arrivals = new ConcurrentHashMap<>();

  private FolderRunState(Path folder, TilePool pool, InstantSource clock, SqliteDatabase database) {
    this.folder = folder;
    this.pool = pool;
    this.clock = clock;
    this.database = database;
    this.table = new SqliteRunTable(database, clock);
  }

  /**
   * Opens the folder, and makes it if need be.
   *
   * @param clock what all who share the folder take for the time
   */
  static FolderRunState open(Path folder, TilePool pool, InstantSource clock)
      throws StoreException {
    Path made = made(folder);
    return new FolderRunState(made, pool, clock, SqliteDatabase.open(made.resolve(DATABASE)));
  }

  /**
   * Opens the folder, and makes it if need be; the time is its disk's.
   *
   * @param own the clock of this process
   */
  static FolderRunState openOnDiskTime(Path folder, TilePool pool, InstantSource own)
      throws StoreException {
    Path clock = made(folder).resolve(CLOCK);
    try {
      return open(folder, pool, DiskClock.open(clock, own));
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw new PermanentStoreException(
          "%s cannot be written (%s): check the folder and its permissions.".formatted(clock, e),
          e);
    }
  }

  private static Path made(Path folder) throws StoreException {
    Path absolute = folder.toAbsolutePath().normalize();
    try {
      return Files.createDirectories(absolute);
    } catch (IOException e) {
      throw new PermanentStoreException(
          "%s cannot be made a folder (%s): choose another one.".formatted(absolute, e), e);
    }
  }

  @Override
  public RunTable table() {
    return table;
  }

  @Override
  public SqliteTaskQueue queue(String run) {
    Bell bell = arrivals.computeIfAbsent(run, id -> new Bell());
    return new SqliteTaskQueue(database, run, clock, bell);
  }

  @Override
  public TileStore scratch(String run, String matrix) throws StoreException {
    Path ofRun = folderOf(run);
    Path unfinished = ofRun.resolve(UNFINISHED);
    try {
      Files.createDirectories(unfinished);
    } catch (IOException e) {
      throw StoreFailures.of("Making " + unfinished, e);
    }
    return new ObjectTileStore(
        new FolderObjects(ofRun, unfinished), ScratchName.checked(matrix), pool);
  }

  @Override
  public Optional<TraceStore> traces(String run) {
    return Optional.of(FolderTrace.in(folder.resolve(TRACES).resolve(ScratchName.checked(run))));
  }

  @Override
  public long discardScratch(String run) throws StoreException {
    queue(run).purge();
    table.forgetItems(run);
    try {
      // First where tiles are written: after that nobody adds any.
      return Disk.deleteTree(folderOf(run).resolve(UNFINISHED)) + Disk.deleteTree(folderOf(run));
    } catch (IOException e) {
      throw StoreFailures.of("Deleting " + folderOf(run), e);
    }
  }

  @Override
  public void close() throws StoreException {
    database.close();
    arrivals.values().forEach(Bell::ring);
  }

  private Path folderOf(String run) {
    return folder.resolve(RUNS).resolve(ScratchName.checked(run));
  }
}
