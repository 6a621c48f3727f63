package dev.lapwing.state.aws;

import dev.lapwing.state.PermanentStoreException;
import dev.lapwing.state.StoreException;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * The deletion of up to a thousand objects in one request, which may succeed for some of them and
 * fail for others. Those that failed are asked for again, with growing pauses, unless it is denied.
 */
record S3BatchDelete(S3Calls calls) {
  /** How many objects S3 deletes in one request. */
  static final int MOST = 1000;

  private static final String DENIED = "AccessDenied";
  private static final int ATTEMPTS = 5;
  private static final BackoffStrategy PAUSES =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofSeconds(2));

  /**
   * Deletes objects; they need not exist.
   *
   * @param keys whole keys, at least one
   * @throws PermanentStoreException if it is denied for any of them
   */
  void delete(List<String> keys) throws StoreException {
    List<S3Error> failed = once(keys);
    for (int attempt = 1; !failed.isEmpty(); attempt++) {
      if (attempt == ATTEMPTS || isDenied(failed)) {
        throw failure(failed, keys.size());
      }
      Pauses.sleep(PAUSES.computeDelay(attempt), "Deleting " + calls.locate(keys.get(0)));
      failed = once(failed.stream().map(S3Error::key).toList());
    }
  }

  private List<S3Error> once(List<String> keys) throws StoreException {
    List<ObjectIdentifier> objects =
        keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
    return calls
        .call(
            S3Objects.DELETE,
            keys.get(0),
            s3 ->
                s3.deleteObjects(
                    b -> b.bucket(calls.bucket()).delete(d -> d.objects(objects).quiet(true))))
        .errors();
  }

  private static boolean isDenied(List<S3Error> failed) {
    return failed.stream().anyMatch(error -> DENIED.equals(error.code()));
  }

  /** A request for many keys succeeds even if none of them could be deleted. */
  private StoreException failure(List<S3Error> failed, int asked) {
    S3Error first =
        failed.stream()
            .filter(error -> DENIED.equals(error.code()))
            .findFirst()
            .orElse(failed.get(0));
    String message =
        "%,d of %,d objects could not be deleted, among them %s: %s (%s)."
            .formatted(
                failed.size(), asked, calls.locate(first.key()), first.message(), first.code());
    return DENIED.equals(first.code())
        ? new PermanentStoreException(
            message + " Allow s3:DeleteObject to the user or role of these credentials.")
        : new StoreException(message);
  }
}
