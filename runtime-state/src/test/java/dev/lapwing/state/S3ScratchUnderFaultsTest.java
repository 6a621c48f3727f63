package dev.lapwing.state;

import dev.lapwing.state.aws.AwsClients;
import dev.lapwing.state.aws.AwsPlace;
import dev.lapwing.state.aws.LocalBucket;
import dev.lapwing.state.contract.TileStoreContract;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole contract while every fifth exchange with S3 goes wrong in one way or another. */
@Tag("once")
class S3ScratchUnderFaultsTest extends TileStoreContract {
  @RegisterExtension static final LocalBucket BUCKET = new LocalBucket();

  private final AwsClients aws = BUCKET.clients(Misfortunes.PATIENCE, new Misfortunes(8).faults());
  private BucketScratch scratch;
  private TileStore store;

  @BeforeEach
  void open() throws Exception {
    String prefix = UUID.randomUUID().toString();
    var place = new AwsPlace(LocalBucket.NAME, prefix, "table", "queue-", Optional.empty());
    scratch = new BucketScratch(aws, place, pool);
    store = scratch.tiles("RUN1", "S");
  }

  @AfterEach
  void close() throws Exception {
    scratch.close();
    aws.close();
  }

  @Override
  protected TileStore store() {
    return store;
  }

  @Override
  protected boolean handsOver() {
    return false;
  }

  @Override
  protected void awaitDeletions() throws Exception {
    store.close();
  }
}
