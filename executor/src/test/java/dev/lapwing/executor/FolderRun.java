package dev.lapwing.executor;

import dev.lapwing.compiler.CompiledProgram;
import dev.lapwing.compiler.Compiler;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Cholesky;
import dev.lapwing.state.MatrixLayout;
import dev.lapwing.state.MatrixLayout.Structure;
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
import java.util.Map;
import java.util.Optional;
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

  private static final int THREADS = 2;
  private static final long POOL_BYTES = 1 << 24;

  private FolderRun() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    try (TilePool pool = TilePool.create(POOL_BYTES);
        Storage storage = Storage.inFolder(folder, pool);
        var executor = new LocalExecutor(THREADS, KernelLibraries.pureJava(), pool)) {
      RunReport report = executor.start(spec(storage, folder)).await();
      matrix(storage, folder, "L").finish();
      tell(folder, "computed " + report.tasks() + " skipped " + report.skipped());
    }
  }

  /** Makes the input in a folder. */
  static void prepare(Path folder, double[][] a) throws StoreException {
    try (TilePool pool = TilePool.create(POOL_BYTES);
        Storage storage = Storage.inFolder(folder, pool)) {
      StoredMatrix stored = storage.create(uri(folder, "A"), MatrixLayout.full(N, N, 7, 7));
      Matrices.write(stored, pool, a, CUT, CUT);
      stored.finish();
      storage.create(uri(folder, "L"), new MatrixLayout(N, N, 7, 7, Structure.LOWER));
    }
  }

  /** The factor in a folder. */
  static double[][] factor(Path folder) throws StoreException {
    try (TilePool pool = TilePool.create(POOL_BYTES);
        Storage storage = Storage.inFolder(folder, pool)) {
      return Matrices.read(storage.open(uri(folder, "L")), CUT, CUT);
    }
  }

  private static RunSpec spec(Storage storage, Path folder) throws StoreException {
    Optional<RecordedRun> recorded = RecordedRun.find(storage.runs(), RUN);
    CompiledProgram program =
        recorded.isPresent()
            ? Compiler.decode(recorded.get().program())
            : Compiler.compile(Cholesky.program());
    Sizes sizes =
        recorded.isPresent()
            ? recorded.get().sizes()
            : new Sizes(Map.of("n", CUT), Map.of(), Map.of());
    RunState state = RunState.in(storage, RUN);
    Consumer<String> told = line -> tell(folder, line);
    return RunSpec.builder(RUN, program, sizes)
        .matrix("A", matrix(storage, folder, "A"), CUT, CUT)
        .matrix("L", new Announcing(matrix(storage, folder, "L"), told), CUT, CUT)
        .state(
            new RunState(
                state.queue(), state.table(), new AnnouncingScratch(state.scratch(), told)))
        .lease(Duration.ofMillis(1500))
        .build();
  }

  private static synchronized void tell(Path folder, String line) {
    try {
      Files.writeString(
          folder.resolve(TOLD), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    System.out.println(line);
  }

  private static StoredMatrix matrix(Storage storage, Path folder, String name)
      throws StoreException {
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
}
