package dev.lapwing.state.aws;

import dev.lapwing.state.PermanentStoreException;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.objects.ObjectReader;
import dev.lapwing.state.objects.ObjectStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * The chunks of an array, written once each, by whoever writes one draft of it.
 *
 * <p>S3 has no rename, so that a draft is written where the finished array will be, and a chunk's
 * key is the same in every draft. A writer that was cut off, or whose run was given up, may wake up
 * when others have deleted its array and write another in its place. So each chunk carries the name
 * of its draft. A chunk is created, never replaced: if there is one already, the existing one
 * counts, provided that it is of the same draft; the kernels made the same bytes. One of another
 * draft is invisible here, and is replaced as long as this draft's claim on the place holds. An
 * object that names no draft is taken for one of this draft: somebody has copied it with a tool
 * that drops metadata.
 */
final class DraftObjects implements ObjectStore {
  private static final String DRAFT = "lapwing-draft";
  private static final int ROUNDS = 5;

  private final S3Objects objects;
  private final S3Writes writes;
  private final Map<String, String> mark;
  private final DraftClaim claim;

  DraftObjects(S3Objects objects, S3Writes writes, String draft, DraftClaim claim) {
    this.objects = objects;
    this.writes = writes;
    this.mark = Map.of(DRAFT, draft);
    this.claim = claim;
  }

  @Override
  public String locate(String key) {
    return objects.locate(key);
  }

  @Override
  public boolean isDistant() {
    return true;
  }

  @Override
  public <T> Optional<T> read(String key, ObjectReader<T> reader) throws IOException {
    return objects.read(key, mark, reader);
  }

  @Override
  public <T> Optional<T> readPart(String key, long offset, long length, ObjectReader<T> reader)
      throws IOException {
    return objects.readPart(key, offset, length, mark, reader);
  }

  @Override
  public void write(String key, ByteBuffer... parts) throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      if (writes.create(objects.full(key), mark, parts)) {
        return;
      }
      Optional<HeadObjectResponse> there = objects.head(key);
      if (there.isPresent() && settle(key, there.get(), parts)) {
        return;
      }
    }
    throw new StoreException(
        "%s is written and deleted by others all the time.".formatted(locate(key)));
  }

  @Override
  public boolean exists(String key) throws IOException {
    return objects.head(key).filter(this::isOfThisDraft).isPresent();
  }

  @Override
  public void delete(String key) throws IOException {
    objects.delete(key);
  }

  /** Whether the object that is there counts, or was replaced by these parts. */
  private boolean settle(String key, HeadObjectResponse there, ByteBuffer... parts)
      throws IOException {
    if (isOfThisDraft(there)) {
      return true;
    }
    if (!claim.holds()) {
      throw new PermanentStoreException(
          "%s belongs to another array, which was written in the place of the one that this run writes: the run has been overtaken."
              .formatted(locate(key)));
    }
    return writes.replace(objects.full(key), there.eTag(), mark, parts);
  }

  private boolean isOfThisDraft(HeadObjectResponse there) {
    return !S3Download.contradicts(there.metadata(), mark);
  }
}
