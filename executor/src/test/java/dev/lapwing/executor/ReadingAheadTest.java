package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import dev.lapwing.state.TileUnreadable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingAheadTest {
  @TempDir private Path folder;
  private final TilePool pool = TilePool.create(1 << 20);
  private final ReadingAhead ahead = new ReadingAhead("RUN1", 2, 2);
  private Storage storage;
  private TileStore store;

  @BeforeEach
  void write() throws StoreException {
    storage = Storage.inFolder(folder, pool);
    store = storage.scratch("RUN1", "S");
    Tile tile = pool.zeros(2, 2);
    store.write(TileIndex.of(1), tile);
    tile.release();
  }

  @AfterEach
  void nothingIsKept() throws Exception {
    ahead.end();
    storage.close();
    assertThat(pool.bytesInUse()).isZero();
  }

  @Test
  void aTileThatIsReadAheadIsTheCallers() throws Exception {
    Tile tile = begin(1).tile().orElseThrow();
    assertThat(tile.rows()).isEqualTo(2);
    tile.release();
    assertThat(begin(2).tile()).isEmpty();
  }

  @Test
  void whyATileCannotBeReadIsToldAsIfItWasReadDirectly() throws Exception {
    Files.writeString(folder.resolve("runs/RUN1/S/1.tile"), "not a tile");
    TileReader.Reading reading = begin(1);
    assertThatThrownBy(reading::tile)
        .isInstanceOf(TileUnreadable.class)
        .hasMessageContainingAll("S/1.tile", "damaged");
  }

  private TileReader.Reading begin(int tile) {
    return ahead.begin(new Place(tile, store, TileIndex.of(tile), true), false);
  }
}
