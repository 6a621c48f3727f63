package dev.lapwing.state.aws;

import dev.lapwing.state.PermanentStoreException;
import dev.lapwing.state.StoreException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What errors of S3 mean, where it has its own words: for buckets, regions and what is denied. The
 * rest is as for {@link AwsFailures all services}.
 *
 * @param calls the bucket that was used
 * @param action what was asked for, as IAM names it
 * @param key the key that it was asked for
 */
record S3Failures(S3Calls calls, String action, String key) {
  private static final int MOVED = 301;
  private static final int TEMPORARILY_MOVED = 307;
  private static final int FORBIDDEN = 403;
  private static final int NOT_IMPLEMENTED = 501;

  /** Errors of a request that the same request may not meet again; the SDK has more of its own. */
  private static final Set<String> PASSING =
      Set.of(
          "ConditionalRequestConflict",
          "OperationAborted",
          "BadDigest",
          "XAmzContentSHA256Mismatch",
          "XAmzContentChecksumMismatch",
          "IncompleteBody",
          "RequestTimeout");

  private static final Set<String> ELSEWHERE =
      Set.of(
          "PermanentRedirect",
          "TemporaryRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException");

  /** Whether the SDK shall repeat a request that it would not repeat by itself. */
  static boolean mayBeRepeated(Throwable error) {
    return error instanceof S3Exception answer && PASSING.contains(AwsFailures.codeOf(answer));
  }

  /** The failure of a store for an error of the SDK. */
  StoreException of(SdkException error) {
    return error instanceof S3Exception answer
        ? of(answer)
        : AwsFailures.of(doing(), action, error);
  }

  private StoreException of(S3Exception answer) {
    if (PASSING.contains(AwsFailures.codeOf(answer))) {
      return new StoreException(doing() + " failed: " + answer.getMessage(), answer);
    }
    return advice(answer)
        .<StoreException>map(advice -> new PermanentStoreException(advice, answer))
        .orElseGet(() -> AwsFailures.of(doing(), action, answer));
  }

  private String doing() {
    return "%s of %s".formatted(action, calls.locate(key));
  }

  private Optional<String> advice(S3Exception answer) {
    if (AwsFailures.codeOf(answer).equals("NoSuchBucket")) {
      return Optional.of(noBucket());
    }
    if (isElsewhere(answer)) {
      return Optional.of(elsewhere(answer));
    }
    if (answer.statusCode() == NOT_IMPLEMENTED) {
      return Optional.of("This S3 does not know %s: %s.".formatted(doing(), message(answer)));
    }
    return answer.statusCode() == FORBIDDEN
            && !AwsFailures.isAboutCaller(AwsFailures.codeOf(answer))
        ? Optional.of(denied(answer))
        : Optional.empty();
  }

  private String noBucket() {
    return "There is no bucket '%s': check the name, or make it with 'aws s3 mb s3://%s'."
        .formatted(calls.bucket(), calls.bucket());
  }

  private static boolean isElsewhere(S3Exception answer) {
    return ELSEWHERE.contains(AwsFailures.codeOf(answer))
        || answer.statusCode() == MOVED
        || answer.statusCode() == TEMPORARILY_MOVED;
  }

  private String elsewhere(S3Exception answer) {
    return "The bucket '%s' is not in %s%s."
        .formatted(
            calls.bucket(),
            calls.region().id(),
            region(answer)
                .map(region -> " but in %s: set AWS_REGION=%s".formatted(region, region))
                .orElse(": set AWS_REGION to its region"));
  }

  private String denied(S3Exception answer) {
    return "S3 denies %s on %s (%s): allow it to the user or role of these credentials, or check the bucket's policy; docs/aws.md lists the actions that Lapwing needs."
        .formatted(action, calls.locate(key), message(answer));
  }

  private static Optional<String> region(S3Exception answer) {
    return details(answer)
        .map(AwsErrorDetails::sdkHttpResponse)
        .flatMap(response -> response.firstMatchingHeader("x-amz-bucket-region"));
  }

  private static String message(S3Exception answer) {
    return details(answer).map(AwsErrorDetails::errorMessage).orElse("no reason given");
  }

  private static Optional<AwsErrorDetails> details(S3Exception answer) {
    return Optional.ofNullable(answer.awsErrorDetails());
  }
}
