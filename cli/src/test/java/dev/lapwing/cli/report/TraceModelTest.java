package dev.lapwing.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lapwing.executor.RunEvent;
import dev.lapwing.executor.RunEvent.Counted;
import dev.lapwing.executor.RunEvent.ExecutorStarted;
import dev.lapwing.executor.RunEvent.Host;
import dev.lapwing.executor.RunEvent.RunEnded;
import dev.lapwing.executor.RunEvent.RunStarted;
import dev.lapwing.executor.RunEvent.TaskFinished;
import dev.lapwing.executor.RunEvent.TaskTimes;
import dev.lapwing.executor.RunEvent.TaskTraffic;
import dev.lapwing.executor.RunEvent.TraceLost;
import dev.lapwing.executor.cost.PriceList;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.aws.RequestCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraceModelTest {
  private static final long SECOND = 1_000_000_000;
  private static final int MEGABYTES = 1769;

  private final List<Map.Entry<String, RunEvent>> events = new ArrayList<>();

  @Test
  void processesArePutSideBySideByTheClockThatTheyShare() {
    join("a", 1_000_500);
    finish("a", 1, SECOND);
    join("client-x", 1_000_000);
    note("client-x", new RunEnded(3 * SECOND, RunStatus.DONE, "", 0));
    TraceModel model = model(100);
    ProcessTrace a = model.executors().get(0);
    assertThat(a.offsetNanos()).isEqualTo(SECOND / 2);
    assertThat(model.log().entries().get(0).done()).isEqualTo(SECOND / 2 + SECOND);
    assertThat(model.endNanos()).isEqualTo(3 * SECOND);
    assertThat(a.ended()).isEmpty();
  }

  @Test
  void aColdStartIsFromTheStartOfTheJvmToTheFirstTask() {
    join("a", 0);
    note("a", started(true));
    finish("a", 1, SECOND);
    assertThat(model(100).executors().get(0).coldStartNanos())
        .contains(2 * SECOND + SECOND - SECOND / 10);
  }

  @Test
  void beyondTheBoundEveryOtherTaskIsForgottenAndSumsStayExact() {
    join("a", 0);
    IntStream.range(0, 1000).forEach(task -> finish("a", task, (task + 1) * SECOND));
    TraceModel model = model(100);
    assertThat(model.log().entries()).hasSizeBetween(50, 100);
    assertThat(model.log().stride()).isEqualTo(16);
    assertThat(model.log().entries())
        .allSatisfy(entry -> assertThat(entry.task().task() % 16).isZero());
    assertThat(model.log().seen()).isEqualTo(1000);
    assertThat(model.executors().get(0).tasks()).isEqualTo(1000);
    assertThat(model.work(0).tasks).isEqualTo(1000);
  }

  @Test
  void whatWasLostIsCounted() {
    join("a", 0);
    note("a", new TraceLost(5, 7, "disk full"));
    note("a", new RunEnded(6, RunStatus.DONE, "", 2));
    assertThat(model(100).processes().get(0).lost()).isEqualTo(9);
  }

  @Test
  void aCurveKeepsTheAreaBelowIt() {
    var curve = new StepCurve(10, 4);
    curve.add(1, 9);
    curve.add(4, 5);
    assertThat(curve.means(1)).containsExactly(new double[] {0.6, 1.4, 1, 0.6}, within(1e-12));
    assertThat(curve.means(3)[2]).isCloseTo(3, within(1e-12));
  }

  @Test
  void requestsAndTheTimeOfFunctionsArePricedAndTheirSecondsAreCounted() {
    join("a", 0);
    note("a", started(true));
    finish("a", 1, SECOND);
    note(
        "a",
        new Counted(
            4 * SECOND,
            Map.of(),
            0,
            0,
            0,
            0,
            0,
            Map.of(
                "S3 GetObject",
                new RequestCount(900_000, 100_000, 0, 0),
                "S3 DeleteObject",
                new RequestCount(5, 0, 0, 0),
                "Lambda Invoke",
                new RequestCount(5, 0, 0, 0))));
    JsonNode cost =
        new CostFigures(model(100), Optional.empty(), Optional.empty(), PriceList.shipped())
            .json()
            .orElseThrow();
    assertThat(cost.path("region").asText()).isEqualTo("eu-central-1");
    assertThat(cost.path("pricesAsOf").asText()).isNotEmpty();
    assertThat(counted(cost, "GET requests")).isEqualTo(1_000_000);
    assertThat(counted(cost, "invocations")).isEqualTo(1);
    assertThat(counted(cost, "GB-seconds")).isCloseTo((2 + 4) * MEGABYTES / 1024.0, within(1e-9));
    double sum = 0;
    for (JsonNode line : cost.path("lines")) {
      sum += line.path("dollarsCounted").asDouble();
    }
    assertThat(cost.path("dollarsCounted").asDouble()).isCloseTo(sum, within(1e-9)).isPositive();
  }

  @Test
  void aRunThatAskedNothingOfAwsHasNoCost() {
    join("a", 0);
    assertThat(
            new CostFigures(model(9), Optional.empty(), Optional.empty(), PriceList.shipped())
                .json())
        .isEmpty();
  }

  private static double counted(JsonNode cost, String unit) {
    for (JsonNode line : cost.path("lines")) {
      if (line.path("unit").asText().equals(unit)) {
        return line.path("counted").asDouble();
      }
    }
    throw new AssertionError("no line of " + unit + " in " + cost);
  }

  private void join(String process, long sharedMillis) {
    note(process, new RunStarted(0, "RUN", "cholesky", List.of(), false, sharedMillis));
  }

  /** A task that takes a tenth of a second. */
  private void finish(String process, long task, long at) {
    long begun = at - SECOND / 10;
    var times = new TaskTimes(begun, begun, begun, at, at, at);
    note(process, new TaskFinished(at, task, 0, 0, times, new TaskTraffic(8, 1, 2, 8, 0), 1e6));
  }

  private static ExecutorStarted started(boolean fresh) {
    var host = new Host(2 * SECOND, Optional.of(MEGABYTES), Optional.of("eu-central-1"));
    return new ExecutorStarted(0, "a", 2, "OpenBLAS", fresh, host);
  }

  private void note(String process, RunEvent event) {
    events.add(Map.entry(process, event));
  }

  private TraceModel model(int mostTasks) {
    return TraceModel.read(this::replay, mostTasks);
  }

  private void replay(BiConsumer<String, RunEvent> reader) {
    events.forEach(event -> reader.accept(event.getKey(), event.getValue()));
  }
}
