package dev.lapwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {

  @Test
  void choleskyOfNTilesHasAsManyTasksAsTheFormulaSays() {
    JsonNode plan = plan("cholesky", "--n", "900", "--tile", "100");
    assertThat(plan.get("tasks").asInt()).isEqualTo(9 * 10 * 11 / 6);
    assertThat(plan.get("classes").get(0).get("kernel").asText()).isEqualTo("potrf");
    assertThat(plan.get("classes").get(0).get("tasks").asInt()).isEqualTo(9);
    assertThat(plan.get("flops").asDouble())
        .isBetween(900e0 * 900 * 900 / 3, 1.02 * 900 * 900 * 300);
  }

  @Test
  void aPlanWritesWhatTheRunWrites(@TempDir Path folder) {
    String a = folder.resolve("a.npy").toString();
    Invocation.of("generate", "spd", "250", "--out", a);
    JsonNode run = Invocation.of("cholesky", a, "--tile", "64", "--json").json();
    JsonNode plan = plan("cholesky", "--n", "250", "--tile", "64");
    assertThat(plan.get("tasks")).isEqualTo(run.get("tasks"));
    assertThat(plan.get("flops").asDouble()).isEqualTo(run.get("flops").asDouble());
    assertThat(plan.get("bytesWritten")).isEqualTo(run.get("bytesWritten"));
  }

  @Test
  void theCriticalPathOfSubstitutionAlternatesBetweenSolvingAndUpdating() {
    JsonNode plan = plan("trsm-lower", "--m", "400", "--n", "100", "--tile", "100");
    assertThat(plan.get("criticalTasks").asInt()).isEqualTo(4 + 3);
    assertThat(plan.get("criticalFlops").asDouble()).isEqualTo(4 * 1e6 + 3 * 2e6);
  }

  @Test
  void aRangeIsHeldInPartsAndNotAsAWhole() {
    String[] sizes = {"--m", "100", "--n", "100", "--tile", "100", "--k"};
    long few = taskBytes(sizes, "1000");
    long many = taskBytes(sizes, "100000");
    assertThat(many).isEqualTo(few);
  }

  @Test
  void whatCannotFitIsRefusedWithTheClassAndTheCure() {
    Invocation invocation =
        Invocation.of(
            "plan",
            "cholesky",
            "--n",
            "10000",
            "--tile",
            "1000",
            "--memory",
            "40M",
            "--threads",
            "2");
    assertThat(invocation.exitCode()).isEqualTo(ExitCode.MEMORY);
    assertThat(invocation.errorLines())
        .containsExactly(
            "lapwing: gemm(N,T,1) needs 22.9 MiB a task, 45.8 MiB for 2 threads, and --memory is"
                + " 40.0 MiB; use --threads 1, or smaller tiles");
    assertThat(
            Invocation.of("plan", "cholesky", "--n", "10000", "--tile", "500", "--memory", "40M")
                .exitCode())
        .isZero();
  }

  @Test
  void aPlanFitsIntoATerminal() {
    assertThat(Invocation.of("plan", "cholesky", "--n", "65536", "--tile", "2048").out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  private static long taskBytes(String[] sizes, String k) {
    String[] arguments = new String[sizes.length + 2];
    arguments[0] = "gemm";
    System.arraycopy(sizes, 0, arguments, 1, sizes.length);
    arguments[sizes.length + 1] = k;
    return plan(arguments).get("taskBytes").asLong();
  }

  private static JsonNode plan(String... arguments) {
    String[] line = new String[arguments.length + 2];
    line[0] = "plan";
    System.arraycopy(arguments, 0, line, 1, arguments.length);
    line[line.length - 1] = "--json";
    return Invocation.of(line).json();
  }
}
