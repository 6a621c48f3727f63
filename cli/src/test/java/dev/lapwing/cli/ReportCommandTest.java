package dev.lapwing.cli;

import static dev.lapwing.cli.Invocation.answer;
import static dev.lapwing.cli.Invocation.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lapwing.BigMatrix;
import dev.lapwing.Lapwing;
import dev.lapwing.executor.RunLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that shows what a run did. */
class ReportCommandTest {
  /** Of the Cholesky factorization of 5 x 5 tiles in chunks of 2. */
  private static final int TASKS = 24;

  /** What makes a browser ask somebody else for something. */
  private static final Pattern FROM_ELSEWHERE =
      Pattern.compile(
          "(?i)(?:src|href|action)\\s*=\\s*(?![\"']?data:)|url\\(|@import|\\bfetch\\(|XMLHttpRequest|\\bimport\\(|WebSocket");

  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"data\">([^<]*)</script>");

  @TempDir private Path folder;

  @Test
  void thePageHasTheTasksOfTheRunAndNeedsNothingElse() throws Exception {
    JsonNode computed = compute();
    answer("report", "--folder", work(), "--out", file("r.html"));
    String page = Files.readString(folder.resolve("r.html"));
    assertThat(FROM_ELSEWHERE.matcher(page).find()).isFalse();
    assertThat(page).contains("uPlot").contains("MIT License").doesNotContain("@DATA@");

    JsonNode data = data(page);
    assertThat(data.at("/run/id").asText()).isEqualTo(computed.path("run").asText());
    assertThat(data.at("/run/status").asText()).isEqualTo("DONE");
    assertThat(data.at("/run/recorded").asInt()).isEqualTo(TASKS);
    List<JsonNode> drawn = new ArrayList<>();
    data.at("/timeline/drawn").forEach(lane -> lane.path("tasks").forEach(drawn::add));
    assertThat(drawn).hasSize(TASKS).doesNotHaveDuplicates();
    assertThat(data.at("/recorded/ready")).isNotEmpty();
    assertThat(data.at("/timeline/stride").asInt()).isEqualTo(1);
  }

  @Test
  void theFiguresAreThoseOfTheRun() {
    JsonNode computed = compute();
    JsonNode report = answer("report", "--folder", work(), "--out", file("r.html"));
    assertThat(report.path("page").asText()).isEqualTo(file("r.html"));
    JsonNode counted = report.at("/traffic/counted");
    assertThat(counted.path("bytesRead")).isEqualTo(computed.path("bytesRead"));
    assertThat(counted.path("bytesWritten")).isEqualTo(computed.path("bytesWritten"));
    assertThat(report.at("/run/flops").asDouble()).isEqualTo(computed.path("flops").asDouble());
    assertThat(report.at("/traffic/least/tilesRead").asInt()).isEqualTo(15);
    assertThat(report.at("/traffic/least/tilesWritten").asInt()).isEqualTo(15);
    assertThat(report.at("/traffic/operands/tilesWritten").asInt()).isEqualTo(TASKS);
    assertThat(report.has("cost")).isFalse();
    assertThat(report.at("/trouble/missing").asInt()).isZero();
    assertThat(report.at("/trouble/silent")).isEmpty();
    assertThat(report.has("timeline")).isFalse();
    JsonNode executor = report.at("/executors/0");
    assertThat(executor.path("left").asText()).isEqualTo("run DONE");
    assertThat(executor.path("tasks").asInt()).isEqualTo(TASKS);
  }

  @Test
  void aRunThatFailedSaysWhy() throws Exception {
    answer("generate", "random", "100x100", "--seed", "2", "--out", file("b.zarr"));
    assertThat(Invocation.of("cholesky", file("b.zarr"), "--folder", work()).exitCode())
        .isEqualTo(ExitCode.NUMERICAL);
    answer("report", "--folder", work(), "--out", file("r.html"));
    JsonNode data = data(Files.readString(folder.resolve("r.html")));
    assertThat(data.at("/run/status").asText()).isEqualTo("FAILED");
    assertThat(data.at("/run/failure").asText()).contains("not positive definite");
  }

  @Test
  void aPageThatIsThereIsReplacedOnlyOnDemand() {
    compute();
    answer("report", "--folder", work(), "--out", file("r.html"));
    assertThat(refusal("report", "--folder", work(), "--out", file("r.html")))
        .contains("--overwrite");
    answer("report", "--folder", work(), "--out", file("r.html"), "--overwrite");
    assertThat(refusal("report", "--folder", work(), "--out", folder.toString()))
        .contains("is a folder");
    assertThat(refusal("report", "--folder", work(), "--out", file("nowhere/r.html")))
        .contains("there is no folder");
  }

  @Test
  void aRunThatIsNotThereOrHasNoTraceIsRefused() {
    compute();
    assertThat(refusal("report", "NOBODY", "--folder", work(), "--out", file("r.html")))
        .contains("NOBODY names no single run");
    Path quiet = folder.resolve("quiet");
    try (Lapwing lapwing =
        Lapwing.builder()
            .folder(quiet)
            .limits(RunLimits.defaults().withTrace(Duration.ZERO))
            .build()) {
      BigMatrix a = lapwing.randomSpd(40, 1);
      a.cholesky().lower().close();
    }
    assertThat(refusal("report", "--folder", quiet.toString(), "--out", file("r.html")))
        .contains("has no trace", "every 30 s");
    assertThat(folder.resolve("r.html")).doesNotExist();
  }

  @Test
  void cleaningDeletesTheTrace() throws IOException {
    String id = compute().path("run").asText();
    Path trace = folder.resolve("work").resolve("traces").resolve(id);
    assertThat(trace).isDirectoryContaining("glob:**.jsonl.gz");
    answer("clean", "--folder", work());
    assertThat(trace).doesNotExist();
  }

  /** A run of 5 x 5 tiles. */
  private JsonNode compute() {
    answer("generate", "spd", "100", "--tile", "20", "--out", file("a.zarr"));
    return answer("cholesky", file("a.zarr"), "--folder", work(), "--out", file("l.zarr"));
  }

  private static JsonNode data(String page) throws IOException {
    Matcher matcher = DATA.matcher(page);
    assertThat(matcher.find()).isTrue();
    return new ObjectMapper().readTree(matcher.group(1));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private String work() {
    return file("work");
  }
}
