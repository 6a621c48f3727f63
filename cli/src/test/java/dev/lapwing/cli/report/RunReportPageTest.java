package dev.lapwing.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lapwing.Lapwing;
import dev.lapwing.RunTrace;
import dev.lapwing.executor.cost.PriceList;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportPageTest {
  /** Of the Cholesky factorization of 5 x 5 tiles in chunks of 2. */
  private static final int TASKS = 24;

  private static final int MOST = 10;

  @TempDir private Path folder;

  @Test
  void beyondABoundOnlySomeTasksAreDrawnWhichThePageSaysAndSumsAreOfAll() throws Exception {
    try (Lapwing lapwing = Lapwing.builder().folder(folder).tile(20).build()) {
      lapwing.randomSpd(100, 1).cholesky().lower().close();
      RunTrace trace = lapwing.trace(lapwing.runs().get(0).id());
      JsonNode data = data(RunReportPage.of(trace, PriceList.shipped(), MOST).html());
      assertThat(data.at("/timeline/stride").asInt()).isEqualTo(4);
      assertThat(data.at("/timeline/seen").asInt()).isEqualTo(TASKS);
      int drawn = 0;
      for (JsonNode lane : data.at("/timeline/drawn")) {
        drawn += lane.path("tasks").size();
      }
      assertThat(drawn).isBetween(1, MOST);
      assertThat(data.at("/run/recorded").asInt()).isEqualTo(TASKS);
      assertThat(data.path("classes"))
          .allSatisfy(each -> assertThat(each.path("recorded")).isEqualTo(each.path("tasks")));
      assertThat(data.path("recorded").has("ready")).isFalse();
    }
  }

  private static JsonNode data(String page) throws Exception {
    String before = "id=\"data\">";
    int begin = page.indexOf(before) + before.length();
    return new ObjectMapper().readTree(page.substring(begin, page.indexOf("</script>", begin)));
  }
}
