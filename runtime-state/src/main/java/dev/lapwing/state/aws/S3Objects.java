package dev.lapwing.state.aws;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.objects.ObjectReader;
import dev.lapwing.state.objects.ObjectStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The objects of an S3 bucket whose keys start with a prefix. Safe for use by many threads and
 * processes; S3 lets everybody see a write as soon as it was answered.
 *
 * <p>An object is one PUT, whole or not at all, since no tile reaches the 5 GiB that one PUT may
 * have: a tile is one buffer, of less than 2 GiB. A PUT carries the CRC32C of what it sends, which
 * S3 compares with what arrives and keeps; a GET of a whole object is compared with it. What breaks
 * off or arrives damaged is asked for again.
 *
 * <p>Needs {@code s3:GetObject}, {@code s3:PutObject}, {@code s3:DeleteObject} on the objects and
 * {@code s3:ListBucket} on the bucket; without the last, S3 says "denied" of what is not there.
 */
public final class S3Objects implements ObjectStore {
  static final String GET = "s3:GetObject";
  static final String PUT = "s3:PutObject";
  static final String DELETE = "s3:DeleteObject";
  static final String LIST = "s3:ListBucket";

  private static final int NOT_FOUND = 404;
  private static final int NOT_IN_RANGE = 416;

  private final S3Calls calls;
  private final String prefix;
  private final AwsPatience patience;
  private final S3Writes writes;
  private final Optional<S3Deletions> deletions;

  S3Objects(S3Calls calls, String prefix, AwsPatience patience) {
    this(calls, prefix.isEmpty() ? "" : prefix + "/", patience, Optional.empty());
  }

  private S3Objects(
      S3Calls calls, String prefix, AwsPatience patience, Optional<S3Deletions> deletions) {
    this.calls = calls;
    this.prefix = prefix;
    this.patience = patience;
    this.writes = new S3Writes(calls, patience);
    this.deletions = deletions;
  }

  /**
   * The same objects, of which those that are to be deleted go some seconds later, many at once.
   *
   * @param later the deletions of their bucket
   */
  public S3Objects deletedLater(S3Deletions later) {
    return new S3Objects(calls, prefix, patience, Optional.of(later));
  }

  @Override
  public String locate(String key) {
    return calls.locate(full(key));
  }

  @Override
  public boolean isDistant() {
    return true;
  }

  @Override
  public <T> Optional<T> read(String key, ObjectReader<T> reader) throws IOException {
    return read(key, Map.of(), reader);
  }

  @Override
  public <T> Optional<T> readPart(String key, long offset, long length, ObjectReader<T> reader)
      throws IOException {
    return readPart(key, offset, length, Map.of(), reader);
  }

  @Override
  public void write(String key, ByteBuffer... parts) throws IOException {
    writes.put(full(key), Map.of(), parts);
  }

  /**
   * Writes an object unless there is one of that key.
   *
   * @return whether it was written; false, too, if it was and the answer got lost
   */
  public boolean create(String key, ByteBuffer... parts) throws IOException {
    return writes.create(full(key), Map.of(), parts);
  }

  @Override
  public boolean exists(String key) throws IOException {
    return head(key).isPresent();
  }

  @Override
  public void delete(String key) throws IOException {
    if (deletions.isPresent()) {
      deletions.get().add(full(key));
      return;
    }
    calls.call(
        DELETE, full(key), s3 -> s3.deleteObject(b -> b.bucket(calls.bucket()).key(full(key))));
  }

  @Override
  public void settle() throws IOException {
    if (deletions.isPresent()) {
      deletions.get().flush();
    }
  }

  /**
   * Deletes all objects whose keys start so, a thousand at a time, and at once.
   *
   * @return their bytes
   */
  public long deleteAll(String start) throws IOException {
    deletions.ifPresent(later -> later.leave(full(start)));
    return new S3Sweep(calls).deleteAll(full(start), key -> true);
  }

  /** Deletes all objects save those whose keys start so. */
  public void deleteAllBut(String start) throws IOException {
    new S3Sweep(calls).deleteAll(prefix, key -> !key.startsWith(full(start)));
  }

  /** The keys of all objects. */
  public List<String> keys() throws IOException {
    return new S3Sweep(calls)
        .keys(prefix).stream().map(key -> key.substring(prefix.length())).toList();
  }

  /** Whether there is any object whose key starts so. */
  public boolean existsAny(String start) throws IOException {
    return new S3Sweep(calls).existsAny(full(start));
  }

  /** The names of all that look like folders right below the prefix. */
  public List<String> folders() throws IOException {
    return new S3Sweep(calls).folders(prefix);
  }

  /** The bytes of all objects whose keys start so. */
  public long bytes(String start) throws IOException {
    return new S3Sweep(calls).bytes(full(start));
  }

  /** The same objects as those see them who write one draft of an array. */
  public ObjectStore ofDraft(String draft, DraftClaim claim) {
    return new DraftObjects(this, writes, draft, claim);
  }

  String full(String key) {
    return prefix + key;
  }

  /** Reads an object unless its metadata contradicts what is expected of them. */
  <T> Optional<T> read(String key, Map<String, String> expected, ObjectReader<T> reader)
      throws IOException {
    return get(key, request -> request.checksumMode("ENABLED"), new S3Download<>(reader, expected));
  }

  /** The same for a part of an object. */
  <T> Optional<T> readPart(
      String key, long offset, long length, Map<String, String> expected, ObjectReader<T> reader)
      throws IOException {
    String range = "bytes=%d-%d".formatted(offset, offset + length - 1);
    return get(key, request -> request.range(range), new S3Download<>(reader, expected));
  }

  /** What is known of an object, if there is one. */
  Optional<HeadObjectResponse> head(String key) throws StoreException {
    try {
      return Optional.of(calls.s3().headObject(b -> b.bucket(calls.bucket()).key(full(key))));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (S3Exception e) {
      return headFailed(key, e);
    } catch (SdkException e) {
      throw calls.failure(GET, full(key), e);
    }
  }

  /** The answer to a HEAD has no body that would say why: a GET of one byte tells. */
  private Optional<HeadObjectResponse> headFailed(String key, S3Exception cause)
      throws StoreException {
    if (cause.statusCode() == NOT_FOUND) {
      return Optional.empty();
    }
    if (cause.statusCode() < 500) {
      calls.call(
          GET,
          full(key),
          s3 ->
              s3.getObjectAsBytes(b -> b.bucket(calls.bucket()).key(full(key)).range("bytes=0-0")));
    }
    throw calls.failure(GET, full(key), cause);
  }

  private <T> Optional<T> get(
      String key, Consumer<GetObjectRequest.Builder> how, S3Download<T> download)
      throws IOException {
    GetObjectRequest.Builder request =
        GetObjectRequest.builder()
            .bucket(calls.bucket())
            .key(full(key))
            .overrideConfiguration(
                b -> b.apiCallAttemptTimeout(patience.attemptOf(Integer.MAX_VALUE)));
    how.accept(request);
    try {
      return calls.s3().getObject(request.build(), download).value();
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (S3Exception e) {
      throw e.statusCode() == NOT_IN_RANGE ? tooShort(key, e) : calls.failure(GET, full(key), e);
    } catch (SdkException e) {
      throw calls.failure(GET, full(key), e);
    }
  }

  private IOException tooShort(String key, S3Exception cause) {
    return new StoreException(
        "%s is shorter than the part of it that was asked for.".formatted(locate(key)), cause);
  }
}
