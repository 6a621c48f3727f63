package dev.lapwing.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.state.contract.TileStoreContract;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectTileStoreTest extends TileStoreContract {
  @TempDir private Path folder;
  private Storage storage;
  private TileStore store;

  @BeforeEach
  void open() throws Exception {
    storage = Storage.inFolder(folder, pool);
    store = storage.scratch("RUN1", "S");
  }

  @AfterEach
  void close() throws Exception {
    storage.close();
  }

  @Override
  protected TileStore store() {
    return store;
  }

  @Override
  protected boolean handsOver() {
    return false;
  }

  @Test
  void tilesHaveAnyRankAndShape() throws Exception {
    Tile tile = pool.zeros(3, 7);
    tile.set(2, 6, 5.0);
    store.write(TileIndex.of(1, 2, 3, 4), tile);
    Tile empty = pool.zeros(0, 4);
    store.write(TileIndex.of(9), empty);
    Tile back = store.read(TileIndex.of(1, 2, 3, 4)).orElseThrow();
    assertThat(back.get(2, 6)).isEqualTo(5.0);
    Tile emptyBack = store.read(TileIndex.of(9)).orElseThrow();
    assertThat(emptyBack.rows()).isZero();
    assertThat(emptyBack.columns()).isEqualTo(4);
    for (Tile used : new Tile[] {tile, empty, back, emptyBack}) {
      used.release();
    }
  }

  @Test
  void matricesAndRunsAreApart() throws Exception {
    write(0, 0, 1);
    assertThat(storage.scratch("RUN1", "T").contains(TileIndex.of(0, 0))).isFalse();
    assertThat(storage.scratch("RUN2", "S").contains(TileIndex.of(0, 0))).isFalse();
    assertThat(storage.scratch("RUN1", "S").contains(TileIndex.of(0, 0))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 13, 20, 25, 32, 100})
  void aDamagedTileIsNamed(int position) throws Exception {
    write(0, 0, 1);
    Path file = folder.resolve("runs/RUN1/S/0/0.tile");
    byte[] bytes = Files.readAllBytes(file);
    bytes[position] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> store.read(TileIndex.of(0, 0)))
        .isInstanceOf(TileUnreadable.class)
        .hasMessageContainingAll("runs/RUN1/S/0/0.tile", "damaged");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 32, 100})
  void aTileThatIsCutOffIsNamed(int length) throws Exception {
    write(0, 0, 1);
    Path file = folder.resolve("runs/RUN1/S/0/0.tile");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
    assertThatThrownBy(() -> store.read(TileIndex.of(0, 0)))
        .isInstanceOf(TileUnreadable.class)
        .hasMessageContaining("S/0/0.tile");
  }

  @Test
  void aShapeThatNoTileHasIsNoTile() throws Exception {
    write(0, 0, 1);
    ByteBuffer forged = ByteBuffer.allocate(TileHeader.BYTES + 8);
    forged.put(
        new TileHeader(Precision.FLOAT64, -1, -1, Checksums.of(ByteBuffer.allocate(8))).encode());
    Files.write(folder.resolve("runs/RUN1/S/0/0.tile"), forged.array());
    assertThatThrownBy(() -> store.read(TileIndex.of(0, 0)))
        .isInstanceOf(TileUnreadable.class)
        .hasMessageContaining("S/0/0.tile");
  }

  @Test
  void aTileOfFloatsComesBackAsOneInHalfTheBytes() throws Exception {
    Tile tile = pool.allocate(Precision.FLOAT32, 5, 3);
    float[] special = {-0.0f, Float.NaN, Float.MIN_VALUE, Float.MAX_VALUE, 0.1f};
    for (int i = 0; i < 15; i++) {
      tile.set(i % 5, i / 5, special[i % 5]);
    }
    store.write(TileIndex.of(0, 0), tile);
    Tile back = store.read(TileIndex.of(0, 0)).orElseThrow();
    assertThat(back.precision()).isEqualTo(Precision.FLOAT32);
    assertThat(back.bytes()).isEqualTo(tile.bytes());
    assertThat(Files.size(folder.resolve("runs/RUN1/S/0/0.tile")))
        .isEqualTo(TileHeader.BYTES + 15 * Float.BYTES);
    assertThat(store.counters().bytesRead()).isEqualTo(15 * Float.BYTES);
    back.release();
    tile.release();
  }

  @Test
  void discardedScratchIsGoneAndNobodyAddsToIt() throws Exception {
    write(0, 0, 1);
    storage.discardScratch("RUN1");
    assertThat(folder.resolve("runs/RUN1")).doesNotExist();
    assertThatThrownBy(() -> write(0, 1, 1)).isInstanceOf(StoreException.class);
    assertThat(folder.resolve("runs/RUN1")).doesNotExist();
    storage.discardScratch("RUN1");
  }

  @Test
  void namesThatLeadElsewhereAreRefused() {
    for (String name : new String[] {"../x", "", ".hidden", "a/b"}) {
      assertThatThrownBy(() -> storage.scratch("RUN1", name))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> storage.scratch(name, "S"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
