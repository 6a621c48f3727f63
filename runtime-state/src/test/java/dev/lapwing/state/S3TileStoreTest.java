package dev.lapwing.state;

import dev.lapwing.state.aws.LocalBucket;
import dev.lapwing.state.contract.TileStoreContract;
import dev.lapwing.testing.WireFaults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("endpoint")
class S3TileStoreTest extends TileStoreContract {
  @RegisterExtension static final LocalBucket BUCKET = new LocalBucket();

  private final Storage storage = Storage.inMemory(pool, BUCKET.clients(WireFaults.none()));
  private TileStore store;

  @BeforeEach
  void create() throws Exception {
    store =
        storage.create(
            BUCKET.place() + "/a.zarr", MatrixLayout.full(ROWS, COLUMNS, TILE_ROWS, TILE_COLUMNS));
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
}
