package dev.lapwing.bench.aws;

import dev.lapwing.Lapwing;
import dev.lapwing.executor.RunLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Runs on S3, SQS and DynamoDB of this machine, measured: what they cost beside a run in memory,
 * how they fare with more executors, what each of the engine's economies saves, how soon they
 * recover from a death, and how soon the packaged function computes.
 *
 * <pre>AwsBench overhead|sweep|switches|recovery|coldstart [N [TILE [ROUNDS]]]</pre>
 */
public final class AwsBench {
  private static final int PROCESSORS = 2;
  private static final String[] SERVICES = {"S3", "DynamoDb", "Sqs"};

  private final Stack stack;
  private final Factorization work;
  private final int rounds;

  private AwsBench(Stack stack, Factorization work, int rounds) {
    this.stack = stack;
    this.work = work;
    this.rounds = rounds;
  }

  /** Measures one thing, and prints a table. */
  public static void main(String[] arguments) throws Exception {
    String part = arguments.length > 0 ? arguments[0] : "overhead";
    int n = number(arguments, 1, usualOrder(part));
    int tile = number(arguments, 2, usualTile(part));
    int rounds = number(arguments, 3, part.equals("coldstart") ? 5 : 3);
    try (Stack stack = Stack.start()) {
      var work = new Factorization(n, tile);
      try (Lapwing lapwing = Lapwing.builder().tile(tile).build()) {
        work.prepare(lapwing, Stack.matrix(work.toString()));
      }
      print(
          "Cholesky of n = %d in tiles of %d: %d tasks, %d rounds%n",
          n, tile, work.tasks(), rounds);
      var bench = new AwsBench(stack, work, rounds);
      switch (part) {
        case "overhead" -> bench.overhead();
        case "sweep" -> bench.sweep();
        case "switches" -> bench.switches();
        case "recovery" -> new Recovery(stack, work, rounds).measure();
        case "coldstart" -> new ColdStart(stack, work, rounds).measure();
        default ->
            throw new IllegalArgumentException(
                part + " is none of overhead, sweep, switches, recovery, coldstart");
      }
    }
  }

  private static int usualOrder(String part) {
    return switch (part) {
      case "overhead" -> 8192;
      case "coldstart" -> 256;
      default -> 4096;
    };
  }

  private static int usualTile(String part) {
    return switch (part) {
      case "overhead" -> 1024;
      case "recovery" -> 512;
      default -> 256;
    };
  }

  /**
   * Beside the same run in memory, on the same processors, which the services take from as well.
   */
  private void overhead() throws Exception {
    work.inMemory(PROCESSORS);
    new Crew(1, PROCESSORS).compute(stack, work, limits(), Map.of());
    List<Double> memory = new ArrayList<>();
    List<Measurement> aws = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      memory.add(work.inMemory(PROCESSORS).seconds());
      aws.add(new Crew(1, PROCESSORS).compute(stack, work, limits(), Map.of()));
    }
    double inMemory = median(memory);
    double onAws = median(aws, Measurement::seconds);
    print("in memory      %7.2f s  (%s)%n", inMemory, all(memory));
    print(
        "on services    %7.2f s  (%s), %.2f times as long%n",
        onAws, all(aws.stream().map(Measurement::seconds).toList()), onAws / inMemory);
    print(
        "  kernels      %7.2f s by the clock, added up, while the services compute, too%n",
        median(aws, Measurement::kernels));
    print(
        "  executor     %7.2f s of processor time, kernels and all%n",
        median(aws, Measurement::ownProcessor));
    print(
        "  services     %7.2f s of processor time%n", median(aws, Measurement::servicesProcessor));
    for (String service : SERVICES) {
      print(
          "  %-9s %8.0f requests, %7.1f MB sent, %7.1f MB received, %6.2f s of waiting, added up%n",
          service,
          median(aws, one -> (double) one.of(service).requests()),
          median(aws, one -> one.of(service).bytesSent() * 1e-6),
          median(aws, one -> one.of(service).bytesReceived() * 1e-6),
          median(aws, one -> one.waits().get(service)));
    }
  }

  /** With more and more executors of one thread each, and services as far away as AWS's. */
  private void sweep() throws Exception {
    int[] counts = {1, 2, 4, 8, 16};
    Map<Integer, List<Measurement>> measured = new LinkedHashMap<>();
    new Crew(2, 1).compute(stack, work, limits(), Map.of());
    for (int round = 0; round < rounds; round++) {
      for (int count : counts) {
        measured
            .computeIfAbsent(count, any -> new ArrayList<>())
            .add(new Crew(count, 1).compute(stack, work, limits(), Wire.LIKE_AWS));
      }
    }
    print("answers delayed by %s%n", Wire.LIKE_AWS);
    print(
        "%9s %9s %22s %9s %9s %9s %9s%n",
        "executors", "seconds", "(all)", "tasks", "GET/task", "item/task", "SQS/task");
    measured.forEach(
        (count, all) ->
            print(
                "%9d %9.2f %22s %9.0f %9.2f %9.2f %9.2f%n",
                count,
                median(all, Measurement::seconds),
                all(all.stream().map(Measurement::seconds).toList()),
                median(all, one -> (double) one.tasks()),
                median(all, one -> perTask(one.requests("S3", "GetObject"))),
                median(all, one -> perTask(one.requests("DynamoDb", "UpdateItem"))),
                median(all, one -> perTask(one.of("Sqs").requests()))));
    measured.forEach((count, all) -> print("%9d %s%n", count, sqsByKind(all)));
  }

  /** The calls to SQS of each kind, as medians of all rounds. */
  private static Map<String, Double> sqsByKind(List<Measurement> all) {
    Map<String, Double> kinds = new TreeMap<>();
    all.stream()
        .flatMap(one -> one.requests().keySet().stream())
        .filter(operation -> operation.service().equals("Sqs"))
        .forEach(
            operation ->
                kinds.put(
                    operation.name(),
                    median(all, one -> (double) one.requests("Sqs", operation.name()))));
    return kinds;
  }

  /** Without each of the economies, with two executors and services as far away as AWS's. */
  private void switches() throws Exception {
    Map<String, RunLimits> variants = new LinkedHashMap<>();
    variants.put("as it is", limits());
    variants.put("no cache", limits().withCacheBytes(0));
    variants.put("no locality", limits().withChain(1));
    variants.put("neither", limits().withCacheBytes(0).withChain(1));
    variants.put("no pipelining", limits().withTasksPerThread(1).withLookAhead(1));
    variants.put("no freeing", limits().withoutFreeing());
    Map<String, List<Measurement>> measured = new LinkedHashMap<>();
    new Crew(2, 1).compute(stack, work, limits(), Map.of());
    for (int round = 0; round < rounds; round++) {
      for (var variant : variants.entrySet()) {
        measured
            .computeIfAbsent(variant.getKey(), any -> new ArrayList<>())
            .add(new Crew(2, 1).compute(stack, work, variant.getValue(), Wire.LIKE_AWS));
      }
    }
    print("answers delayed by %s; requests for each task%n", Wire.LIKE_AWS);
    print(
        "%-14s %8s %20s %7s %7s %7s %7s %7s %9s %9s%n",
        "", "seconds", "(all)", "GET", "PUT", "DELETE", "items", "SQS", "MB read", "MB put");
    measured.forEach((name, all) -> row(name, all));
  }

  private void row(String name, List<Measurement> all) {
    print(
        "%-14s %8.2f %20s %7.2f %7.2f %7.2f %7.2f %7.2f %9.1f %9.1f%n",
        name,
        median(all, Measurement::seconds),
        all(all.stream().map(Measurement::seconds).toList()),
        median(all, one -> perTask(one.requests("S3", "GetObject"))),
        median(all, one -> perTask(one.requests("S3", "PutObject"))),
        median(
            all,
            one ->
                perTask(one.requests("S3", "DeleteObject") + one.requests("S3", "DeleteObjects"))),
        median(all, one -> perTask(one.of("DynamoDb").requests())),
        median(all, one -> perTask(one.of("Sqs").requests())),
        median(all, one -> one.of("S3").bytesReceived() * 1e-6),
        median(all, one -> one.of("S3").bytesSent() * 1e-6));
  }

  private double perTask(long requests) {
    return (double) requests / work.tasks();
  }

  static RunLimits limits() {
    return RunLimits.defaults().withLease(Duration.ofMinutes(1));
  }

  private static double median(List<Measurement> all, ToDoubleFunction<Measurement> figure) {
    return median(all.stream().map(figure::applyAsDouble).toList());
  }

  static double median(List<Double> all) {
    List<Double> sorted = all.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  static String all(List<Double> seconds) {
    return String.join(
        " ", seconds.stream().map(one -> String.format(Locale.ROOT, "%.2f", one)).toList());
  }

  static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }

  private static int number(String[] arguments, int index, int otherwise) {
    return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
  }
}
