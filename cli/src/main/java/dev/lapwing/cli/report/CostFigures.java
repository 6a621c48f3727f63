package dev.lapwing.cli.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lapwing.compiler.Plan;
import dev.lapwing.executor.RunEvent.ExecutorStarted;
import dev.lapwing.executor.RunEvent.Host;
import dev.lapwing.executor.Scaling;
import dev.lapwing.executor.cost.Assumptions;
import dev.lapwing.executor.cost.Charge;
import dev.lapwing.executor.cost.CostEstimate;
import dev.lapwing.executor.cost.CountedRequests;
import dev.lapwing.executor.cost.FunctionSize;
import dev.lapwing.executor.cost.PriceList;
import dev.lapwing.executor.cost.Prices;
import dev.lapwing.executor.cost.Usage;
import dev.lapwing.executor.cost.Workload;
import dev.lapwing.state.aws.AwsOperation;
import dev.lapwing.state.aws.RequestCount;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run on AWS was expected to cost, and what it used, at the prices of a list. Not counted
 * are the bytes that S3 kept and the log lines.
 */
final class CostFigures {
  private static final int DEFAULT_MEGABYTES = 3008;
  private static final int LONGEST = 900;
  private static final String DEFAULT_REGION = "us-east-1";
  private static final String LAMBDA = "Lambda";

  private final TraceModel model;
  private final Optional<Plan> plan;
  private final Optional<Scaling> scaling;
  private final PriceList list;

  CostFigures(TraceModel model, Optional<Plan> plan, Optional<Scaling> scaling, PriceList list) {
    this.model = model;
    this.plan = plan;
    this.scaling = scaling;
    this.list = list;
  }

  /** The figures; none if nothing was asked of AWS. */
  Optional<ObjectNode> json() {
    return model.requests().isEmpty() ? Optional.empty() : Optional.of(figures());
  }

  private ObjectNode figures() {
    Prices prices = list.of(knownRegion());
    Usage counted = counted();
    Usage planned = plan.map(this::planned).orElse(Usage.NONE);
    ObjectNode cost = JsonNodeFactory.instance.objectNode();
    cost.put("region", prices.region())
        .put("pricesAsOf", prices.day())
        .put("onLambda", megabytes().isPresent())
        .put("memoryMegabytes", megabytes().orElse(0))
        .put("mostExecutors", mostExecutors())
        .put("dollarsPlanned", prices.bill(planned).dollars())
        .put("dollarsCounted", prices.bill(counted).dollars());
    var lines = cost.putArray("lines");
    for (Charge charge : Charge.values()) {
      double plannedAmount = planned.of(charge);
      double countedAmount = counted.of(charge);
      if (plannedAmount > 0 || countedAmount > 0) {
        ObjectNode line =
            lines
                .addObject()
                .put("service", charge.service())
                .put("unit", charge.unit())
                .put("planned", plannedAmount)
                .put("dollarsPlanned", prices.bill(Usage.of(charge, plannedAmount)).dollars());
        if (isCounted(charge)) {
          line.put("counted", countedAmount)
              .put("dollarsCounted", prices.bill(Usage.of(charge, countedAmount)).dollars());
        }
      }
    }
    return cost;
  }

  private static boolean isCounted(Charge charge) {
    return charge != Charge.S3_STORAGE && charge != Charge.LOG_GIGABYTE;
  }

  private Usage planned(Plan known) {
    Usage all =
        CostEstimate.of(
                Workload.of(known),
                new FunctionSize(megabytes().orElse(DEFAULT_MEGABYTES), LONGEST),
                mostExecutors(),
                Assumptions.defaults())
            .expected();
    return megabytes().isPresent() ? all : withoutFunctions(all);
  }

  /** Executors elsewhere than on Lambda are not paid for by the second. */
  private static Usage withoutFunctions(Usage usage) {
    Map<Charge, Double> amounts = new HashMap<>(usage.amounts());
    amounts.remove(Charge.LAMBDA_REQUEST);
    amounts.remove(Charge.LAMBDA_GB_SECOND);
    amounts.remove(Charge.LOG_GIGABYTE);
    return new Usage(amounts);
  }

  private int mostExecutors() {
    return Math.max(
        1, scaling.map(Scaling::most).filter(most -> most > 0).orElse(model.executors().size()));
  }

  private Usage counted() {
    Map<AwsOperation, RequestCount> requests = new HashMap<>();
    model
        .requests()
        .forEach(
            (name, count) -> {
              AwsOperation operation = operation(name);
              if (!operation.service().equals(LAMBDA)) {
                requests.put(operation, count);
              }
            });
    return model.executors().stream()
        .map(CostFigures::function)
        .reduce(CountedRequests.usage(requests), Usage::plus);
  }

  /** An invocation is paid from its environment's start, if that was for its sake. */
  private static Usage function(ProcessTrace process) {
    Optional<ExecutorStarted> start =
        process.executor().filter(known -> known.host().functionMegabytes().isPresent());
    if (start.isEmpty()) {
      return Usage.NONE;
    }
    Host host = start.get().host();
    long nanos = process.stayNanos() + (start.get().fresh() ? host.jvmNanos() : 0);
    return Usage.ofFunction(1, host.functionMegabytes().get(), Duration.ofNanos(nanos));
  }

  private Optional<Integer> megabytes() {
    return hosts().stream().flatMap(host -> host.functionMegabytes().stream()).findFirst();
  }

  private String knownRegion() {
    return hosts().stream()
        .flatMap(host -> host.region().stream())
        .filter(list.regions()::contains)
        .findFirst()
        .orElse(DEFAULT_REGION);
  }

  private List<Host> hosts() {
    return model.executors().stream()
        .flatMap(process -> process.executor().stream())
        .map(ExecutorStarted::host)
        .toList();
  }

  private static AwsOperation operation(String name) {
    int space = name.indexOf(' ');
    return new AwsOperation(name.substring(0, space), name.substring(space + 1));
  }
}
