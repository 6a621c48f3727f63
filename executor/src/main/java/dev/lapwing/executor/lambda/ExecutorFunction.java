package dev.lapwing.executor.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lapwing.executor.RunSweep;
import dev.lapwing.executor.RunWorker;
import dev.lapwing.executor.StopReason;
import dev.lapwing.executor.WorkLimits;
import dev.lapwing.executor.WorkReport;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.executor.kernels.KernelLibrary;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TilePool;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handler of the Lambda function: an executor that works on the run which its event names,
 * until the run ends, until there is nothing to do for some time, or until its invocation has to
 * end. It starts further executors when the run needs them. What it has made and read stays for the
 * next invocation: clients of storage, kernels, memory and tiles.
 *
 * <p>Events are {@code {"run": "ID"}}, and {@code {"sweep": true}} from a schedule, which looks
 * after the runs that all executors have left. Anything else is refused, and fails the invocation.
 */
public final class ExecutorFunction implements RequestStreamHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutorFunction.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is left of an invocation's time to answer. */
  private static final Duration FAREWELL = Duration.ofMillis(500);

  /**
   * What a lease may outlast what was asked for: SQS rounds it up to a second, and a long poll may
   * begin it a second late. No lease shall outlast the invocation.
   */
  private static final Duration LEASE_EXCESS = Duration.ofSeconds(2);

  private static final Duration NOTICE = Duration.ofSeconds(1);

  private final FunctionConfiguration configuration;
  private final RunSweep sweep;
  private final RunWorker worker;

  /** An executor as the environment variables say; see {@link FunctionConfiguration}. */
  public ExecutorFunction() throws StoreException {
    configuration = FunctionConfiguration.of(System.getenv());
    configuration.core().ifPresent(ExecutorFunction::prepareKernels);
    TilePool pool = TilePool.create(configuration.tileBytes());
    Storage storage = configuration.place().open(pool);
    LambdaFleet fleet = LambdaFleet.of(configuration.function(), configuration.most());
    int threads = configuration.threads(Runtime.getRuntime().availableProcessors());
    worker = new RunWorker(storage, pool, threads, fleet, configuration.memoryMegabytes());
    sweep = new RunSweep(storage, fleet);
    LOG.info("An executor with {} threads and {} bytes for tiles", threads, pool.budgetBytes());
  }

  /**
   * Loading and testing a native library takes its time: better before the clock of an invocation
   * runs.
   */
  private static void prepareKernels(String core) {
    System.setProperty("lapwing.blas.core", core);
    KernelLibrary kernels = KernelLibraries.best();
    LOG.debug("Ready with {}", kernels.description());
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    FunctionEvent event = FunctionEvents.read(input);
    Map<String, ?> answer =
        event instanceof FunctionEvent.Join join
            ? work(join, Duration.ofMillis(context.getRemainingTimeInMillis()))
            : sweep();
    LOG.info("{}: {}", event, answer);
    JSON.writeValue(output, answer);
  }

  private Map<String, ?> work(FunctionEvent.Join join, Duration remaining) throws IOException {
    WorkLimits limits =
        WorkLimits.unlimited()
            .withLife(remaining.minus(FAREWELL).minus(LEASE_EXCESS))
            .withNotice(NOTICE)
            .withIdle(configuration.idle());
    try {
      WorkReport report = worker.work(join.run(), limits);
      if (report.reason() == StopReason.LIFE_OVER) {
        handOn(join.run());
      }
      return Map.of(
          "run", report.run(), "tasks", report.tasks(), "reason", report.reason().toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The work on run " + join.run() + " was interrupted", e);
    }
  }

  /**
   * The last executor of a run starts another, if its autoscaler did not lead and so has not. Where
   * a leader has just died that is left to the sweep: its claim does not run out in time.
   */
  private void handOn(String run) {
    try {
      sweep.rescue(run).ifPresent(rescue -> LOG.info("Run {} is handed on: {}", run, rescue));
    } catch (StoreException e) {
      LOG.warn("Run {} may have been left alone, until it is swept up: {}", run, e.getMessage());
    }
  }

  private Map<String, ?> sweep() throws IOException {
    try {
      return Map.of("rescues", sweep.sweep());
    } catch (StoreException e) {
      throw new IOException("The runs cannot be looked up: " + e.getMessage(), e);
    }
  }
}
