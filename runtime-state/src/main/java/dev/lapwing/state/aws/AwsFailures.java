package dev.lapwing.state.aws;

import dev.lapwing.state.PermanentStoreException;
import dev.lapwing.state.StoreException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.Crc32MismatchException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * What a failed request to a service of AWS is to the caller. The SDK has repeated by then what it
 * may repeat, with growing pauses: what is left is a service that stays away, which is worth
 * another try later, or a refusal, which is not and says what to do.
 */
final class AwsFailures {
  private static final Set<String> NOT_ALLOWED =
      Set.of("AccessDenied", "AccessDeniedException", "AllAccessDisabled", "UnauthorizedOperation");

  private static final Set<String> CREDENTIALS =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "IncompleteSignature",
          "IncompleteSignatureException",
          "InvalidAccessKeyId",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "InvalidToken",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "OptInRequired",
          "SignatureDoesNotMatch",
          "TokenRefreshRequired",
          "UnrecognizedClientException");

  private static final Set<String> CLOCK =
      Set.of("RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture");

  private AwsFailures() {}

  /** Whether the SDK shall repeat a request that it would not repeat by itself. */
  static boolean mayBeRepeated(Throwable error) {
    return error instanceof Crc32MismatchException
        || (error instanceof AwsServiceException answer && isUnreadable(answer));
  }

  /** Whether an error is about who asks, or when, and not about what is asked for. */
  static boolean isAboutCaller(String code) {
    return CREDENTIALS.contains(code) || CLOCK.contains(code);
  }

  /**
   * The failure of a request.
   *
   * @param doing what was tried, as the beginning of a sentence: {@code Sending tasks to queue q}
   * @param action the permission that it needs: {@code sqs:SendMessage}
   */
  static StoreException of(String doing, String action, SdkException cause) {
    if (cause instanceof AwsServiceException answer) {
      return refused(doing, action, answer);
    }
    if (cause instanceof SdkClientException && hasNoCredentials(cause)) {
      return new PermanentStoreException(
          "%s failed: there are no AWS credentials. Set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sign in with 'aws sso login' (%s)."
              .formatted(doing, cause.getMessage()),
          cause);
    }
    return new StoreException(
        "%s failed: no answer from AWS (%s).".formatted(doing, cause.getMessage()), cause);
  }

  private static StoreException refused(String doing, String action, AwsServiceException answer) {
    String code = codeOf(answer);
    if (NOT_ALLOWED.contains(code)) {
      return new PermanentStoreException(
          "%s was denied (%s): the credentials lack the permission %s. %s"
              .formatted(doing, code, action, answer.getMessage()),
          answer);
    }
    if (CREDENTIALS.contains(code)) {
      return new PermanentStoreException(
          "%s was refused: the AWS credentials are unknown or have expired (%s). Sign in again, for example with 'aws sso login', or check AWS_PROFILE, or AWS_ACCESS_KEY_ID and its secret; then repeat this or resume the run. %s"
              .formatted(doing, code, answer.getMessage()),
          answer);
    }
    if (CLOCK.contains(code)) {
      return new PermanentStoreException(
          "%s was refused: this machine's clock is wrong (%s). Set it, then repeat this or resume the run."
              .formatted(doing, code),
          answer);
    }
    return mayHelpToRepeat(answer)
        ? new StoreException("%s failed: AWS answers %s.".formatted(doing, inWords(answer)), answer)
        : new PermanentStoreException(
            "%s was refused: AWS answers %s.".formatted(doing, inWords(answer)), answer);
  }

  private static boolean mayHelpToRepeat(AwsServiceException answer) {
    return answer.isThrottlingException()
        || answer.isRetryableException()
        || answer.isClockSkewException()
        || answer.statusCode() >= 500
        || answer.statusCode() == 429
        || isUnreadable(answer);
  }

  /** These services name every error; where there is no name, the answer has broken off. */
  private static boolean isUnreadable(AwsServiceException answer) {
    return (answer instanceof DynamoDbException || answer instanceof SqsException)
        && codeOf(answer).isEmpty();
  }

  private static String inWords(AwsServiceException answer) {
    return "%d %s (%s)".formatted(answer.statusCode(), codeOf(answer), answer.getMessage());
  }

  /** The error code; empty where the answer had no body, as the answers to HEAD. */
  static String codeOf(AwsServiceException answer) {
    return answer.awsErrorDetails() == null || answer.awsErrorDetails().errorCode() == null
        ? ""
        : answer.awsErrorDetails().errorCode();
  }

  /** The SDK has no type for it. */
  private static boolean hasNoCredentials(SdkException cause) {
    String message = String.valueOf(cause.getMessage());
    return message.contains("Unable to load credentials")
        || message.contains("Failed to load credentials")
        || message.contains("Access key ID");
  }
}
