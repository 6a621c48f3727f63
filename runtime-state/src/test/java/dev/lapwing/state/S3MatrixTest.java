package dev.lapwing.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.state.MatrixUnavailable.Reason;
import dev.lapwing.state.aws.LocalBucket;
import dev.lapwing.state.contract.StoredMatrixContract;
import dev.lapwing.testing.WireFaults;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

@Tag("endpoint")
class S3MatrixTest extends StoredMatrixContract {
  @RegisterExtension static final LocalBucket BUCKET = new LocalBucket();

  private final String place = BUCKET.place();
  private final Storage storage = Storage.inMemory(pool, BUCKET.clients(WireFaults.none()));

  @Override
  protected Storage storage() {
    return storage;
  }

  @Override
  protected String uri(String name) {
    return place + "/" + name + ".zarr";
  }

  @Test
  void aFinishedArrayHoldsNothingButMetadataAndChunks() throws Exception {
    create("A", MatrixLayout.full(16, 12, 8, 6)).finish();
    assertThat(keys(uri("A"))).containsExactly("c/0/0", "c/0/1", "c/1/0", "c/1/1", "zarr.json");
  }

  @Test
  void whileItIsWrittenThereIsNothingThatLooksLikeAnArray() throws Exception {
    create("A", MatrixLayout.full(8, 6, 8, 6));
    assertThat(keys(uri("A"))).containsExactly("c/0/0", "unfinished/array.json");
  }

  @Test
  void nothingIsLeftOfADeletedArrayAndItsNeighboursStay() throws Exception {
    create("A", MatrixLayout.full(16, 12, 8, 6)).finish();
    put(uri("A") + "2/zarr.json", "a neighbour");
    storage.delete(uri("A"));
    assertThat(keys(uri("A"))).isEmpty();
    assertThat(keys(uri("A") + "2")).containsExactly("zarr.json");
  }

  @Test
  void whatIsNotAMatrixIsNeverReplacedOrDeleted() throws Exception {
    String other = place + "/photos";
    put(other + "/bird.txt", "lapwing");
    MatrixLayout layout = MatrixLayout.full(4, 4, 2, 2);
    assertThatThrownBy(() -> storage.create(other, layout))
        .isInstanceOf(MatrixUnavailable.class)
        .hasMessageContaining("not a matrix");
    assertThatThrownBy(() -> storage.replace(other, layout)).isInstanceOf(MatrixUnavailable.class);
    storage.delete(other);
    assertThat(keys(other)).containsExactly("bird.txt");
  }

  @Test
  void aGroupIsNotDeleted() throws Exception {
    String group = place + "/group.zarr";
    put(group + "/zarr.json", "{\"zarr_format\": 3, \"node_type\": \"group\"}");
    assertThatThrownBy(() -> storage.delete(group))
        .isInstanceOf(MatrixUnavailable.class)
        .hasMessageContaining("group");
    assertThat(keys(group)).containsExactly("zarr.json");
  }

  @Test
  void aForgottenSuffixIsSuggested() throws Exception {
    create("A", MatrixLayout.full(8, 6, 8, 6)).finish();
    assertThatThrownBy(() -> storage.open(place + "/A"))
        .isInstanceOf(MatrixUnavailable.class)
        .hasMessageContaining("did you mean " + uri("A"));
  }

  @Test
  void aDamagedChunkIsNamed() throws Exception {
    create("A", MatrixLayout.full(16, 12, 8, 6)).finish();
    byte[] bytes =
        BUCKET.s3().getObjectAsBytes(b -> at(uri("A") + "/c/1/0", b::bucket, b::key)).asByteArray();
    bytes[17] ^= 1;
    put(uri("A") + "/c/1/0", bytes);
    StoredMatrix opened = storage.open(uri("A"));
    assertThatThrownBy(() -> opened.read(TileIndex.of(1, 0)))
        .isInstanceOf(TileUnreadable.class)
        .hasMessageContainingAll(uri("A") + "/c/1/0", "damaged", "CRC32C");
  }

  @Test
  void aMissingBucketIsNamedWithTheCommandThatMakesIt() {
    assertThatThrownBy(() -> storage.open("s3://no-such-bucket/a.zarr"))
        .isInstanceOf(PermanentStoreException.class)
        .hasMessageContainingAll("no bucket 'no-such-bucket'", "aws s3 mb");
  }

  @Test
  void anArrayAtTheTopOfABucketIsAnArray() throws Exception {
    String top = "s3://" + LocalBucket.NAME + "/top.zarr";
    MatrixLayout layout = MatrixLayout.full(8, 6, 8, 6);
    storage.create(top, layout).finish();
    assertThat(storage.open(top + "/").layout()).isEqualTo(layout);
    storage.delete(top);
    assertThat(storage.exists(top)).isFalse();
  }

  @Test
  void anUnfinishedArrayWhoseMetadataIsThereIsFinished() throws Exception {
    create("A", MatrixLayout.full(8, 6, 8, 6)).finish();
    put(uri("A") + "/unfinished/array.json", "left by a writer that was killed");
    assertThat(storage.open(uri("A")).isFinished()).isTrue();
    assertThatThrownBy(() -> storage.create(uri("A"), MatrixLayout.full(8, 6, 8, 6)))
        .extracting(e -> ((MatrixUnavailable) e).reason())
        .isEqualTo(Reason.EXISTS);
  }

  private void put(String uri, String content) throws Exception {
    put(uri, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static void put(String uri, byte[] content) throws Exception {
    BUCKET.s3().putObject(b -> at(uri, b::bucket, b::key), RequestBody.fromBytes(content));
  }

  private static List<String> keys(String uri) throws Exception {
    String start = LocalBucket.key(uri) + "/";
    return BUCKET
        .s3()
        .listObjectsV2(b -> b.bucket(LocalBucket.NAME).prefix(start))
        .contents()
        .stream()
        .map(S3Object::key)
        .map(key -> key.substring(start.length()))
        .toList();
  }

  private static void at(
      String uri,
      java.util.function.Consumer<String> bucket,
      java.util.function.Consumer<String> key) {
    String[] parts = uri.substring("s3://".length()).split("/", 2);
    bucket.accept(parts[0]);
    key.accept(parts[1]);
  }
}
