package dev.lapwing.bench;

import dev.lapwing.state.MatrixLayout;
import dev.lapwing.state.RunTable;
import dev.lapwing.state.RunTable.Arrival;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.StoredMatrix;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TaskQueue.Delivery;
import dev.lapwing.state.TaskQueue.TaskMessage;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the state of a run costs: the steps of one task, and moving one tile of 512 x 512. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class StateBenchmark {
  private static final String RUN = "RUN";
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final int TILE = 512;
  private static final int TILES = 4;

  /** Where the state is kept. */
  @Param({"memory", "folder"})
  public String place;

  private final TilePool pool = TilePool.create(1L << 30);
  private Path folder;
  private Storage storage;
  private TaskQueue queue;
  private RunTable table;
  private StoredMatrix matrix;
  private TileStore scratch;
  private Tile tile;
  private long moved;

  /** Opens a storage and sends the first task. */
  @Setup(Level.Trial)
  public void open() throws IOException {
    folder = Files.createTempDirectory("lapwing-state");
    boolean inMemory = place.equals("memory");
    storage = inMemory ? Storage.inMemory(pool) : Storage.inFolder(folder, pool);
    queue = storage.queue(RUN);
    table = storage.runs();
    queue.send(List.of(new TaskMessage(0, 0)));
    String uri = inMemory ? "mem:A" : folder.resolve("a.zarr").toString();
    matrix = storage.create(uri, MatrixLayout.full(TILES * TILE, TILE, TILE, TILE));
    scratch = storage.scratch(RUN, "S");
    tile = pool.zeros(TILE, TILE);
  }

  /** What the protocol asks of queue and table for a task with three children. */
  @Benchmark
  public void oneTask() throws StoreException, InterruptedException {
    Delivery delivery = queue.receive(1, LEASE, Duration.ZERO).get(0);
    long task = delivery.message().task();
    table.item(RUN, task);
    table.addEdges(
        RUN, List.of(new Arrival(task + 1, 0), new Arrival(task + 2, 1), new Arrival(task + 3, 2)));
    queue.send(List.of(new TaskMessage(task + 1, task % 100)));
    table.markDone(RUN, task, OptionalLong.empty());
    queue.delete(delivery);
  }

  /** Writes and reads one tile of a matrix. */
  @Benchmark
  public void matrixTile() throws StoreException {
    move(matrix, TileIndex.of(moved++ % TILES, 0));
  }

  /** Writes and reads one scratch tile. */
  @Benchmark
  public void scratchTile() throws StoreException {
    move(scratch, TileIndex.of(moved++ % TILES, 0));
  }

  private void move(TileStore store, TileIndex index) throws StoreException {
    store.write(index, tile);
    store.read(index).orElseThrow().release();
  }

  /** Deletes what was made. */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    storage.discardScratch(RUN);
    storage.delete(place.equals("memory") ? "mem:A" : folder.resolve("a.zarr").toString());
    storage.close();
    Files.deleteIfExists(folder.resolve("lapwing.db"));
    Files.deleteIfExists(folder.resolve("runs"));
    Files.deleteIfExists(folder);
    pool.close();
  }
}
