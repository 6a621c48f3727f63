package dev.lapwing.executor;

import dev.lapwing.compiler.CompiledProgram;
import dev.lapwing.compiler.Compiler;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Cholesky;
import dev.lapwing.state.MatrixLayout;
import dev.lapwing.state.MatrixLayout.Structure;
import dev.lapwing.state.RunTable;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.StoredMatrix;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A Cholesky factorization in a folder, as a process of its own: begins the run, or goes on with
 * it. Tells what it writes on its standard output, and in a file, which outlives it.
 */
final class FolderRun {
  static final String RUN = "folder-run";
  static final String TOLD = "told.txt";
  static final int N = 60;
  static final Partition CUT = new Partition(N, 7);

  /** What it prints when it halts. */
  static final String HALTED = "halted";

  private static final int THREADS = 2;
  private static final long POOL_BYTES = 1 << 24;

  private final Path folder;
  private final AtomicLong writesUntilHalt;
  private final Duration lease;

  private FolderRun(Path folder, long writesUntilHalt, Duration lease) {
    this.folder = folder;
    this.lease = lease;
    this.writesUntilHalt = new AtomicLong(writesUntilHalt);
  }

  /** Arguments: the folder, after how many writes to halt, and the lease in milliseconds. */
  public static void main(String[] arguments) throws Exception {
    new FolderRun(
            Path.of(arguments[0]),
            Long.parseLong(arguments[1]),
            Duration.ofMillis(Long.parseLong(arguments[2])))
        .run();
  }

  private void run() throws Exception {
    try (TilePool pool = TilePool.create(POOL_BYTES);
        Storage storage = Storage.inFolder(folder, pool);
        var executor = new LocalExecutor(THREADS, KernelLibraries.pureJava(), pool)) {
      RunReport report = executor.start(spec(storage)).await();
      matrix(storage, "L").finish();
      tell("computed " + report.tasks() + " skipped " + report.skipped());
    }
  }

  /** Makes the input in a folder. */
  static void prepare(Path folder, double[][] a) throws StoreException {
    prepare(folder, a, CUT);
  }

  /** Makes an input that is cut so in a folder. */
  static void prepare(Path folder, double[][] a, Partition cut) throws StoreException {
    int n = (int) cut.elements();
    int tile = (int) cut.tile();
    try (TilePool pool = TilePool.create(POOL_BYTES);
        Storage storage = Storage.inFolder(folder, pool)) {
      StoredMatrix stored = storage.create(uri(folder, "A"), MatrixLayout.full(n, n, tile, tile));
      Matrices.write(stored, pool, a, cut, cut);
      stored.finish();
      storage.create(uri(folder, "L"), new MatrixLayout(n, n, tile, tile, Structure.LOWER));
    }
  }

  /** The factor in a folder. */
  static double[][] factor(Path folder) throws StoreException {
    try (TilePool pool = TilePool.create(POOL_BYTES);
        Storage storage = Storage.inFolder(folder, pool)) {
      StoredMatrix factor = storage.open(uri(folder, "L"));
      return Matrices.read(factor, cut(factor), cut(factor));
    }
  }

  private static Partition cut(StoredMatrix matrix) {
    return new Partition(matrix.layout().rows(), matrix.layout().tileRows());
  }

  private RunSpec spec(Storage storage) throws StoreException {
    Partition cut = cut(matrix(storage, "A"));
    Optional<RecordedRun> recorded = RecordedRun.find(storage.runs(), RUN);
    CompiledProgram program =
        recorded.isPresent() ? recorded.get().program() : Compiler.compile(Cholesky.program());
    Sizes sizes =
        recorded.isPresent()
            ? recorded.get().sizes()
            : new Sizes(Map.of("n", cut), Map.of(), Map.of());
    RunState state = RunState.in(storage, RUN);
    Consumer<String> told =
        line -> {
          tell(line);
          perhapsHalt();
        };
    return RunSpec.builder(RUN, program, sizes)
        .matrix("A", matrix(storage, "A"), cut, cut)
        .matrix("L", new Announcing(matrix(storage, "L"), told), cut, cut)
        .state(
            new RunState(
                state.queue(),
                new HaltingTable(state.table()),
                new AnnouncingScratch(state.scratch(), told)))
        .lease(lease)
        .build();
  }

  private synchronized void tell(String line) {
    try {
      Files.writeString(
          folder.resolve(TOLD), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With the first thread that halts all others do, each after its next write. */
  private void perhapsHalt() {
    long left = writesUntilHalt.decrementAndGet();
    if (left == 0) {
      System.out.println(HALTED);
    }
    while (left <= 0) {
      LockSupport.park();
    }
  }

  private StoredMatrix matrix(Storage storage, String name) throws StoreException {
    return storage.reopen(uri(folder, name));
  }

  private static String uri(Path folder, String name) {
    return folder.resolve(name + ".zarr").toString();
  }

  /** Scratch stores that announce what is written. */
  private record AnnouncingScratch(ScratchStores stores, Consumer<String> told)
      implements ScratchStores {
    @Override
    public TileStore open(String matrix) throws StoreException {
      return new Announcing(stores.open(matrix), told);
    }

    @Override
    public void deleteAll() throws StoreException {
      stores.deleteAll();
    }
  }

  /** A table in which a worker may halt after it has written; whoever seeds the run does not. */
  private final class HaltingTable extends TableDecorator {
    HaltingTable(RunTable table) {
      super(table);
    }

    @Override
    public Map<Long, TaskItem> addEdges(String run, List<Arrival> arrivals) throws StoreException {
      Map<Long, TaskItem> after = super.addEdges(run, arrivals);
      perhapsHalt();
      return after;
    }

    @Override
    public boolean markDone(String run, long item, OptionalLong next) throws StoreException {
      boolean first = super.markDone(run, item, next);
      if (item != CompletionTree.SEEDED) {
        perhapsHalt();
      }
      return first;
    }
  }
}
