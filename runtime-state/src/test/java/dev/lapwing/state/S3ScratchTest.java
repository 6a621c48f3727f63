package dev.lapwing.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.state.aws.AwsClients;
import dev.lapwing.state.aws.AwsPlace;
import dev.lapwing.state.aws.LocalBucket;
import dev.lapwing.state.contract.TileStoreContract;
import dev.lapwing.testing.WireFaults;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

@Tag("endpoint")
class S3ScratchTest extends TileStoreContract {
  @RegisterExtension static final LocalBucket BUCKET = new LocalBucket();

  private final AwsClients aws = BUCKET.clients(WireFaults.none());
  private final String prefix = UUID.randomUUID().toString();
  private final BucketScratch scratch =
      new BucketScratch(
          aws, new AwsPlace(LocalBucket.NAME, prefix, "table", "queue-", Optional.empty()), pool);
  private TileStore store;

  @BeforeEach
  void open() throws Exception {
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

  @Test
  void deletedTilesOfAllMatricesAndRunsGoTogetherWhenOneOfThemIsClosed() throws Exception {
    List<TileStore> stores = List.of(store, scratch.tiles("RUN1", "T"), scratch.tiles("RUN2", "S"));
    Tile tile = pool.zeros(2, 2);
    for (TileStore each : stores) {
      each.write(TileIndex.of(0, 0), tile);
      each.delete(TileIndex.of(0, 0));
    }
    tile.release();
    assertThat(aws.counters().of("S3", "DeleteObjects").calls()).isZero();
    store.close();
    assertThat(aws.counters().of("S3", "DeleteObjects").calls()).isEqualTo(1);
    for (TileStore each : stores) {
      assertThat(each.contains(TileIndex.of(0, 0))).isFalse();
    }
  }

  @Test
  void discardingARunLeavesNoDeletionBehind() throws Exception {
    write(0, 0, 1);
    store.delete(TileIndex.of(0, 0));
    scratch.discard("RUN1");
    write(0, 0, 2);
    scratch.close();
    assertHolds(0, 0, 2);
  }

  @Test
  void matricesAndRunsAreApart() throws Exception {
    write(0, 0, 1);
    assertThat(scratch.tiles("RUN1", "T").contains(TileIndex.of(0, 0))).isFalse();
    assertThat(scratch.tiles("RUN2", "S").contains(TileIndex.of(0, 0))).isFalse();
    assertThat(scratch.tiles("RUN1", "S").contains(TileIndex.of(0, 0))).isTrue();
  }

  @Test
  void discardedScratchIsGoneAndThatOfOthersIsThere() throws Exception {
    write(0, 0, 1);
    Tile tile = pool.zeros(2, 2);
    scratch.tiles("RUN10", "S").write(TileIndex.of(0, 0), tile);
    tile.release();
    scratch.discard("RUN1");
    assertThat(store.contains(TileIndex.of(0, 0))).isFalse();
    assertThat(scratch.tiles("RUN10", "S").contains(TileIndex.of(0, 0))).isTrue();
    scratch.discard("RUN1");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 13, 20, 25, 32, 100})
  void aDamagedTileIsNamed(int position) throws Exception {
    write(0, 0, 1);
    String key = prefix + "/runs/RUN1/S/0/0.tile";
    byte[] bytes =
        BUCKET.s3().getObjectAsBytes(b -> b.bucket(LocalBucket.NAME).key(key)).asByteArray();
    bytes[position] ^= 1;
    BUCKET.s3().putObject(b -> b.bucket(LocalBucket.NAME).key(key), RequestBody.fromBytes(bytes));
    assertThatThrownBy(() -> store.read(TileIndex.of(0, 0)))
        .isInstanceOf(TileUnreadable.class)
        .hasMessageContainingAll("s3://", "runs/RUN1/S/0/0.tile", "damaged");
  }

  @Test
  void namesThatLeadElsewhereAreRefused() {
    for (String name : new String[] {"../x", "", ".hidden", "a/b"}) {
      assertThatThrownBy(() -> scratch.tiles("RUN1", name))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> scratch.tiles(name, "S"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
