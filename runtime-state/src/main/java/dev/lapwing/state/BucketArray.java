package dev.lapwing.state;

import static dev.lapwing.state.ArrayLife.FINISHED;
import static dev.lapwing.state.ArrayLife.FINISHED_VERSION_2;
import static dev.lapwing.state.ArrayLife.PENDING;
import static dev.lapwing.state.ArrayLife.UNFINISHED;

import dev.lapwing.state.aws.S3Objects;
import dev.lapwing.state.objects.ObjectStore;
import dev.lapwing.state.zarr.ZarrArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A Zarr array in a bucket. A claim is the conditional write of the pending document; finishing is
 * the conditional write of the metadata, followed by the deletion of the pending document.
 */
final class BucketArray implements ArrayPlace {
  private static final String BEING_DELETED = UNFINISHED + "/deleted";

  private final S3Objects objects;
  private final S3Objects besides;
  private final String name;

  /**
   * @param objects the objects of the array
   * @param besides the objects of the folder, so to speak, that the array is in
   * @param name its name in there: {@code a.zarr}
   */
  BucketArray(S3Objects objects, S3Objects besides, String name) {
    this.objects = objects;
    this.besides = besides;
    this.name = name;
  }

  @Override
  public String location() {
    return besides.locate(name);
  }

  @Override
  public S3Objects objects() {
    return objects;
  }

  @Override
  public ObjectStore chunks(String draft) {
    return objects.ofDraft(draft, () -> pendingDraft().equals(Optional.of(draft)));
  }

  @Override
  public boolean isClaimed() throws IOException {
    return objects.existsAny(UNFINISHED + "/");
  }

  @Override
  public boolean holdsAnything() throws IOException {
    return objects.existsAny("");
  }

  @Override
  public void checkSuitable() {}

  @Override
  public boolean claim(ZarrArray array) throws IOException {
    return objects.create(PENDING, ByteBuffer.wrap(array.document()))
        || pendingDraft().equals(array.draft());
  }

  @Override
  public void unclaim() throws IOException {
    objects.delete(PENDING);
  }

  @Override
  public void publish() throws IOException {
    Optional<byte[]> document = ZarrArray.readDocument(objects, PENDING);
    if (document.isPresent()) {
      // If another was faster, it has written the same.
      objects.create(FINISHED, ByteBuffer.wrap(document.get()));
      objects.delete(PENDING);
    }
  }

  @Override
  public void deleteAll() throws IOException {
    objects.write(BEING_DELETED);
    objects.delete(FINISHED);
    objects.delete(FINISHED_VERSION_2);
    objects.delete(PENDING);
    objects.deleteAllBut(UNFINISHED + "/");
    objects.deleteAll(UNFINISHED + "/");
  }

  @Override
  public long bytes() throws IOException {
    return objects.bytes("");
  }

  @Override
  public Optional<String> withSuffix() throws IOException {
    return besides.exists(name + ".zarr/" + FINISHED)
        ? Optional.of(location() + ".zarr")
        : Optional.empty();
  }

  private Optional<String> pendingDraft() throws IOException {
    return ZarrArray.open(objects, PENDING).flatMap(ZarrArray::draft);
  }
}
