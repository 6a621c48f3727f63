package dev.lapwing.executor;

import dev.lapwing.compiler.Compiler;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Cholesky;
import dev.lapwing.state.MatrixLayout;
import dev.lapwing.state.MatrixLayout.Structure;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.StoredMatrix;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import dev.lapwing.tiles.TileArray;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Cholesky factorizations at a place, for tests of executors that know nothing but the place. */
final class SharedRuns implements AutoCloseable {
  static final String KERNELS = KernelLibraries.pureJava().description();
  static final long POOL_BYTES = 1 << 25;
  static final RunLimits LIMITS = RunLimits.defaults().withLease(Duration.ofMillis(1500));

  final RunPlace place;
  final TilePool pool = TilePool.create(POOL_BYTES);
  final Storage storage;
  final Partition cut;

  SharedRuns(Path folder, int n, int tile) throws StoreException {
    this(RunPlace.folder(folder), n, tile);
  }

  SharedRuns(RunPlace place, int n, int tile) throws StoreException {
    this.place = place;
    this.storage = place.open(pool, Clock.systemUTC());
    this.cut = new Partition(n, tile);
  }

  /** How many tasks a factorization has. */
  long tasks() {
    return cut.tiles() * (cut.tiles() + 1) * (cut.tiles() + 2) / 6;
  }

  /** Makes the input A. */
  void prepare(double[][] a) throws StoreException {
    StoredMatrix stored = storage.create(uri("A"), layout(Structure.FULL));
    Matrices.write(stored, pool, a, cut, cut);
    stored.finish();
  }

  /** A factorization of A (or of a view of it) that goes to a place of the run's name. */
  RunSpec.Builder cholesky(String run, boolean transposed) throws StoreException {
    TileArray stored = TileArray.of(storage.open(uri("A")), pool);
    TileArray a = transposed ? stored.transpose() : stored;
    StoredMatrix l = storage.draft(uri(run), layout(Structure.LOWER));
    return spec(run, a.store(), l)
        .state(RunState.in(storage, run))
        .outputs(RunOutputs.in(storage, List.of(l.location())))
        .limits(LIMITS)
        .kernels(KERNELS);
  }

  /** The factor that one thread computes in memory. */
  double[][] undisturbed(double[][] a) throws Exception {
    try (var executor = new LocalExecutor(1, KernelLibraries.pureJava(), pool);
        TileStore input = TileStore.inMemory("mem:A");
        TileStore factor = TileStore.inMemory("mem:L")) {
      Matrices.write(input, pool, a, cut, cut);
      executor.start(spec("undisturbed", input, factor).build()).await();
      return Matrices.read(factor, cut, cut);
    }
  }

  private RunSpec.Builder spec(String run, TileStore a, TileStore l) {
    var sizes = new Sizes(Map.of("n", cut), Map.of(), Map.of());
    return RunSpec.builder(run, Compiler.compile(Cholesky.program()), sizes)
        .matrix("A", a, cut, cut)
        .matrix("L", l, cut, cut);
  }

  /** Records a run and sends its first tasks, as a client does that then goes away. */
  void submit(RunSpec spec) {
    try (var submitter = new RunSubmitter(KERNELS)) {
      submitter.submit(spec);
    }
  }

  /** The factor that a run has written. */
  double[][] factor(String run) throws StoreException {
    return Matrices.read(storage.open(uri(run)), cut, cut);
  }

  RunStatus status(String run) throws StoreException {
    return storage.runs().find(run).orElseThrow().status();
  }

  String uri(String name) {
    return place.matrix(name);
  }

  @Override
  public void close() throws StoreException {
    storage.close();
    pool.close();
  }

  private MatrixLayout layout(Structure structure) {
    int n = Math.toIntExact(cut.elements());
    int tile = Math.toIntExact(cut.tile());
    return new MatrixLayout(n, n, tile, tile, structure);
  }
}
