package dev.lapwing.state.aws;

import dev.lapwing.state.StoreException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * PUTs of whole objects, straight from the memory that holds them: a copy of some kilobytes at a
 * time is all that passes through the heap.
 */
record S3Writes(S3Calls calls, AwsPatience patience) {
  private static final String CONTENT_TYPE = "application/octet-stream";
  private static final int NOT_FOUND = 404;
  private static final int CONDITION_FAILED = 412;

  /** Writes an object, whatever was there. */
  void put(String key, Map<String, String> metadata, ByteBuffer... parts) throws StoreException {
    try {
      send(key, metadata, request -> {}, parts);
    } catch (SdkException e) {
      throw calls.failure(S3Objects.PUT, key, e);
    }
  }

  /** Writes an object unless there is one; whether it did. */
  boolean create(String key, Map<String, String> metadata, ByteBuffer... parts)
      throws StoreException {
    return onCondition(key, metadata, request -> request.ifNoneMatch("*"), parts);
  }

  /** Writes an object in the place of the one that has this ETag; whether it did. */
  boolean replace(String key, String eTag, Map<String, String> metadata, ByteBuffer... parts)
      throws StoreException {
    return onCondition(key, metadata, request -> request.ifMatch(eTag), parts);
  }

  private boolean onCondition(
      String key,
      Map<String, String> metadata,
      Consumer<PutObjectRequest.Builder> condition,
      ByteBuffer... parts)
      throws StoreException {
    try {
      send(key, metadata, condition, parts);
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == CONDITION_FAILED || isGone(e)) {
        return false;
      }
      throw calls.failure(S3Objects.PUT, key, e);
    } catch (SdkException e) {
      throw calls.failure(S3Objects.PUT, key, e);
    }
  }

  /** Whether there was nothing that could have had an ETag. */
  private static boolean isGone(S3Exception e) {
    return e.statusCode() == NOT_FOUND && AwsFailures.codeOf(e).equals("NoSuchKey");
  }

  private void send(
      String key,
      Map<String, String> metadata,
      Consumer<PutObjectRequest.Builder> condition,
      ByteBuffer... parts) {
    long length = Stream.of(parts).mapToLong(ByteBuffer::remaining).sum();
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(calls.bucket())
            .key(key)
            .metadata(metadata)
            .checksumCRC32C(checksum(parts))
            .overrideConfiguration(b -> b.apiCallAttemptTimeout(patience.attemptOf(length)));
    condition.accept(request);
    calls
        .s3()
        .putObject(
            request.build(),
            RequestBody.fromContentProvider(() -> new BufferStream(parts), length, CONTENT_TYPE));
  }

  /** The CRC32C of all parts as S3 writes it: big-endian, in base 64. */
  private static String checksum(ByteBuffer... parts) {
    var crc = new CRC32C();
    for (ByteBuffer part : parts) {
      crc.update(part.duplicate());
    }
    ByteBuffer value = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue());
    return Base64.getEncoder().encodeToString(value.array());
  }
}
