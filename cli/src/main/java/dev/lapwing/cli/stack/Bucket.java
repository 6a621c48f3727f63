package dev.lapwing.cli.stack;

import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket, as deploying and destroying use it.
 *
 * @param client asks S3
 * @param name the bucket's name
 */
public record Bucket(S3Client client, String name) {
  private static final int FORBIDDEN = 403;
  private static final int MOVED = 301;

  /** Whether there is such a bucket, and whose it is. */
  public enum Standing {
    /** Nobody has a bucket of this name. */
    MISSING,
    /** It can be used. */
    USABLE,
    /** Somebody has it who does not let us in, or it is in another region. */
    FOREIGN
  }

  /** Whether the bucket can be used. */
  public Standing standing() {
    try {
      client.headBucket(request -> request.bucket(name));
      return Standing.USABLE;
    } catch (NoSuchBucketException e) {
      return Standing.MISSING;
    } catch (S3Exception e) {
      if (e.statusCode() == FORBIDDEN || e.statusCode() == MOVED) {
        return Standing.FOREIGN;
      }
      throw e;
    }
  }

  /** Puts code there, unless it is there already; whether it had to. */
  public boolean upload(CodePackage code) {
    if (has(code.key())) {
      return false;
    }
    client.putObject(
        request -> request.bucket(name).key(code.key()), RequestBody.fromFile(code.file()));
    return true;
  }

  private boolean has(String key) {
    try {
      client.headObject(request -> request.bucket(name).key(key));
      return true;
    } catch (NoSuchKeyException e) {
      return false;
    }
  }

  /** Deletes all objects whose keys start with a prefix. */
  public Deleted deleteAll(String prefix) {
    Deleted deleted = new Deleted(0, 0);
    ListObjectsV2Response page;
    do {
      page = client.listObjectsV2(request -> request.bucket(name).prefix(prefix));
      if (!page.contents().isEmpty()) {
        delete(page.contents());
      }
      deleted = deleted.plus(page.contents());
    } while (Boolean.TRUE.equals(page.isTruncated()));
    return deleted;
  }

  private void delete(List<S3Object> objects) {
    List<ObjectIdentifier> keys =
        objects.stream().map(o -> ObjectIdentifier.builder().key(o.key()).build()).toList();
    var answer =
        client.deleteObjects(
            request -> request.bucket(name).delete(delete -> delete.objects(keys).quiet(true)));
    if (answer.hasErrors()) {
      throw new IllegalStateException(
          "objects of bucket %s cannot be deleted: %s".formatted(name, answer.errors().get(0)));
    }
  }

  /** Deletes the bucket, which must be empty. */
  public void delete() {
    client.deleteBucket(request -> request.bucket(name));
  }

  /**
   * What was deleted.
   *
   * @param objects how many
   * @param bytes their sizes together
   */
  public record Deleted(long objects, long bytes) {
    Deleted plus(List<S3Object> more) {
      return new Deleted(
          objects + more.size(), bytes + more.stream().mapToLong(S3Object::size).sum());
    }
  }
}
