package dev.lapwing.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class CommandsTest {
  @TempDir private Path folder;

  @BeforeEach
  void makeMatrices() {
    run("generate", "spd", "100", "--tile", "32", "--out", file("a.npy"));
    run("generate", "random", "100x3", "--seed", "2", "--out", file("b.npy"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"l.npy", "l.mtx", "l.csv", "l.zarr"})
  void aFactorIsWrittenInAnyFormatAndCanBeVerified(String name) {
    JsonNode answer = json("cholesky", file("a.npy"), "--tile", "32", "--out", file(name));
    assertThat(answer.get("residual").asDouble()).isBetween(0.0, 10.0);
    assertThat(answer.get("tasks").asInt()).isEqualTo(4 * 5 * 6 / 6);
    assertThat(answer.get("seconds").asDouble()).isPositive();
    assertThat(answer.get("gflops").asDouble()).isPositive();
    assertThat(run("verify", "cholesky", file("a.npy"), file(name)).exitCode()).isZero();
  }

  @Test
  void peopleAreToldTimeSpeedAndResidual() {
    assertThat(run("cholesky", file("a.npy")).out())
        .containsPattern("time +[0-9.]+ s, [0-9.]+ Gflop/s, [0-9]+ task")
        .containsPattern("residual +[0-9.e-]+, fine: below 10")
        .contains("--out l.npy keeps it");
  }

  @Test
  void solutionsOfEveryKindAreCorrect() {
    run("solve", file("a.npy"), file("b.npy"), "--out", file("x.npy"));
    assertPasses("verify", "solve", file("a.npy"), file("x.npy"), file("b.npy"));
    assertPasses("solve", file("a.npy"), file("b.npy"), "--a", "spd", "--out", file("s.npy"));
    assertPasses("verify", "solve", file("a.npy"), file("s.npy"), file("b.npy"));
    run("cholesky", file("a.npy"), "--out", file("l.npy"));
    run("solve", file("l.npy"), file("b.npy"), "--a", "lower", "--out", file("y.npy"));
    assertPasses("verify", "solve", file("l.npy"), file("y.npy"), file("b.npy"));
    assertPasses("solve", file("b.npy"), file("b.npy"), "--a", "tall", "--out", file("i.npy"));
    assertPasses("verify", "least-squares", file("b.npy"), file("i.npy"), file("b.npy"));
    assertPasses("verify", "matmul", file("b.npy"), file("i.npy"), file("b.npy"));
  }

  @Test
  void theFactorsOfAnyMatrixAreWrittenAndCanBeVerified() {
    run("generate", "random", "90x70", "--tile", "32", "--out", file("g.npy"));
    JsonNode answer =
        json(
            "lu",
            file("g.npy"),
            "--tile",
            "32",
            "--out",
            file("f.zarr"),
            "--l",
            file("l.npy"),
            "--u",
            file("u.npy"),
            "--p",
            file("p.csv"));
    assertThat(answer.get("residual").asDouble()).isBetween(0.0, 10.0);
    assertPasses("verify", "lu", file("g.npy"), file("l.npy"), file("u.npy"), file("p.csv"));
    JsonNode info = json("info", file("f.zarr")).get("matrices").get(0);
    assertThat(info.get("rows").asInt()).isEqualTo(90);
    assertThat(json("info", file("u.npy")).get("matrices").get(0).get("rows").asInt())
        .isEqualTo(70);
  }

  @Test
  void inverseDeterminantAndConditionAreThoseOfTheMatrix() throws IOException {
    Files.writeString(folder.resolve("m.csv"), "0,2,0\n-4,0,0\n0,0,0.5\n");
    JsonNode determinant = json("det", file("m.csv"));
    assertThat(determinant.get("sign").asDouble()).isEqualTo(1);
    assertThat(determinant.get("determinant").asDouble()).isBetween(4 - 1e-12, 4 + 1e-12);
    JsonNode definite = json("det", file("a.npy"), "--a", "spd");
    assertThat(definite.get("logAbsolute").asDouble())
        .isCloseTo(json("det", file("a.npy")).get("logAbsolute").asDouble(), within(1e-9));
    assertThat(json("cond", file("m.csv")).get("reciprocalCondition").asDouble()).isEqualTo(0.125);
    assertPasses("inv", file("m.csv"), "--out", file("i.csv"));
    assertThat(Files.readString(folder.resolve("i.csv")).lines())
        .first()
        .asString()
        .matches("-?0(\\.0)?,-0\\.25,-?0(\\.0)?");
    Files.writeString(folder.resolve("z.csv"), "1,2\n2,4\n");
    Files.writeString(folder.resolve("r.csv"), "1\n1\n");
    assertThat(json("det", file("z.csv")).get("sign").asDouble()).isZero();
    assertThat(json("cond", file("z.csv")).get("singularToWorkingPrecision").asBoolean()).isTrue();
    Invocation invocation = run("solve", file("z.csv"), file("r.csv"));
    assertThat(invocation.exitCode()).isEqualTo(ExitCode.NUMERICAL);
    assertThat(invocation.errorLines()).singleElement().asString().contains("is singular");
  }

  @Test
  void entriesAreMappedCombinedAndReduced() throws IOException {
    Files.writeString(folder.resolve("x.csv"), "1,-4,9\n0,2,-3\n");
    run("map", "abs", file("x.csv"), "--out", file("y.csv"));
    run("combine", "times", file("x.csv"), file("y.csv"), "--out", file("z.csv"));
    assertThat(lines("z.csv")).containsExactly("1,-16,81", "0,4,-9");
    run("map", "clip", file("x.csv"), "--with=-1,2", "--out", file("c.csv"));
    assertThat(lines("c.csv")).containsExactly("1,-1,2", "0,2,-1");
    run("scale", file("x.csv"), "--by=-2", "--out", file("s.csv"));
    assertThat(lines("s.csv")).containsExactly("-2,8,-18", "-0,-4,6");
    run("reduce", "sum", file("x.csv"), "--axis", "rows", "--out", file("r.csv"));
    assertThat(lines("r.csv")).containsExactly("6", "-1");
    run("reduce", "max", file("x.csv"), "--axis", "columns", "--out", file("m.csv"));
    assertThat(lines("m.csv")).containsExactly("1,2,9");
    assertThat(json("reduce", "mean", file("x.csv")).get("value").asDouble()).isEqualTo(5 / 6.0);
    assertThat(json("norm", file("x.csv"), "--kind", "one").get("value").asDouble()).isEqualTo(12);
    assertThat(json("norm", file("x.csv")).get("value").asDouble()).isEqualTo(Math.sqrt(111));
    assertThat(json("norm", file("z.csv"), "--kind", "two").get("value").asDouble())
        .isBetween(83.128, 83.1285);
    Invocation refused = run("map", "power", file("x.csv"));
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("power takes 1 number with --with, and 0 are given");
  }

  @Test
  void matricesAreCutTurnedAndPutTogether() throws IOException {
    Files.writeString(folder.resolve("x.csv"), "1,2,3\n4,5,6\n7,8,9\n");
    Files.writeString(folder.resolve("p.csv"), "1\n0\n");
    run("slice", file("x.csv"), "--rows", "1:", "--columns", ":2", "--out", file("s.csv"));
    assertThat(lines("s.csv")).containsExactly("4,5", "7,8");
    run("transpose", file("s.csv"), "--out", file("t.csv"));
    assertThat(lines("t.csv")).containsExactly("4,7", "5,8");
    run("concat", "columns", file("s.csv"), file("t.csv"), "--out", file("c.zarr"));
    run("concat", "rows", file("t.csv"), file("s.csv"), "--tile", "3", "--out", file("r.csv"));
    assertThat(lines("r.csv")).containsExactly("4,7", "5,8", "4,5", "7,8");
    run("concat", "rows", file("t.csv"), file("s.csv"), file("t.csv"), "--out", file("n.csv"));
    assertThat(lines("n.csv")).containsExactly("4,7", "5,8", "4,5", "7,8", "4,7", "5,8");
    run("slice", file("c.zarr"), "--rows", ":1", "--out", file("f.csv"));
    assertThat(lines("f.csv")).containsExactly("4,5,4,7");
    run("diagonal", file("x.csv"), "--out", file("d.csv"));
    assertThat(lines("d.csv")).containsExactly("1", "5", "9");
    run("shift", file("x.csv"), "--by", "0.5", "--out", file("y.csv"));
    assertThat(lines("y.csv")).containsExactly("1.5,2,3", "4,5.5,6", "7,8,9.5");
    run("permute", file("s.csv"), file("p.csv"), "--out", file("o.csv"));
    assertThat(lines("o.csv")).containsExactly("7,8", "4,5");
    Invocation refused = run("slice", file("x.csv"), "--rows", "2:5");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("there are no rows 2:5: the matrix has 3");
  }

  /** Numbers without the point of those that are whole. */
  private List<String> lines(String name) throws IOException {
    return Files.readAllLines(folder.resolve(name)).stream()
        .map(line -> line.replaceAll("\\.0(?=,|$)", ""))
        .toList();
  }

  @Test
  void inversesOfEveryKindAreCorrect() {
    assertPasses("inv", file("a.npy"), "--a", "spd", "--tile", "32", "--out", file("i.npy"));
    run("cholesky", file("a.npy"), "--out", file("l.npy"));
    assertPasses("inv", file("l.npy"), "--a", "lower", "--out", file("j.zarr"));
    run("transpose", file("l.npy"), "--out", file("u.npy"));
    assertPasses("inv", file("u.npy"), "--a", "upper", "--out", file("k.npy"));
  }

  @Test
  void bothFactorsOfATallMatrixAreWritten() {
    JsonNode answer =
        json("tsqr", file("b.npy"), "--tile", "10x3", "--out", file("r.npy"), "--q", file("q.npy"));
    assertThat(answer.get("residual").asDouble()).isBetween(0.0, 10.0);
    assertThat(answer.get("orthogonality").asDouble()).isBetween(0.0, 10.0);
    assertPasses("verify", "qr", file("b.npy"), file("q.npy"), file("r.npy"));
  }

  @Test
  void bothFactorsOfAMatrixOfAnyShapeAreWritten() {
    assertPasses("generate", "random", "20x50", "--out", file("w.npy"));
    for (String matrix : List.of("a.npy", "b.npy", "w.npy")) {
      for (String tree : List.of("flat", "binary", "2", "auto")) {
        String[] places = {"--out", file("r.npy"), "--q", file("q.npy"), "--overwrite"};
        JsonNode answer = json(words(places, "qr", file(matrix), "--tile", "8", "--tree", tree));
        assertThat(answer.get("residual").asDouble()).isBetween(0.0, 10.0);
        assertThat(answer.get("orthogonality").asDouble()).isBetween(0.0, 10.0);
        assertPasses("verify", "qr", file(matrix), file("q.npy"), file("r.npy"));
        String[] others = {"--out", file("l.npy"), "--q", file("q.npy"), "--overwrite"};
        json(words(others, "lq", file(matrix), "--tile", "8", "--tree", tree));
        assertPasses("verify", "lq", file(matrix), file("l.npy"), file("q.npy"));
      }
    }
  }

  @Test
  void singularValuesAndVectorsOfAMatrixOfAnyShapeAreWritten() {
    assertPasses("generate", "random", "20x50", "--out", file("w.npy"));
    for (String matrix : List.of("a.npy", "b.npy", "w.npy")) {
      String[] places = {
        "--u", file("u.npy"), "--s", file("s.npy"), "--vt", file("vt.npy"), "--overwrite"
      };
      JsonNode answer = json(words(places, "svd", file(matrix), "--tile", "8"));
      assertThat(answer.get("residual").asDouble()).isBetween(0.0, 10.0);
      assertThat(answer.get("orthogonalityU").asDouble()).isBetween(0.0, 10.0);
      assertThat(answer.get("orthogonalityV").asDouble()).isBetween(0.0, 10.0);
      String[] factors = {file("u.npy"), file("s.npy"), file("vt.npy")};
      assertPasses(words(factors, "verify", "svd", file(matrix)));
      JsonNode values = json("svd", file(matrix), "--values", "--s", file("t.csv"), "--overwrite");
      double largest = values.get("first").asDouble();
      assertThat(largest).isEqualTo(answer.get("first").asDouble(), within(1e-12 * largest));
      json(words(places, "svd", file(matrix), "--full", "--tile", "8"));
      JsonNode u = json("info", file("u.npy")).get("matrices").get(0);
      assertThat(u.get("rows").asInt()).isEqualTo(u.get("columns").asInt());
    }
    String[] arrays = {"--u", file("u.zarr"), "--s", file("s.npy"), "--vt", file("vt.npy")};
    json(words(arrays, "svd", file("b.npy"), "--tile", "8", "--overwrite"));
    assertPasses("verify", "svd", file("b.npy"), file("u.zarr"), file("s.npy"), file("vt.npy"));
    assertThat(run("svd", file("a.npy"), "--values", "--full").err())
        .contains("--values computes no vectors");
  }

  @Test
  void aFewSingularValuesAndVectorsAreWritten() {
    String[] places = {"--u", file("u.npy"), "--s", file("s.csv"), "--vt", file("vt.zarr")};
    JsonNode answer = json(words(places, "svd", file("b.npy"), "--tile", "8", "--rank", "2"));
    assertThat(answer.get("values").asInt()).isEqualTo(2);
    assertThat(answer.get("orthogonalityU").asDouble()).isBetween(0.0, 10.0);
    assertThat(answer.get("orthogonalityV").asDouble()).isBetween(0.0, 10.0);
    // b has three columns: what is left out is the third value
    JsonNode all = json("svd", file("b.npy"), "--values");
    double third = all.get("last").asDouble();
    assertThat(answer.get("error").asDouble()).isBetween(third * (1 - 1e-9), 10 * third);
    assertThat(answer.get("first").asDouble()).isEqualTo(all.get("first").asDouble(), within(1e-9));
    assertPasses("verify", "low-rank", file("u.npy"), file("vt.zarr"));
    assertThat(run("svd", file("b.npy"), "--seed", "2").err()).contains("give --rank K too");
    assertThat(run("svd", file("b.npy"), "--rank", "2", "--full").err())
        .contains("leave out --values and --full");
    Invocation refused = run("svd", file("b.npy"), "--rank", "4");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("give a rank from 1 to 3");
  }

  @Test
  void principalComponentsAreWritten() throws IOException {
    Files.writeString(folder.resolve("x.csv"), "1,2\n3,4\n5,6\n7,9\n");
    String[] places = {
      "--scores", file("t.csv"), "--components", file("c.csv"),
      "--mean", file("m.csv"), "--variance", file("v.csv")
    };
    JsonNode answer = json(words(places, "pca", file("x.csv"), "--rank", "1"));
    assertThat(answer.at("/explainedVarianceRatio/0").asDouble()).isBetween(0.99, 1.0);
    assertThat(answer.at("/explainedVariance/0").asDouble())
        .isEqualTo(Double.parseDouble(Files.readString(folder.resolve("v.csv"))));
    assertThat(lines("m.csv")).containsExactly("4,5.25");
    assertThat(lines("t.csv")).hasSize(4);
    assertThat(json("info", file("c.csv")).at("/matrices/0/columns").asInt()).isEqualTo(2);
    assertThat(run("pca", file("x.csv")).err()).contains("--rank K");
    assertThat(run("pca", file("x.csv"), "--rank", "2", "--method", "oak").err())
        .contains("randomised");
  }

  @Test
  void eigenvaluesAndEigenvectorsAreWritten() {
    String[] places = {"--w", file("w.npy"), "--v", file("v.npy"), "--overwrite"};
    JsonNode answer = json(words(places, "eigh", file("a.npy"), "--tile", "8"));
    assertThat(answer.get("residual").asDouble()).isBetween(0.0, 10.0);
    assertThat(answer.get("orthogonality").asDouble()).isBetween(0.0, 10.0);
    assertPasses("verify", "eigh", file("a.npy"), file("w.npy"), file("v.npy"));
    JsonNode values = json("eigh", file("a.npy"), "--values", "--w", file("v.csv"));
    double largest = values.get("last").asDouble();
    assertThat(largest).isEqualTo(answer.get("last").asDouble(), within(1e-12 * largest));
    assertThat(run("eigh", file("a.npy"), "--values", "--v", file("x.npy")).err())
        .contains("--values computes no vectors");
  }

  @Test
  void theFullQIsSquareAndRAloneIsTheSameR() {
    String q = file("q.npy");
    assertPasses("qr", file("b.npy"), "--full", "--q", q, "--out", file("r.npy"));
    assertThat(json("info", q).get("matrices").get(0).get("columns").asInt()).isEqualTo(100);
    assertPasses("qr", file("b.npy"), "--no-check", "--out", file("alone.npy"));
    assertThat(Path.of(file("alone.npy"))).hasSameBinaryContentAs(Path.of(file("r.npy")));
  }

  @Test
  void whatQrCannotDoIsRefusedAtOnce() {
    assertThat(run("qr", file("a.npy"), "--full").err())
        .contains("--full says how much of Q is formed; give --q FILE");
    assertThat(run("qr", file("a.npy"), "--tree", "oak").err())
        .contains("'oak' is no tree; it is flat, binary, auto, or a number of tiles");
  }

  @Test
  void aLeastSquaresProblemWithoutFullRankIsNoResult() throws IOException {
    Files.writeString(folder.resolve("d.csv"), "1,2\n2,4\n3,6\n");
    Files.writeString(folder.resolve("e.csv"), "1\n2\n4\n");
    Invocation refused = run("solve", file("d.csv"), file("e.csv"), "--a", "tall");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.NUMERICAL);
    assertThat(refused.err()).contains("the 3 x 2 matrix does not have full rank");
  }

  private static String[] words(String[] last, String... first) {
    return Stream.concat(Stream.of(first), Stream.of(last)).toArray(String[]::new);
  }

  @Test
  void aProductWithItsOwnTransposeIsSymmetric() throws IOException {
    assertPasses("matmul", file("b.npy"), file("b.npy"), "--transpose-a", "--out", file("g.csv"));
    List<String> gram = Files.readAllLines(folder.resolve("g.csv"));
    assertThat(gram.get(0).split(",")[2]).isEqualTo(gram.get(2).split(",")[0]);
    assertPasses("matmul", file("b.npy"), file("b.npy"), "--transpose-b", "--out", file("h.npy"));
  }

  @Test
  void factorsOfAProductMayBeTransposed() {
    assertPasses("matmul", file("b.npy"), file("a.npy"), "--transpose-a", "--out", file("c.npy"));
    assertThat(json("info", file("c.npy")).get("matrices").get(0).get("rows").asInt()).isEqualTo(3);
  }

  @Test
  void aMatrixSurvivesAllFormatsUnchanged() throws IOException {
    run("export", file("b.npy"), "--out", file("1.csv"));
    run("import", file("1.csv"), "--tile", "7x2", "--out", file("2.zarr"));
    run("export", file("2.zarr"), "--out", file("3.mtx"));
    run("export", file("3.mtx"), "--out", file("4.npy"));
    assertThat(folder.resolve("4.npy")).hasSameBinaryContentAs(folder.resolve("b.npy"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "generate random 9 --out g.npy --json",
        "import a.npy --out i.zarr --json",
        "export a.npy --out e.csv --json",
        "info a.npy --json",
        "matmul a.npy b.npy --json",
        "lu a.npy --json",
        "qr b.npy --json",
        "lq b.npy --json",
        "tsqr b.npy --json",
        "inv a.npy --json",
        "cond a.npy --json",
        "map abs b.npy --json",
        "combine plus b.npy b.npy --json",
        "reduce sum b.npy --json",
        "norm b.npy --json",
        "slice b.npy --rows :9 --json",
        "transpose b.npy --json",
        "concat rows b.npy b.npy --json",
        "concat columns b.npy b.npy b.npy --json",
        "svd b.npy --rank 1 --json",
        "pca b.npy --rank 1 --json",
        "diagonal a.npy --json",
        "explain cholesky --json",
        "plan cholesky --n 900 --json"
      })
  void machinesGetJson(String command) {
    String[] arguments =
        Stream.of(command.split(" "))
            .map(word -> word.matches(".*\\.(npy|csv|zarr)") ? file(word) : word)
            .toArray(String[]::new);
    JsonNode answer = Invocation.of(arguments).json();
    assertThat(answer.isObject()).isTrue();
    assertThat(answer.get("command").asText()).isEqualTo(arguments[0]);
  }

  @Test
  void aDeterminantBeyondTheRangeOfNumbersIsSaidInWords() throws IOException {
    Files.writeString(folder.resolve("large.csv"), "1e200,0\n0,-1e200\n");
    Files.writeString(folder.resolve("small.csv"), "1e-200,0\n0,1e-200\n");
    assertThat(run("det", file("large.csv")).out())
        .containsPattern("sign +-1")
        .contains("beyond the range of a number");
    assertThat(run("det", file("small.csv")).out()).contains("but not zero");
    assertThat(run("det", file("small.csv"), "--folder", file("work"), "--detach").err())
        .contains("give no --detach");
  }

  @Test
  void floatsStayFloatsUnlessSomebodyAsks() {
    assertPasses("generate", "spd", "100", "--type", "float32", "--out", file("f.zarr"));
    assertThat(json("info", file("f.zarr")).at("/matrices/0/type").asText()).isEqualTo("float32");
    JsonNode factor = json("cholesky", file("f.zarr"), "--out", file("l.npy"));
    assertThat(factor.get("residual").asDouble()).isBetween(0.0, 10.0);
    assertThat(json("info", file("l.npy")).at("/matrices/0/type").asText()).isEqualTo("float32");
    assertPasses("verify", "cholesky", file("f.zarr"), file("l.npy"));
    Invocation mixed = run("matmul", file("f.zarr"), file("b.npy"));
    assertThat(mixed.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(mixed.err()).contains("float32", "float64", "--type");
    assertPasses("matmul", file("f.zarr"), file("b.npy"), "--type", "float32");
    assertPasses("export", file("f.zarr"), "--type", "float64", "--out", file("d.zarr"));
    assertThat(json("info", file("d.zarr")).at("/matrices/0/type").asText()).isEqualTo("float64");
    assertThat(run("info", file("b.npy"), "--json").out()).contains("\"type\"", "float64");
    assertThat(run("generate", "spd", "9", "--type", "float16", "--out", file("h.npy")).err())
        .contains("float16", "float64 or float32");
  }

  @Test
  void aSolutionIsRefinedFromFloats() {
    JsonNode answer = json("solve", file("a.npy"), file("b.npy"), "--mixed");
    assertThat(answer.get("residual").asDouble()).isBetween(0.0, 10.0);
    assertThat(answer.get("refinementSteps").asInt()).isBetween(1, 10);
    assertThat(answer.get("fellBack").asBoolean()).isFalse();
    assertThat(run("solve", file("a.npy"), file("b.npy"), "--mixed", "--a", "spd").out())
        .containsPattern("refinement +[1-9] steps? from float32 to float64");
    JsonNode refined = json("solve", file("a.npy"), file("b.npy"), "--refine", "2");
    assertThat(refined.get("residual").asDouble()).isBetween(0.0, 10.0);
    assertThat(run("solve", file("a.npy"), file("b.npy"), "--mixed", "--refine", "1").err())
        .contains("--refine is for --a general");
    assertThat(run("solve", file("a.npy"), file("b.npy"), "--mixed", "--a", "lower").err())
        .contains("--mixed is for --a general and --a spd");
  }

  @Test
  void anArrayIsImportedBesideItsFile() {
    run("import", file("b.npy"), "--tile", "50x3");
    JsonNode info = json("info", file("b.zarr")).get("matrices").get(0);
    assertThat(info.get("tile").asText()).isEqualTo("50 x 3");
  }

  @Test
  void aMatrixThatIsNotPositiveDefiniteIsAFailureOfItsOwn() throws IOException {
    Files.writeString(folder.resolve("n.csv"), "4,2,0\n2,1,0\n0,0,1\n");
    Invocation invocation = run("cholesky", file("n.csv"), "--out", file("l.npy"));
    assertThat(invocation.exitCode()).isEqualTo(ExitCode.NUMERICAL);
    assertThat(invocation.errorLines())
        .containsExactly(
            "lapwing: A is not positive definite: the leading minor of order 2 is not positive"
                + " (tile (0, 0), local order 2)");
    assertThat(folder.resolve("l.npy")).doesNotExist();
    JsonNode json = json("cholesky", file("n.csv"));
    assertThat(json.get("error").asText()).isEqualTo("not-positive-definite");
    assertThat(json.get("order").asInt()).isEqualTo(2);
  }

  @Test
  void aSingularTriangleIsANumericalFailure() throws IOException {
    Files.writeString(folder.resolve("t.csv"), "1,0\n1,0\n");
    Files.writeString(folder.resolve("r.csv"), "1\n1\n");
    Invocation invocation = run("solve", file("t.csv"), file("r.csv"), "--a", "lower");
    assertThat(invocation.exitCode()).isEqualTo(ExitCode.NUMERICAL);
    assertThat(invocation.errorLines()).singleElement().asString().contains("is singular");
  }

  @Test
  void aWrongFactorFailsVerification() {
    Invocation invocation = run("verify", "cholesky", file("a.npy"), file("a.npy"));
    assertThat(invocation.exitCode()).isEqualTo(ExitCode.VERIFICATION);
    assertThat(invocation.out()).startsWith("FAILED");
    assertThat(json("verify", "cholesky", file("a.npy"), file("a.npy")).get("passed").asBoolean())
        .isFalse();
  }

  @Test
  void workThatDoesNotFitIntoMemorySaysWhatWouldHelp() {
    run("generate", "spd", "600", "--out", file("large.npy"));
    Invocation invocation = run("cholesky", file("large.npy"), "--memory", "1M");
    assertThat(invocation.exitCode()).isEqualTo(ExitCode.MEMORY);
    assertThat(invocation.errorLines()).singleElement().asString().contains("--memory");
  }

  @Test
  void aResultThatIsThereIsReplacedOnlyOnDemand() throws IOException {
    Path l = Files.writeString(folder.resolve("l.npy"), "precious");
    Invocation refused = run("cholesky", file("a.npy"), "--out", file("l.npy"));
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("l.npy exists; give another name, or --overwrite");
    assertThat(l).hasContent("precious");
    assertPasses("cholesky", file("a.npy"), "--out", file("l.npy"), "--overwrite");
    assertThat(l)
        .isNotEmptyFile()
        .content(java.nio.charset.StandardCharsets.ISO_8859_1)
        .startsWith("\u0093NUMPY");
  }

  @Test
  void anInputAndAFolderOfOtherThingsAreNeverReplaced() throws IOException {
    Files.createDirectory(folder.resolve("photos.zarr"));
    Files.writeString(folder.resolve("photos.zarr/one.jpg"), "precious");
    assertThat(run("cholesky", file("a.npy"), "--out", file("a.npy"), "--overwrite").err())
        .contains("a.npy is an input; give the result another name");
    assertThat(run("cholesky", file("a.npy"), "--out", file("photos.zarr"), "--overwrite").err())
        .contains("photos.zarr is a folder and no Zarr array");
    assertThat(folder.resolve("photos.zarr/one.jpg")).hasContent("precious");
  }

  @Test
  void aMissingFileIsNotLookedForInVain() {
    Invocation invocation = run("cholesky", file("s.npy"));
    assertThat(invocation.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(invocation.errorLines())
        .containsExactly(
            "lapwing: there is no " + file("s.npy") + "; did you mean " + file("a.npy") + "?");
  }

  @Test
  void aMalformedFileIsNamedWithThePlace() throws IOException {
    Files.writeString(folder.resolve("m.csv"), "1,2\n3,x\n");
    Invocation invocation = run("cholesky", file("m.csv"));
    assertThat(invocation.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(invocation.errorLines()).singleElement().asString().contains("m.csv, line 2");
  }

  @Test
  void shapesThatDoNotFitAreNamed() {
    Invocation invocation = run("matmul", file("b.npy"), file("a.npy"));
    assertThat(invocation.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(invocation.errorLines())
        .singleElement()
        .asString()
        .contains("cannot multiply 100 x 3 and 100 x 100");
  }

  @Test
  void quietMeansSilence() {
    Invocation invocation = run("cholesky", file("a.npy"), "--out", file("l.npy"), "--quiet");
    assertThat(invocation).isEqualTo(new Invocation(ExitCode.OK, "", ""));
  }

  @Test
  void nothingIsLeftBesideTheResults() throws IOException {
    run("cholesky", file("a.npy"), "--out", file("l.npy"));
    run("cholesky", file("a.npy"), "--out", file("l.zarr"));
    run("matmul", file("a.npy"), file("l.npy"), "--memory", "1G", "--out", file("c.csv"));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("a.npy", "b.npy", "l.npy", "l.zarr", "c.csv");
    }
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private static Invocation run(String... arguments) {
    return Invocation.of(arguments);
  }

  private static JsonNode json(String... arguments) {
    return Invocation.of(
            Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new))
        .json();
  }

  private static void assertPasses(String... arguments) {
    Invocation invocation = run(arguments);
    assertThat(invocation.exitCode()).as(invocation.err()).isZero();
  }
}
