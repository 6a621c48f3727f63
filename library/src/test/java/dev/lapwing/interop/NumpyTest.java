package dev.lapwing.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.BigMatrix;
import dev.lapwing.CholeskyFactor;
import dev.lapwing.Lapwing;
import dev.lapwing.PrincipalComponents;
import dev.lapwing.QrFactors;
import dev.lapwing.Shape;
import dev.lapwing.format.MalformedMatrixFile;
import dev.lapwing.state.Precision;
import dev.lapwing.state.interop.Python;
import dev.lapwing.tiles.HeapMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Files written by NumPy and SciPy are read here, ours are read there, and results agree. */
@Tag("interop")
class NumpyTest {
  private static final Path SCRIPT = Path.of("src/test/python/numpy_interop.py").toAbsolutePath();

  @TempDir private static Path theirs;
  private static Python python;

  @TempDir private Path ours;
  private final Lapwing lapwing = Lapwing.builder().tile(8).build();

  @BeforeAll
  static void write() throws Exception {
    python = Python.with(Path.of("src/test/python/requirements.txt").toAbsolutePath());
    python.run(SCRIPT, "write", theirs.toString());
  }

  @AfterEach
  void close() {
    lapwing.close();
  }

  @TestFactory
  List<DynamicTest> theirFilesAreReadHere() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (String line : Files.readAllLines(theirs.resolve("index.csv"))) {
      String[] fields = line.split(",");
      tests.add(
          DynamicTest.dynamicTest(
              fields[0], () -> check(theirs.resolve(fields[0]).toString(), fields[1])));
    }
    assertThat(tests).hasSizeGreaterThan(40);
    return tests;
  }

  @Test
  void oursAreReadThereAndResultsAgree() throws Exception {
    BigMatrix entries = lapwing.matrix(29, 14, (i, j) -> entry(i, j) / 7.0);
    double[][] special = {
      {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY},
      {-0.0, Double.MIN_VALUE, Double.MAX_VALUE}
    };
    for (String ending : new String[] {".npy", ".mtx", ".csv"}) {
      entries.save(ours.resolve("entries" + ending).toString());
      lapwing.matrix(special).save(ours.resolve("special" + ending).toString());
    }
    entries.to(Precision.FLOAT32).save(ours.resolve("floats.npy").toString());
    lapwing.zeros(0, 5).save(ours.resolve("empty.npy").toString());
    saveResults();

    python.run(SCRIPT, "check", ours.toString());
  }

  private void saveResults() {
    BigMatrix a = lapwing.randomSpd(130, 1);
    BigMatrix b = lapwing.random(130, 5, 2);
    BigMatrix tall = lapwing.random(200, 15, 3);
    save("a", a);
    save("b", b);
    save("x", a.solveSpd(b));
    save("tall", tall);
    try (PrincipalComponents pca = tall.pca(4)) {
      save("mean", pca.mean());
      save("components", pca.components());
      save("scores", pca.scores());
    }
    try (CholeskyFactor factor = a.cholesky();
        QrFactors factors = tall.tsqr()) {
      save("l", factor.lower());
      save("q", factors.q());
      save("r", factors.r());
    }
  }

  private void save(String name, BigMatrix matrix) {
    matrix.save(ours.resolve(name + ".npy").toString());
  }

  private void check(String file, String kind) {
    switch (kind) {
      case "refused" ->
          assertThatThrownBy(() -> lapwing.open(file))
              .isInstanceOf(MalformedMatrixFile.class)
              .hasMessageContaining(file);
      case "symmetric" ->
          assertThat(lapwing.open(file).toArray())
              .isDeepEqualTo(HeapMatrix.of(20, 20, (i, j) -> entry(i, j) + entry(j, i)));
      default -> {
        BigMatrix matrix = lapwing.open(file);
        Shape shape = matrix.shape();
        assertThat(shape).hasToString(kind.replace("x", " x "));
        assertThat(matrix.toArray())
            .isDeepEqualTo(
                HeapMatrix.of((int) shape.rows(), (int) shape.columns(), NumpyTest::entry));
      }
    }
  }

  private static long entry(long i, long j) {
    return (i * 7919 + j * 104729) % 101;
  }
}
