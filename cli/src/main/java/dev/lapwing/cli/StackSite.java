package dev.lapwing.cli;

import dev.lapwing.LapwingBuilder;
import dev.lapwing.RunSummary;
import dev.lapwing.cli.stack.StackName;
import dev.lapwing.cli.stack.StackState;
import dev.lapwing.executor.Fleet;
import dev.lapwing.executor.Scaling;
import dev.lapwing.executor.cost.FunctionSize;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.executor.lambda.LambdaFleet;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.aws.AwsPlace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stack on AWS; executors are invocations of its function.
 *
 * @param name what the user calls it; empty if environment variables name its parts
 * @param region where it is, if the user said so
 * @param place its bucket, table and queues
 * @param function its function, if it has one
 * @param most how many executors it may have at once
 * @param size of an executor
 * @param kernels what its function computes with, as far as its deployment tells
 */
record StackSite(
    Optional<StackName> name,
    Optional<String> region,
    AwsPlace place,
    Optional<String> function,
    int most,
    FunctionSize size,
    FunctionKernels kernels)
    implements Site {
  private static final int MOST = 100;
  private static final int MEMORY_SIZE = 3008;
  private static final int TIMEOUT = 900;

  /** A function that has not run lately has to be fetched and unpacked before it starts. */
  private static final Duration START_UP = Duration.ofSeconds(30);

  /** A stack as CloudFormation knows it. */
  static StackSite of(StackName name, StackState stack) {
    Map<String, String> outputs = stack.outputs();
    Map<String, String> parameters = stack.parameters();
    return new StackSite(
        Optional.of(name),
        Optional.empty(),
        new AwsPlace(
            output(name, outputs, "Bucket"),
            "",
            output(name, outputs, "Table"),
            output(name, outputs, "QueuePrefix"),
            Optional.ofNullable(outputs.get("DeadLetterQueue"))),
        Optional.ofNullable(outputs.get("Function")),
        number(parameters, "MaxExecutors", MOST),
        new FunctionSize(
            number(parameters, "MemorySize", MEMORY_SIZE), number(parameters, "Timeout", TIMEOUT)),
        new FunctionKernels(
            Optional.ofNullable(outputs.get("OpenBlas")),
            Optional.ofNullable(outputs.get("BlasCore"))));
  }

  /** The parts of a stack as environment variables name them, for machines that may not ask. */
  static StackSite of(Map<String, String> environment) {
    return new StackSite(
        Optional.empty(),
        Optional.empty(),
        AwsPlace.of(environment),
        Optional.ofNullable(environment.get("LAPWING_FUNCTION")),
        number(environment, "LAPWING_MAX_EXECUTORS", MOST),
        new FunctionSize(number(environment, "LAPWING_MEMORY_SIZE", MEMORY_SIZE), TIMEOUT),
        new FunctionKernels(
            Optional.ofNullable(environment.get("LAPWING_OPENBLAS")),
            Optional.ofNullable(environment.get("LAPWING_BLAS_CORE"))));
  }

  /** The same, in a region that the user named. */
  StackSite in(String where) {
    return new StackSite(name, Optional.of(where), place, function, most, size, kernels);
  }

  private static String output(StackName name, Map<String, String> outputs, String key) {
    return Optional.ofNullable(outputs.get(key))
        .orElseThrow(
            () ->
                new BadInput(
                    "stack %s has no output %s: run lapwing deploy again".formatted(name, key)));
  }

  private static int number(Map<String, String> values, String key, int otherwise) {
    String value = values.getOrDefault(key, Integer.toString(otherwise));
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new BadInput("%s is '%s', which is no number".formatted(key, value));
    }
  }

  @Override
  public LapwingBuilder settle(LapwingBuilder builder) {
    return builder.aws(place);
  }

  @Override
  public LapwingBuilder hire(
      LapwingBuilder builder, Optional<Integer> wanted, MachineOptions machine) {
    int executors = wanted.orElse(most);
    if (executors > most) {
      throw new BadInput(
          "%s has %d executors at most; give fewer --executors, or run lapwing deploy --max-executors %d"
              .formatted(this, most, executors));
    }
    if (executors > 0 && function.isEmpty()) {
      throw new BadInput(noFunction() + ", or give --executors 0 and run lapwing worker");
    }
    int slots = Math.max(1, (int) Math.round(size.cores()));
    Scaling scaling = Scaling.upTo(executors).withSlots(slots).withStartUp(START_UP);
    return kernels
        .core()
        .map(type -> builder.fleet(fleet(List.of()), scaling, type))
        .orElseGet(() -> builder.fleet(fleet(List.of()), scaling));
  }

  /** A new run is for the processor type of the stack, and the release of this process. */
  @Override
  public void requireForNewRuns() {
    kernels
        .core()
        .map(KernelLibraries::describing)
        .ifPresent(pinned -> kernels.require(pinned, this, "Run lapwing deploy again."));
  }

  @Override
  public void requireFor(RunSummary run) {
    kernels.require(
        run.kernels(),
        this,
        "Begin it anew; or run lapwing deploy again with the client that began it; or give --executors 0 and run lapwing worker where these kernels are.");
  }

  @Override
  public Fleet fleet(List<String> options) {
    return function
        .<Fleet>map(known -> LambdaFleet.of(known, most))
        .orElseGet(() -> (run, executors, permit) -> Fleet.Start.failed(0, noFunction()));
  }

  private String noFunction() {
    return this + " has no function: run lapwing deploy";
  }

  @Override
  public Storage open(TilePool pool) throws StoreException {
    return Storage.onAws(place, pool);
  }

  @Override
  public boolean reaches(MatrixPath matrix) {
    return matrix instanceof BucketPath;
  }

  /** Its parts were looked up. */
  @Override
  public Site requireExisting() {
    return this;
  }

  @Override
  public String options() {
    return "--on aws"
        + name.map(StackName::option).orElse("")
        + region.map(" --region "::concat).orElse("");
  }

  @Override
  public void addTo(Answer answer) {
    name.ifPresent(known -> answer.fact("stack", known.value()));
    answer.fact("bucket", place.bucket());
  }

  @Override
  public String toString() {
    return name.map(known -> "stack " + known).orElse("bucket " + place.bucket());
  }
}
