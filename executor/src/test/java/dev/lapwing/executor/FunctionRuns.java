package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.compiler.Compiler;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.executor.lambda.ExecutorFunction;
import dev.lapwing.executor.lambda.LambdaFleet;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Cholesky;
import dev.lapwing.state.MatrixLayout;
import dev.lapwing.state.MatrixLayout.Structure;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.RunTable.TaskItem;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.StoredMatrix;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import dev.lapwing.state.aws.AwsPlace;
import dev.lapwing.state.aws.LocalAws;
import dev.lapwing.testing.AwsEnvironment;
import dev.lapwing.testing.Eventually;
import dev.lapwing.testing.lambda.FunctionSettings;
import dev.lapwing.testing.lambda.LocalFunction;
import dev.lapwing.testing.lambda.LocalLambda;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * Cholesky factorizations by invocations of the packaged function, each in a process of its own
 * under AWS's runtime interface client.
 */
final class FunctionRuns implements AutoCloseable {
  static final String NAME = "lapwing-executor";
  static final Duration LEASE = Duration.ofSeconds(4);
  private static final int MEGABYTES = 1769;
  private static final long POOL_BYTES = 1 << 28;

  final LocalFunction function;
  final Storage storage;

  private final AtomicInteger looks = new AtomicInteger();
  private final TilePool pool = TilePool.create(POOL_BYTES);
  private final LocalLambda lambda = LocalLambda.start();
  private final AwsEnvironment environment =
      AwsEnvironment.start().service("Lambda", lambda.endpoint());
  private final UnaryOperator<String> uris;

  /**
   * A service with the function, deployed.
   *
   * @param code its package, unpacked
   * @param opening opens the storage of runs
   * @param uris where the matrix of a name is
   * @param settings what else the deployment sets
   */
  FunctionRuns(
      Path code,
      Opening opening,
      UnaryOperator<String> uris,
      UnaryOperator<FunctionSettings> settings)
      throws StoreException {
    this.storage = opening.open(pool);
    this.uris = uris;
    // No more environments at once than a small machine bears.
    this.function =
        lambda.create(
            settings.apply(
                FunctionSettings.of(NAME, ExecutorFunction.class.getName(), code)
                    .memory(MEGABYTES)
                    .timeout(Duration.ofMinutes(2))
                    .concurrency(3)
                    .variables(environment.variables())
                    .variable("LAPWING_BLAS_CORE", core())
                    .variable("LAPWING_IDLE", "PT3S")));
  }

  /** The function and its runs on AWS's services, as a deployment sets it up. */
  static FunctionRuns onAws(LocalAws aws, Path code, UnaryOperator<FunctionSettings> more)
      throws StoreException {
    AwsPlace place = aws.place();
    return new FunctionRuns(
        code,
        pool -> Storage.onAws(place, pool),
        aws::matrix,
        settings -> more.apply(settings.variables(aws.stackVariables())));
  }

  /** Makes the input and the place for the result, for so many executors. */
  RunSpec prepare(String run, double[][] a, int tile, int most) throws StoreException {
    return prepare(run, a, tile, scaling(most).withStartUp(Duration.ofSeconds(20)));
  }

  /** Up to so many executors, looked after often. */
  static Scaling scaling(int most) {
    return Scaling.upTo(most).withInterval(Duration.ofMillis(500));
  }

  /** Makes the input and the place for the result. */
  RunSpec prepare(String run, double[][] a, int tile, Scaling scaling) throws StoreException {
    int n = a.length;
    var cut = new Partition(n, tile);
    StoredMatrix input =
        storage.create(uris.apply(run + "-A"), MatrixLayout.full(n, n, tile, tile));
    Matrices.write(input, pool, a, cut, cut);
    input.finish();
    StoredMatrix l =
        storage.draft(uris.apply(run), new MatrixLayout(n, n, tile, tile, Structure.LOWER));
    return spec(run, storage.open(uris.apply(run + "-A")), l, cut)
        .state(RunState.in(storage, run))
        .outputs(RunOutputs.in(storage, List.of(l.location())))
        .limits(RunLimits.defaults().withLease(LEASE))
        .scaling(scaling)
        .build();
  }

  /**
   * Submits a run of which some is done, starts executors for it, and attaches to it. The executors
   * find nothing to do until what is held of it is given back.
   */
  HeldRun hold(RunSubmitter submitter, RunSpec spec, int executors) throws Exception {
    try (var leaving = new RunSubmitter(KernelLibraries.best().description())) {
      leaving.submit(spec);
    }
    HeldTasks held = HeldTasks.afterSome(storage, pool, spec.id());
    try (LambdaFleet fleet = LambdaFleet.of(NAME, executors)) {
      assertThat(fleet.start(spec.id(), executors)).isEqualTo(Fleet.Start.of(executors));
    }
    RecordedRun recorded = RecordedRun.find(storage.runs(), spec.id()).orElseThrow();
    RunSpec seen = recorded.unopened(storage).observer(this::count).build();
    return new HeldRun(submitter.attach(seen), held);
  }

  private void count(RunEvent event) {
    if (event instanceof RunEvent.Scaled) {
      looks.incrementAndGet();
    }
  }

  /**
   * The autoscaler of this process, which leads a run that is held, has looked three times more.
   */
  void lookThrice() throws Exception {
    int enough = looks.get() + 3;
    Eventually.until("it has looked", () -> looks.get() >= enough);
  }

  /** Sets how many environments may work at once. */
  void limit(int environments) {
    try (LambdaClient client = LambdaClient.create()) {
      var unused =
          client.putFunctionConcurrency(
              r -> r.functionName(NAME).reservedConcurrentExecutions(environments));
    }
  }

  /** How many tasks of a run are done, whoever did them. */
  long done(RunSpec spec) throws StoreException {
    List<Long> tasks = new ArrayList<>();
    spec.program().at(spec.sizes()).forEachTask(tasks::add);
    return storage.runs().items(spec.id(), tasks).values().stream().filter(TaskItem::done).count();
  }

  /** Hands runs to the function, and starts as many executors as they need. */
  RunSubmitter submitter() {
    return new RunSubmitter(KernelLibraries.best().description(), LambdaFleet.of(NAME, 100));
  }

  /** Calls the function, and waits for its answer. */
  InvokeResponse invoke(String event) {
    try (LambdaClient client = LambdaClient.create()) {
      return client.invoke(r -> r.functionName(NAME).payload(SdkBytes.fromUtf8String(event)));
    }
  }

  RunStatus status(String run) throws StoreException {
    return storage.runs().find(run).orElseThrow().status();
  }

  /** The result of a run is, bit by bit, what one thread of this JVM computes. */
  void assertSameBitsAsHere(String run, double[][] a, int tile) throws Exception {
    var cut = new Partition(a.length, tile);
    try (Storage memory = Storage.inMemory(pool);
        var executor = new LocalExecutor(1, KernelLibraries.best(), pool)) {
      MatrixLayout layout = MatrixLayout.full(a.length, a.length, tile, tile);
      StoredMatrix input = memory.create("mem:A", layout);
      StoredMatrix l = memory.create("mem:L", layout);
      Matrices.write(input, pool, a, cut, cut);
      executor.start(spec("embedded", input, l, cut).build()).await();
      assertThat(Matrices.read(storage.open(uris.apply(run)), cut, cut))
          .isDeepEqualTo(Matrices.read(l, cut, cut));
    }
  }

  private static RunSpec.Builder spec(String run, TileStore a, TileStore l, Partition cut) {
    var sizes = new Sizes(Map.of("n", cut), Map.of(), Map.of());
    return RunSpec.builder(run, Compiler.compile(Cholesky.program()), sizes)
        .matrix("A", a, cut, cut)
        .matrix("L", l, cut, cut);
  }

  /** {@code Haswell} in {@code OpenBLAS 0.3.31 (Haswell, one thread a call)}. */
  private static String core() {
    return KernelLibraries.coreNamedIn(KernelLibraries.best().description()).orElseThrow();
  }

  @Override
  public void close() throws StoreException {
    environment.close();
    lambda.close();
    storage.close();
    assertThat(pool.bytesInUse()).isZero();
    pool.close();
  }

  /**
   * A run that cannot end before its test lets it.
   *
   * @param run the run as its client sees it
   * @param tasks what the test holds of it
   */
  record HeldRun(SubmittedRun run, HeldTasks tasks) {}

  /** Opens the storage of runs. */
  interface Opening {
    Storage open(TilePool pool) throws StoreException;
  }
}
