package dev.lapwing.state.aws;

import dev.lapwing.state.StoreException;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Calls about one bucket, whose failures become those of a store.
 *
 * @param s3 the client
 * @param bucket the bucket
 * @param region where the client sends its requests
 */
record S3Calls(S3Client s3, String bucket, Region region) {

  /** The full name of an object: {@code s3://bucket/key}. */
  String locate(String key) {
    return "s3://%s/%s".formatted(bucket, key);
  }

  /**
   * The answer to a call.
   *
   * @param action what the caller must be allowed to do, as IAM names it: {@code s3:GetObject}
   * @param key what it is about
   */
  <T> T call(String action, String key, Function<S3Client, T> request) throws StoreException {
    try {
      return request.apply(s3);
    } catch (SdkException e) {
      throw failure(action, key, e);
    }
  }

  StoreException failure(String action, String key, SdkException cause) {
    return new S3Failures(this, action, key).of(cause);
  }
}
