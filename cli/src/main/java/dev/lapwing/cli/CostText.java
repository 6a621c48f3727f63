package dev.lapwing.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lapwing.executor.cost.Bill;
import dev.lapwing.executor.cost.CostEstimate;
import dev.lapwing.executor.cost.FunctionSize;
import dev.lapwing.executor.cost.Prices;
import java.time.Duration;
import java.util.Locale;

/** An estimate of cost as a table for people and as JSON for machines. */
record CostText(
    CostEstimate estimate, Prices prices, FunctionSize size, int executors, double gigaflops) {

  void addTo(Answer answer) {
    Bill expected = prices.bill(estimate.expected());
    Bill atMost = prices.bill(estimate.atMost());
    answer.line("").line("On AWS, in " + prices.region() + ":").line("");
    ArrayNode lines = JsonNodeFactory.instance.arrayNode();
    for (Bill.Line line : expected.lines()) {
      answer.line(
          row(line.charge().service(), line.amount(), line.charge().unit(), line.dollars()));
      lines
          .addObject()
          .put("service", line.charge().service())
          .put("unit", line.charge().unit())
          .put("amount", line.amount())
          .put("dollars", line.dollars())
          .put("pricesFrom", prices.source(line.charge()).text())
          .put("pricesAsOf", prices.source(line.charge()).asOf().map(Object::toString).orElse(""));
    }
    answer
        .line(String.format(Locale.ROOT, "%-12s%45s", "all", dollars(expected.dollars())))
        .line("")
        .row("time", Numbers.time(estimate.wall()) + " with up to " + fleet())
        .row(
            "at most",
            dollars(atMost.dollars()).strip() + " if all of them stay until the run ends")
        .row(
            "assumes",
            "%s Gflop/s a processor, and what docs/aws.md says"
                .formatted(Numbers.threeDigits(gigaflops)))
        .row("prices", "of %s; other ones: --prices".formatted(prices.day()))
        .fact("aws", json(lines, expected, atMost));
  }

  private ObjectNode json(ArrayNode lines, Bill expected, Bill atMost) {
    ObjectNode aws = JsonNodeFactory.instance.objectNode();
    aws.put("region", prices.region())
        .put("pricesAsOf", prices.asOf().map(Object::toString).orElse(""))
        .put("executors", executors)
        .put("memoryMegabytes", size.memoryMegabytes())
        .put("seconds", seconds(estimate.wall()))
        .put("executingSeconds", seconds(estimate.executing()))
        .put("dollars", expected.dollars())
        .put("dollarsAtMost", atMost.dollars())
        .set("lines", lines);
    return aws;
  }

  private String fleet() {
    return "%s of %d MB".formatted(Numbers.count(executors, "executor"), size.memoryMegabytes());
  }

  private static String row(String service, double amount, String unit, double dollars) {
    return String.format(
        Locale.ROOT, "%-12s%11s %-22s%11s", service, amount(amount), unit, dollars(dollars));
  }

  private static String amount(double amount) {
    return amount >= 10
        ? Numbers.count(Math.round(amount))
        : String.format(Locale.ROOT, "%.3f", amount);
  }

  private static String dollars(double dollars) {
    return String.format(Locale.ROOT, dollars < 1 ? "$%.4f" : "$%,.2f", dollars);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() * 1e-9;
  }
}
