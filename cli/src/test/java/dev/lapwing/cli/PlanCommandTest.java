package dev.lapwing.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lapwing.executor.cost.PriceList;
import dev.lapwing.lambdapack.Size;
import dev.lapwing.lambdapack.algorithm.Algorithm;
import dev.lapwing.lambdapack.algorithm.Algorithms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Tag("once")
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
  void everyProgramThatShipsIsPlannedAndExplained() {
    var out = new ByteArrayOutputStream();
    var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    var console = new Console(stream, stream, Terminal::none, Map.of());
    var dialogue = new Dialogue(console, new OutputOptions(), new Interruption());
    for (Algorithm algorithm : Algorithms.all()) {
      String[] words = smallSizes(algorithm);
      for (Object command : List.of(new PlanCommand(dialogue), new ExplainCommand(dialogue))) {
        out.reset();
        assertThat(new CommandLine(command).execute(words))
            .as("%s: %s", List.of(words), out)
            .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(algorithm.name());
      }
    }
  }

  /** Its name, and three tiles along every size; of a concatenation, parts that fill each other. */
  private static String[] smallSizes(Algorithm algorithm) {
    boolean concatenates = algorithm.name().startsWith("concatenate");
    Map<String, Integer> parts = Map.of("c", 48, "m", 20, "r", 4, "k", 24);
    List<String> words = new ArrayList<>(List.of(algorithm.name(), "--tile", "8"));
    for (Size size : algorithm.program().sizes()) {
      if (!size.name().equals("w")) {
        int length = concatenates ? parts.getOrDefault(size.name(), 24) : 24;
        words.addAll(List.of("--" + size.name(), Integer.toString(length)));
      }
    }
    return words.toArray(String[]::new);
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
    JsonNode inFloats =
        Invocation.of("cholesky", a, "--tile", "64", "--type", "float32", "--json").json();
    JsonNode planned = plan("cholesky", "--n", "250", "--tile", "64", "--type", "float32");
    assertThat(planned.get("bytesWritten")).isEqualTo(inFloats.get("bytesWritten"));
    assertThat(planned.get("bytesWritten").asLong())
        .isEqualTo(plan.get("bytesWritten").asLong() / 2);
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
    assertThat(refusal("cholesky", "--n 10000 --tile 1000 --memory 100M --threads 3"))
        .isEqualTo(
            "lapwing: gemm(N,T,1) needs 22.9 MiB a task, 137 MiB for the 6 that 3 threads work on"
                + " at once, and --memory is 100 MiB; use --threads 2, or smaller tiles");
    assertThat(refusal("cholesky", "--n 10000 --tile 1000 --memory 40M --threads 2"))
        .isEqualTo(
            "lapwing: gemm(N,T,1) needs 22.9 MiB a task, 91.6 MiB for the 4 that 2 threads work on"
                + " at once, and --memory is 40.0 MiB; use smaller tiles (0.93 times as long)");
  }

  @Test
  void theCureThatARefusalNamesCures() {
    String[] withFewerThreads =
        words("plan cholesky --n 10000 --tile 1000 --memory 100M --threads 2");
    String[] withSmallerTiles =
        words("plan cholesky --n 10000 --tile 930 --memory 40M --threads 1");
    assertThat(Invocation.of(withFewerThreads).exitCode()).isZero();
    assertThat(Invocation.of(withSmallerTiles).exitCode()).isZero();
  }

  @Test
  void aTaskThatHoldsWholeMatricesIsRefusedWithAnotherCure() {
    assertThat(refusal("band-svd", "--m 9000 --n 9000 --tile 128 --memory 2G --threads 1"))
        .startsWith("lapwing: bdsdc needs 3.02 GiB a task, ")
        .endsWith("or a program without vectors");
    assertThat(refusal("band-svd", "--m 20000 --n 20000 --tile 512 --memory 200G"))
        .contains("in one piece of memory each, which takes up to 9,400 columns");
    assertThat(refusal("svd-direct", "--m 20000 --n 20000 --tile 512 --memory 200G"))
        .contains("one task of svd-direct has whole square matrices", "up to 9,400 columns");
    assertThat(refusal("eigenvalues-direct", "--n 20000 --tile 512 --memory 200G"))
        .contains("which takes up to 16,000 columns; eigenvalues has no such bound");
    assertThat(
            Invocation.of(words("plan singular-values --m 20000 --n 20000 --tile 512")).exitCode())
        .isZero();
  }

  @Test
  void largeSizesAreRefusedTheSameWay() {
    assertThat(refusal("cholesky", "--n 262144 --tile 4096 --memory 1GiB --threads 4"))
        .isEqualTo(
            "lapwing: gemm(N,T,1) needs 384 MiB a task, 3.00 GiB for the 8 that 4 threads work on"
                + " at once, and --memory is 1.00 GiB; use --threads 1, or smaller tiles");
    assertThat(refusal("gemm", "--m 4000000 --n 4000000 --k 4000000 --tile 4000 --memory 256M"))
        .startsWith("lapwing: gemm(N,N,0) needs 610 MiB a task, ")
        .contains(" and --memory is 256 MiB; use smaller tiles (");
  }

  @Test
  void oneTaskThatDoesNotFitIsFoundWhereNobodyCouldLookAtAll() {
    assertThat(refusal("cholesky", "--n 100000000 --tile 500 --memory 4M --threads 1"))
        .startsWith("lapwing: gemm(N,T,1) needs 5.72 MiB a task, 11.4 MiB for the 2 that 1 thread");
  }

  @Test
  void moreTasksThanCanBeLookedAtAreRefusedWithTheCure() {
    Invocation invocation = Invocation.of(words("plan cholesky --n 1000000 --tile 500"));
    assertThat(invocation.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(invocation.errorLines())
        .singleElement()
        .asString()
        .contains("more than 100,000,000 tasks")
        .endsWith("use larger tiles");
  }

  @Test
  void whatFitsIntoMemoryAsAWholeNeedNoRoomForMore() {
    assertThat(
            plan("cholesky", "--n", "1000", "--tile", "1000", "--threads", "8", "--memory", "24M")
                .get("fitsInMemory")
                .asBoolean())
        .isTrue();
  }

  @Test
  void aPlanKnowsTheRunsMemoryAndTraffic(@TempDir Path folder) {
    String a = folder.resolve("a.npy").toString();
    Invocation.of("generate", "random", "900x60", "--out", a);
    JsonNode run = Invocation.of("tsqr", a, "--tile", "100x60", "--no-check", "--json").json();
    JsonNode plan = plan("tsqr", "--m", "900", "--n", "60", "--tile", "100x60");
    assertThat(plan.get("tasks")).isEqualTo(run.get("tasks"));
    assertThat(plan.get("bytesWritten")).isEqualTo(run.get("bytesWritten"));
    assertThat(plan.get("bytesRead")).isEqualTo(run.get("bytesRead"));
  }

  @Test
  void aPlanOfQrKnowsItsTreeAndTheRunsTraffic(@TempDir Path folder) {
    String a = folder.resolve("a.npy").toString();
    Invocation.of("generate", "random", "500x220", "--out", a);
    String[] run = words("qr " + a + " --tile 100 --tree 2 --no-check --json");
    JsonNode done = Invocation.of(run).json();
    JsonNode plan = plan(words("qr --m 500 --n 220 --tile 100 --group 2"));
    assertThat(plan.get("tasks")).isEqualTo(done.get("tasks"));
    assertThat(plan.get("bytesWritten")).isEqualTo(done.get("bytesWritten"));
    assertThat(plan.get("bytesRead")).isEqualTo(done.get("bytesRead"));
  }

  @Test
  void aPlanOnAwsSaysWhatARunCosts() {
    JsonNode plan =
        plan("cholesky", "--n", "16384", "--tile", "1024", "--on", "aws", "--region", "us-east-1");
    JsonNode aws = plan.get("aws");
    assertThat(aws.get("pricesAsOf").asText()).matches("20\\d\\d-\\d\\d-\\d\\d");
    assertThat(aws.get("lines"))
        .anyMatch(line -> line.get("unit").asText().equals("GB-seconds"))
        .allSatisfy(
            line -> {
              assertThat(line.get("pricesFrom").asText()).contains("AWS Price List");
              // The day of the whole is the oldest.
              assertThat(line.get("pricesAsOf").asText())
                  .isGreaterThanOrEqualTo(aws.get("pricesAsOf").asText());
            });
    double sum = 0;
    for (JsonNode line : aws.get("lines")) {
      sum += line.get("dollars").asDouble();
    }
    assertThat(aws.get("dollars").asDouble()).isCloseTo(sum, within(1e-9)).isBetween(0.001, 1.0);
    assertThat(aws.get("dollarsAtMost").asDouble()).isGreaterThan(sum);
    assertThat(plan.has("residentBytes")).isFalse();
  }

  @Test
  void aPlanOnAwsIsATableThatFitsIntoATerminal() {
    String[] line = {"plan", "cholesky", "--n", "65536", "--tile", "2048", "--on", "aws"};
    assertThat(Invocation.of(line).out().lines())
        .allSatisfy(row -> assertThat(row).hasSizeLessThanOrEqualTo(80))
        .anyMatch(row -> row.matches("DynamoDB +[0-9,]+ write units +\\$[0-9.]+"))
        .anyMatch(row -> row.matches("all +\\$[0-9.]+"))
        .anyMatch(row -> row.startsWith("prices    of 20"));
  }

  @Test
  void otherPricesMakeAnotherPlan(@TempDir Path folder) throws IOException {
    String[] run = {"cholesky", "--n", "8192", "--tile", "1024", "--on", "aws"};
    Path mine = folder.resolve("prices.json");
    try (InputStream shipped = PriceList.class.getResourceAsStream("prices.json")) {
      String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(
          mine,
          text.replace("0.0000166667", "1.0")
              .replaceAll("\"asOf\": \"[^\"]*\"", "\"asOf\": \"2030-01-31\""));
    }
    String[] with =
        Stream.concat(Stream.of(run), Stream.of("--prices", mine.toString()))
            .toArray(String[]::new);
    assertThat(plan(with).get("aws").get("dollars").asDouble())
        .isGreaterThan(100 * plan(run).get("aws").get("dollars").asDouble());
    assertThat(plan(with).get("aws").get("pricesAsOf").asText()).isEqualTo("2030-01-31");
  }

  @Test
  void whatNoExecutorOnAwsCanHoldIsRefused() {
    Invocation tooLarge =
        Invocation.of("plan", "cholesky", "--n", "65536", "--tile", "8192", "--on", "aws");
    assertThat(tooLarge.exitCode()).isEqualTo(ExitCode.MEMORY);
    assertThat(tooLarge.err()).contains("--memory-size 3008").contains("smaller --tile");
    assertThat(Invocation.of("plan", "cholesky", "--n", "64", "--on", "moon").exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(
            Invocation.of("plan", "cholesky", "--n", "64", "--on", "aws", "--region", "moon-1")
                .err())
        .contains("us-east-1");
  }

  @Test
  void whatNoTableOnAwsCanKeepIsRefused() {
    String line = "norm-one --m 1 --n 5000 --tile 1";
    assertThat(refusal(line, "--on aws"))
        .contains("has 5,000 parents", "at most 4,096 edges", "larger tiles", "treeReduce");
    assertThat(Invocation.of(words("plan " + line)).exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void aPlanFitsIntoATerminal() {
    assertThat(Invocation.of("plan", "cholesky", "--n", "65536", "--tile", "2048").out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  private static String refusal(String program, String options) {
    Invocation invocation = Invocation.of(words("plan " + program + " " + options));
    assertThat(invocation.exitCode()).isEqualTo(ExitCode.MEMORY);
    assertThat(invocation.out()).isEmpty();
    assertThat(invocation.errorLines()).hasSize(1);
    return invocation.errorLines().get(0);
  }

  private static String[] words(String line) {
    return line.split(" ");
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
