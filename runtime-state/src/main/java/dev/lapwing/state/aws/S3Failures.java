package dev.lapwing.state.aws;

import dev.lapwing.state.PermanentStoreException;
import dev.lapwing.state.StoreException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What errors of S3 mean, by class. What may pass has been repeated before it arrives here, and may
 * be repeated later; the rest says who has to do what.
 *
 * @param calls the bucket that was used
 * @param action what was asked for, as IAM names it
 * @param key the key that it was asked for
 */
record S3Failures(S3Calls calls, String action, String key) {
  private static final int MOVED = 301;
  private static final int TEMPORARILY_MOVED = 307;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

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

  private static final Set<String> WRONG_KEYS =
      Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "NotSignedUp");
  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "RequestExpired");
  private static final Set<String> ELSEWHERE =
      Set.of(
          "PermanentRedirect",
          "TemporaryRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException");

  /** Whether the SDK shall repeat a request that it would not repeat by itself. */
  static boolean mayBeRepeated(Throwable error) {
    return error instanceof AwsServiceException answer && PASSING.contains(code(answer));
  }

  /** The failure of a store for an error of the SDK. */
  StoreException of(SdkException error) {
    return error instanceof AwsServiceException answer && !mayPass(answer)
        ? new PermanentStoreException(advice(answer), answer)
        : new StoreException(
            "%s of %s failed: %s".formatted(action, calls.locate(key), error.getMessage()), error);
  }

  private static boolean mayPass(AwsServiceException answer) {
    return answer.statusCode() >= SERVER_ERROR
        || answer.statusCode() == TOO_MANY
        || answer.isThrottlingException()
        || PASSING.contains(code(answer));
  }

  private String advice(AwsServiceException answer) {
    String code = code(answer);
    if (code.equals("NoSuchBucket")) {
      return "There is no bucket '%s': check the name, or make it with 'aws s3 mb s3://%s'."
          .formatted(calls.bucket(), calls.bucket());
    }
    if (EXPIRED.contains(code)) {
      return "The AWS credentials have expired (%s): sign in again, for example with 'aws sso login', then repeat this."
          .formatted(code);
    }
    if (WRONG_KEYS.contains(code)) {
      return "S3 does not know these AWS credentials (%s): check AWS_PROFILE or AWS_ACCESS_KEY_ID and its secret, and with an endpoint of your own that they are its."
          .formatted(code);
    }
    if (code.equals("RequestTimeTooSkewed")) {
      return "S3 refuses requests from this machine because its clock is wrong: set the clock.";
    }
    if (isElsewhere(answer)) {
      return "The bucket '%s' is not in %s%s."
          .formatted(
              calls.bucket(),
              calls.region().id(),
              region(answer)
                  .map(region -> " but in %s: set AWS_REGION=%s".formatted(region, region))
                  .orElse(": set AWS_REGION to its region"));
    }
    return answer.statusCode() == FORBIDDEN ? denied(answer) : refused(answer);
  }

  private static boolean isElsewhere(AwsServiceException answer) {
    return ELSEWHERE.contains(code(answer))
        || answer.statusCode() == MOVED
        || answer.statusCode() == TEMPORARILY_MOVED;
  }

  private String denied(AwsServiceException answer) {
    return "S3 denies %s on %s (%s): allow it to the user or role of these credentials, or check the bucket's policy; docs/aws.md lists the actions that Lapwing needs."
        .formatted(action, calls.locate(key), message(answer));
  }

  private String refused(AwsServiceException answer) {
    return "S3 refuses %s on %s: %s (%s, status %d)."
        .formatted(action, calls.locate(key), message(answer), code(answer), answer.statusCode());
  }

  private static Optional<String> region(AwsServiceException answer) {
    return details(answer)
        .map(AwsErrorDetails::sdkHttpResponse)
        .flatMap(response -> response.firstMatchingHeader("x-amz-bucket-region"));
  }

  private static String message(AwsServiceException answer) {
    return details(answer).map(AwsErrorDetails::errorMessage).orElse("no reason given");
  }

  /** The error code; empty where the answer had no body, as the answers to HEAD. */
  private static String code(AwsServiceException answer) {
    return details(answer).map(AwsErrorDetails::errorCode).orElse("");
  }

  private static Optional<AwsErrorDetails> details(AwsServiceException answer) {
    return Optional.ofNullable(answer.awsErrorDetails());
  }
}
