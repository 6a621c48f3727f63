package dev.lapwing.state.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.MatrixLayout;
import dev.lapwing.state.MatrixUnavailable;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.StoredMatrix;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed while they write tiles: every tile is whole or missing. */
@Tag("once")
class KilledWriterTest {
  private static final String RUN = "RUN1";
  private static final int TILES = 6;
  private static final MatrixLayout LAYOUT = MatrixLayout.full(1500, 1490, 250, 249);

  @TempDir Path folder;
  private final TilePool pool = TilePool.create(64 << 20);
  private final SplittableRandom random = new SplittableRandom(5);

  @Test
  void everyTileThatCanBeReadIsWhole() throws Exception {
    try (Storage storage = Storage.inFolder(folder, pool)) {
      StoredMatrix matrix = storage.create(array(), LAYOUT);
      TileStore scratch = storage.scratch(RUN, "S");
      for (int round = 0; round < rounds(); round++) {
        killAfter(
            random.nextInt(1, 30), "wrote " + matrix.location(), "wrote " + scratch.location());
        assertThat(wholeTiles(matrix)).isPositive();
        assertThat(wholeTiles(scratch)).isPositive();
      }
    }
    assertThat(pool.bytesInUse()).isZero();
  }

  @Test
  void anArrayThatIsKilledWhileItIsFinishedIsFinishedOrNot() throws Exception {
    try (Storage storage = Storage.inFolder(folder, pool)) {
      for (int round = 0; round < rounds(); round++) {
        storage.replace(array(), LAYOUT);
        killAfter(1, "finishing");
        assertFinishedOrNot(storage);
        StoredMatrix goneOnWith = storage.reopen(array());
        goneOnWith.finish();
        assertThat(wholeTiles(storage.open(array()))).isEqualTo(TILES * TILES);
      }
    }
  }

  @Test
  void whatKilledWritersLeaveIsClearedWhenTheArrayIsFinished() throws Exception {
    try (Storage storage = Storage.inFolder(folder, pool)) {
      StoredMatrix matrix = storage.create(array(), LAYOUT);
      for (int round = 0; round < 2; round++) {
        killAfter(10, "wrote " + matrix.location());
      }
      matrix.finish();
    }
    assertThat(namesInArray()).containsExactlyInAnyOrder("c", "zarr.json");
  }

  private void assertFinishedOrNot(Storage storage) throws StoreException {
    try {
      assertThat(wholeTiles(storage.open(array()))).isEqualTo(TILES * TILES);
    } catch (MatrixUnavailable e) {
      assertThat(e.reason()).isEqualTo(MatrixUnavailable.Reason.UNFINISHED);
    }
  }

  /** Kills a writer after it has printed so many lines that start in each of some ways. */
  private void killAfter(int lines, String... starts) throws Exception {
    Path errors = folder.resolve("errors");
    List<String> printed = new ArrayList<>();
    try (var child =
        ChildJvm.start(
            errors, environment(), Writer.class, folder.toString(), array(), starts[0])) {
      while (!Stream.of(starts).allMatch(start -> count(printed, start) >= lines)) {
        Optional<String> line = child.nextLine();
        assertThat(line).as(() -> "errors in " + errors).isPresent();
        printed.add(line.orElseThrow());
      }
    }
  }

  private static long count(List<String> lines, String start) {
    return lines.stream().filter(line -> line.startsWith(start)).count();
  }

  private static int wholeTiles(TileStore store) throws StoreException {
    int whole = 0;
    for (int i = 0; i < TILES; i++) {
      for (int j = 0; j < TILES; j++) {
        Optional<Tile> tile = store.read(TileIndex.of(i, j));
        tile.ifPresent(Writer::check);
        tile.ifPresent(Tile::release);
        whole += tile.isPresent() ? 1 : 0;
      }
    }
    return whole;
  }

  /** Where the array is. */
  String array() {
    return folder.resolve("a.zarr").toString();
  }

  /** How often a writer is killed. */
  int rounds() {
    return 4;
  }

  /** What a child needs to find it. */
  Map<String, String> environment() {
    return Map.of();
  }

  /** What is directly below the array's name. */
  List<String> namesInArray() throws Exception {
    try (Stream<Path> names = Files.list(folder.resolve("a.zarr"))) {
      return names.map(path -> path.getFileName().toString()).toList();
    }
  }

  /** Writes all tiles, each of one value, from two threads, either again and again or once. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws Exception {
      try (TilePool pool = TilePool.create(16 << 20);
          Storage storage = Storage.inFolder(Path.of(arguments[0]), pool)) {
        StoredMatrix matrix = storage.reopen(arguments[1]);
        if (arguments[2].equals("finishing")) {
          writeAll(matrix, pool, 0);
          System.out.println("finishing");
          matrix.finish();
        } else {
          var other = new Thread(() -> writeForEver(matrix, pool));
          other.start();
          writeForEver(storage.scratch(RUN, "S"), pool);
        }
      }
    }

    /** Whether all entries of a tile are the same, as this class writes them. */
    static void check(Tile tile) {
      double first = tile.get(0, 0);
      for (int position = 0; position < tile.doubles().limit(); position += 97) {
        assertThat(tile.doubles().get(position)).isEqualTo(first);
      }
    }

    private static void writeForEver(TileStore store, TilePool pool) {
      try {
        for (int round = 0; ; round++) {
          writeAll(store, pool, round);
        }
      } catch (StoreException e) {
        throw new IllegalStateException(e);
      }
    }

    private static void writeAll(TileStore store, TilePool pool, int round) throws StoreException {
      for (int i = 0; i < TILES; i++) {
        for (int j = 0; j < TILES; j++) {
          Tile tile = pool.allocate(LAYOUT.rowsOf(i), LAYOUT.columnsOf(j));
          for (int position = 0; position < tile.doubles().limit(); position++) {
            tile.doubles().put(position, round + i / 10.0 + j / 100.0);
          }
          store.write(TileIndex.of(i, j), tile);
          tile.release();
          System.out.println("wrote " + store.location() + " " + i + " " + j);
        }
      }
    }
  }
}
