package dev.lapwing.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lapwing.state.MatrixUnavailable.Reason;
import dev.lapwing.state.aws.AwsPatience;
import dev.lapwing.state.aws.LocalBucket;
import dev.lapwing.testing.WireFault;
import dev.lapwing.testing.WireFaults;
import dev.lapwing.testing.WireRequests;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.http.SdkHttpMethod;

/** Writers that are cut off from S3 in the middle of what takes several requests. */
class S3CutOffTest {
  @RegisterExtension static final LocalBucket BUCKET = new LocalBucket();

  private static final MatrixLayout LAYOUT = MatrixLayout.full(16, 12, 8, 6);
  private static final AwsPatience NONE =
      new AwsPatience(
          1,
          Duration.ofMillis(1),
          Duration.ofMillis(1),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Integer.MAX_VALUE);

  private final TilePool pool = TilePool.create(1 << 20);
  private final Storage storage = Storage.inMemory(pool, BUCKET.clients(WireFaults.none()));
  private final String uri = BUCKET.place() + "/a.zarr";

  @BeforeEach
  void create() throws Exception {
    StoredMatrix matrix = storage.create(uri, LAYOUT);
    Tile tile = pool.zeros(8, 6);
    for (int tiles = 0; tiles < 4; tiles++) {
      matrix.write(TileIndex.of(tiles / 2, tiles % 2), tile);
    }
    tile.release();
  }

  @AfterEach
  void close() throws Exception {
    storage.close();
  }

  @Test
  void anArrayWhoseWriterIsCutOffAfterPublishingItIsFinished() throws Exception {
    try (Storage cutOff =
        cutOffFrom(
            WireFaults.always(WireRequests.method(SdkHttpMethod.DELETE), WireFault.REFUSED))) {
      StoredMatrix matrix = cutOff.reopen(uri);
      assertThatThrownBy(matrix::finish).isInstanceOf(StoreException.class);
    }
    assertThat(storage.open(uri).isFinished()).isTrue();
    assertThat(storage.reopen(uri).isFinished()).isTrue();
    storage.reopen(uri).finish();
    storage.replace(uri, LAYOUT);
    assertThat(reason()).isEqualTo(Reason.UNFINISHED);
  }

  @Test
  void anArrayWhoseWriterIsCutOffBeforePublishingItIsUnfinished() throws Exception {
    var writesOfMetadata =
        WireRequests.method(SdkHttpMethod.PUT).and(WireRequests.pathEnds("zarr.json"));
    try (Storage cutOff = cutOffFrom(WireFaults.always(writesOfMetadata, WireFault.REFUSED))) {
      StoredMatrix matrix = cutOff.reopen(uri);
      assertThatThrownBy(matrix::finish).isInstanceOf(StoreException.class);
    }
    assertThat(reason()).isEqualTo(Reason.UNFINISHED);
    storage.reopen(uri).finish();
    assertThat(storage.open(uri).isFinished()).isTrue();
  }

  @Test
  void anArrayThatIsHalfDeletedIsNoArrayAndCanBeDeletedOrReplaced() throws Exception {
    storage.reopen(uri).finish();
    try (Storage cutOff =
        cutOffFrom(WireFaults.always(WireRequests.parameter("delete"), WireFault.REFUSED))) {
      assertThatThrownBy(() -> cutOff.delete(uri)).isInstanceOf(StoreException.class);
    }
    assertThat(reason()).isEqualTo(Reason.UNFINISHED);
    assertThat(storage.exists(uri)).isTrue();
    assertThatThrownBy(() -> storage.create(uri, LAYOUT)).hasMessageContaining("exists");
    assertThat(storage.replace(uri, LAYOUT).read(TileIndex.of(0, 0))).isEmpty();
    storage.delete(uri);
    assertThat(storage.exists(uri)).isFalse();
  }

  private Reason reason() {
    return catchThrowableOfType(MatrixUnavailable.class, () -> storage.open(uri)).reason();
  }

  private Storage cutOffFrom(WireFaults faults) {
    return Storage.inMemory(pool, BUCKET.clients(NONE, faults));
  }
}
