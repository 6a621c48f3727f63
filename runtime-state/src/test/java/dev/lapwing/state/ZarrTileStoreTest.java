package dev.lapwing.state;

import dev.lapwing.state.contract.TileStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class ZarrTileStoreTest extends TileStoreContract {
  @TempDir private Path folder;
  private TileStore store;

  @BeforeEach
  void create() throws Exception {
    store =
        Storage.inMemory(pool)
            .create(
                folder.resolve("a.zarr").toString(),
                MatrixLayout.full(ROWS, COLUMNS, TILE_ROWS, TILE_COLUMNS));
  }

  @Override
  protected TileStore store() {
    return store;
  }

  @Override
  protected boolean handsOver() {
    return false;
  }
}
