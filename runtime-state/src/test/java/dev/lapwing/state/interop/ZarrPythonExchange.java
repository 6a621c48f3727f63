package dev.lapwing.state.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.lapwing.state.MatrixLayout;
import dev.lapwing.state.MatrixLayout.Structure;
import dev.lapwing.state.MatrixUnavailable;
import dev.lapwing.state.Precision;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoredMatrix;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TilePool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Arrays written by zarr-python are read here, and ours are read there, with equal values, wherever
 * they are.
 */
@Tag("interop")
abstract class ZarrPythonExchange {
  private static final Path SCRIPT = Path.of("src/test/python/zarr_interop.py").toAbsolutePath();
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path indices;
  private final TilePool pool = TilePool.create(64 << 20);
  private final Storage storage = Storage.inMemory(pool);
  private final ArrayNode index = JSON.createArrayNode();

  /** A place, of a name, that holds nothing yet: a folder, or the start of keys in a bucket. */
  abstract String place(String name);

  /** What Python must know to find the place. */
  abstract Map<String, String> environment();

  @TestFactory
  List<DynamicTest> theirArraysAreReadHere() throws Exception {
    String theirs = place("theirs");
    Path written = indices.resolve("theirs.json");
    python().run(environment(), SCRIPT, "write", theirs, written.toString());
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode expected : JSON.readTree(written.toFile())) {
      tests.add(
          DynamicTest.dynamicTest(
              expected.get("name").asText(), () -> checkTheirs(theirs, expected)));
    }
    assertThat(tests).hasSizeGreaterThan(40);
    return tests;
  }

  @Test
  void ourArraysAreReadThere() throws Exception {
    write("full.zarr", MatrixLayout.full(29, 14, 8, 6));
    write("tiles-fit.zarr", MatrixLayout.full(64, 32, 16, 16));
    write("ragged.zarr", MatrixLayout.full(257, 256, 64, 30));
    write("one.zarr", MatrixLayout.full(1, 1, 64, 64));
    write("one-tile.zarr", MatrixLayout.full(7, 9, 64, 64));
    write("empty.zarr", MatrixLayout.full(0, 9, 4, 4));
    write("floats.zarr", MatrixLayout.full(29, 14, 8, 6).in(Precision.FLOAT32));
    write("lower.zarr", new MatrixLayout(50, 50, 16, 16, Structure.LOWER));
    writeSpecial("special.zarr");
    storage.create(ours("unfinished.zarr"), MatrixLayout.full(8, 8, 4, 4));
    index.addObject().put("name", "unfinished.zarr").put("expect", "unfinished");
    Path written = indices.resolve("ours.json");
    JSON.writeValue(written.toFile(), index);
    python().run(environment(), SCRIPT, "check", place("ours"), written.toString());
  }

  private static Python python() throws Exception {
    return Python.with(Path.of("src/test/python/requirements.txt").toAbsolutePath());
  }

  private String ours(String name) {
    return place("ours") + "/" + name;
  }

  private void checkTheirs(String theirs, JsonNode expected) throws Exception {
    String path = theirs + "/" + expected.get("name").asText();
    switch (expected.get("expect").asText()) {
      case "refused" ->
          assertThatThrownBy(() -> storage.open(path))
              .isInstanceOf(MatrixUnavailable.class)
              .hasMessageContainingAll(
                  expected.get("name").asText(), expected.get("message").asText());
      case "absent" -> checkAbsent(storage.open(path), expected.get("fill").asText());
      case "entries" -> checkEntries(storage.open(path), expected, false);
      case "fractions" -> checkEntries(storage.open(path), expected, true);
      default -> throw new AssertionError(expected);
    }
    assertThat(pool.bytesInUse()).isZero();
  }

  private void checkEntries(StoredMatrix matrix, JsonNode expected, boolean fractions)
      throws Exception {
    int rows = expected.get("rows").asInt();
    int columns = expected.get("columns").asInt();
    assertThat(matrix.layout().rows()).isEqualTo(rows);
    assertThat(matrix.layout().columns()).isEqualTo(columns);
    Tile all = matrix.readWindow(0, 0, rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        assertThat(all.get(i, j)).isEqualTo(fractions ? fraction(i, j) : entry(i, j));
      }
    }
    all.release();
  }

  private static void checkAbsent(StoredMatrix matrix, String fill) throws Exception {
    matrix.read(TileIndex.of(0, 0)).orElseThrow().release();
    Optional<Tile> absent = matrix.read(TileIndex.of(1, 1));
    assertThat(absent.isPresent()).isEqualTo(!fill.equals("missing"));
    assertThat(matrix.contains(TileIndex.of(1, 1))).isEqualTo(absent.isPresent());
    if (absent.isPresent()) {
      String value = fill.replace("nan", "NaN").replace("inf", "Infinity");
      assertThat(absent.get().get(7, 5)).isEqualTo(Double.valueOf(value));
      absent.get().release();
    }
  }

  private void write(String name, MatrixLayout layout) throws Exception {
    StoredMatrix matrix = storage.create(ours(name), layout);
    for (long i = 0; i < layout.rowTiles(); i++) {
      for (long j = 0; j < layout.columnTiles(); j++) {
        if (layout.structure().holds(i, j)) {
          writeTile(matrix, i, j);
        }
      }
    }
    matrix.finish();
    boolean lower = layout.structure() == Structure.LOWER;
    index
        .addObject()
        .put("name", name)
        .put("rows", layout.rows())
        .put("columns", layout.columns())
        .put("dtype", layout.precision().label())
        .put("expect", lower ? "lower" : "fractions");
  }

  private void writeTile(StoredMatrix matrix, long i, long j) throws Exception {
    MatrixLayout layout = matrix.layout();
    Tile tile = pool.allocate(layout.precision(), layout.rowsOf(i), layout.columnsOf(j));
    for (int row = 0; row < tile.rows(); row++) {
      for (int column = 0; column < tile.columns(); column++) {
        tile.set(
            row, column, fraction(i * layout.tileRows() + row, j * layout.tileColumns() + column));
      }
    }
    matrix.write(TileIndex.of(i, j), tile);
    tile.release();
  }

  private void writeSpecial(String name) throws Exception {
    StoredMatrix matrix = storage.create(ours(name), MatrixLayout.full(2, 2, 2, 2));
    Tile tile = pool.allocate(2, 2);
    tile.set(0, 0, -0.0);
    tile.set(0, 1, Double.MIN_VALUE);
    tile.set(1, 0, Double.POSITIVE_INFINITY);
    tile.set(1, 1, Double.NaN);
    matrix.write(TileIndex.of(0, 0), tile);
    tile.release();
    matrix.finish();
    index.addObject().put("name", name).put("rows", 2).put("columns", 2).put("expect", "special");
  }

  /** As {@code entries} in the script. */
  private static double entry(long i, long j) {
    return (double) ((i * 7919 + j * 104729) % 101);
  }

  /** As {@code fractions} in the script. */
  private static double fraction(long i, long j) {
    return entry(i, j) / 4.0 - 10.0;
  }
}
