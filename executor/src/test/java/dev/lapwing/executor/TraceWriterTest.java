package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lapwing.executor.RunEvent.RunEnded;
import dev.lapwing.executor.RunEvent.RunStarted;
import dev.lapwing.executor.RunEvent.TaskClass;
import dev.lapwing.executor.RunEvent.TaskFinished;
import dev.lapwing.executor.RunEvent.TaskReady;
import dev.lapwing.executor.RunEvent.TaskRetried;
import dev.lapwing.executor.RunEvent.TaskStarted;
import dev.lapwing.state.RunTable.RunStatus;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every event is a line that a JSON parser reads. */
class TraceWriterTest {
  private final StringWriter out = new StringWriter();
  private final TraceWriter trace = new TraceWriter(out);

  @Test
  void everyKindOfEventIsALineOfJson() throws Exception {
    List<RunEvent> events =
        List.of(
            new RunStarted(1, "run", "cholesky", List.of(new TaskClass(0, "potrf", 5)), false),
            new TaskReady(2, 7, 0),
            new TaskStarted(3, 7, 0, 1),
            new TaskRetried(4, 7, "reading", 2, "a \"quoted\" path C:\\x\nand a second line"),
            new TaskFinished(9_500, 7, 0, 1, 3, 5_000, 1e9, 2_097_152),
            new RunEnded(10_000, RunStatus.DONE, "", 0));
    events.forEach(trace::onEvent);
    String[] lines = out.toString().split("\n");
    assertThat(lines).hasSize(events.size());
    for (int i = 0; i < lines.length; i++) {
      JsonNode line = new ObjectMapper().readTree(lines[i]);
      assertThat(line.get("event").asText()).isEqualTo(events.get(i).getClass().getSimpleName());
      assertThat(line.get("at").asDouble()).isEqualTo(events.get(i).at() / 1000.0);
    }
  }

  @Test
  void textSurvivesQuoting() throws Exception {
    String error = "a \"quoted\" path C:\\x\nand a second line\t\u0001";
    trace.onEvent(new TaskRetried(4, 7, "reading", 2, error));
    JsonNode line = new ObjectMapper().readTree(out.toString());
    assertThat(line.get("error").asText()).isEqualTo(error);
  }
}
