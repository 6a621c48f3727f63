package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lapwing.executor.RunEvent.Counted;
import dev.lapwing.executor.RunEvent.ExecutorStarted;
import dev.lapwing.executor.RunEvent.Host;
import dev.lapwing.executor.RunEvent.RunEnded;
import dev.lapwing.executor.RunEvent.RunStarted;
import dev.lapwing.executor.RunEvent.Scaled;
import dev.lapwing.executor.RunEvent.TaskClass;
import dev.lapwing.executor.RunEvent.TaskDuplicated;
import dev.lapwing.executor.RunEvent.TaskFinished;
import dev.lapwing.executor.RunEvent.TaskReady;
import dev.lapwing.executor.RunEvent.TaskRetried;
import dev.lapwing.executor.RunEvent.TaskStarted;
import dev.lapwing.executor.RunEvent.TaskTimes;
import dev.lapwing.executor.RunEvent.TaskTraffic;
import dev.lapwing.executor.RunEvent.TraceLost;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.StoreCounters;
import dev.lapwing.state.aws.RequestCount;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every event is a line that a JSON parser reads. */
class TraceWriterTest {
  private static final TaskFinished FINISHED =
      new TaskFinished(
          9_500,
          7,
          0,
          1,
          new TaskTimes(3, 1_000, 2_000, 7_000, 8_000, 9_000),
          new TaskTraffic(2_097_152, 2, 1, 1_048_576, 1),
          1e9);

  private final StringWriter out = new StringWriter();
  private final TraceWriter trace = new TraceWriter(out);

  @Test
  void everyKindOfEventIsALineOfJsonAndReadAgain() throws Exception {
    List<RunEvent> events =
        List.of(
            new RunStarted(1, "run", "cholesky", List.of(new TaskClass(0, "potrf", 5)), false, 17),
            new ExecutorStarted(
                1, "e", 2, "OpenBLAS", true, new Host(5, Optional.of(1769), Optional.empty())),
            new TaskReady(2, 7, 0),
            new TaskStarted(3, 7, 0, 1),
            new TaskRetried(4, 7, "reading", 2, "a \"quoted\" path C:\\x\nand a second line"),
            FINISHED,
            new TaskDuplicated(9_600, FINISHED),
            new Scaled(9_700, new ScalingSample(1, 2, 3, 4, 5, 6, Optional.of("a quota"))),
            new Counted(
                9_800,
                Map.of("A", new StoreCounters(1, 2, 3, 4, 5)),
                6,
                7,
                8,
                9,
                10,
                Map.of("S3 GetObject", new RequestCount(1, 2, 3, 4))),
            new TraceLost(9_900, 5, "disk full"),
            new RunEnded(10_000, RunStatus.DONE, "", 0));
    assertThat(events)
        .extracting(Object::getClass)
        .contains(RunEvent.class.getPermittedSubclasses());
    events.forEach(trace::onEvent);
    String[] lines = out.toString().split("\n");
    assertThat(lines).hasSize(events.size());
    for (int i = 0; i < lines.length; i++) {
      JsonNode line = new ObjectMapper().readTree(lines[i]);
      assertThat(line.get("event").asText()).isEqualTo(events.get(i).getClass().getSimpleName());
      assertThat(line.get("at").asLong()).isEqualTo(events.get(i).at());
      assertThat(EventJson.event(lines[i])).isEqualTo(events.get(i));
    }
  }

  @Test
  void textSurvivesQuoting() throws Exception {
    String error = "a \"quoted\" path C:\\x\nand a second line\t\u0001";
    trace.onEvent(new TaskRetried(4, 7, "reading", 2, error));
    JsonNode line = new ObjectMapper().readTree(out.toString());
    assertThat(line.get("error").asText()).isEqualTo(error);
  }

  @Test
  void whatIsUnknownIsPassedOverAndWhatIsNoEventIsNamed() {
    assertThat(EventJson.event("{\"event\":\"TaskReady\",\"at\":2,\"task\":7,\"new\":{}}"))
        .isEqualTo(new TaskReady(2, 7, 0));
    assertThatThrownBy(() -> EventJson.event("{\"event\":\"Nothing\",\"at\":2}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Nothing");
  }
}
