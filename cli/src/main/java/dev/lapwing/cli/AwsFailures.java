package dev.lapwing.cli;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** From what AWS, or its client, refuses to what a user can do about it. */
final class AwsFailures {
  private static final int FORBIDDEN = 403;

  private AwsFailures() {}

  /** What an exception of the SDK means. */
  static Failure of(SdkException thrown) {
    if (thrown instanceof AwsServiceException refused) {
      return ofService(refused);
    }
    String message = String.valueOf(thrown.getMessage());
    return message.contains("Unable to load credentials")
        ? new Failure(
            ExitCode.USAGE,
            "no-credentials",
            "there are no AWS credentials; sign in with 'aws sso login' or 'aws configure', or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
        : new Failure(ExitCode.INTERNAL, "no-answer", "AWS gives no answer: " + message);
  }

  /** Whether a permission is missing, whatever else might be wrong. */
  static boolean isDenial(AwsServiceException refused) {
    return Optional.ofNullable(refused.awsErrorDetails())
        .map(AwsErrorDetails::errorCode)
        .map(code -> code.contains("AccessDenied") || code.equals("AuthorizationError"))
        .orElse(refused.statusCode() == FORBIDDEN);
  }

  private static Failure ofService(AwsServiceException refused) {
    Optional<AwsErrorDetails> details = Optional.ofNullable(refused.awsErrorDetails());
    String code = details.map(AwsErrorDetails::errorCode).orElse("" + refused.statusCode());
    String message = details.map(AwsErrorDetails::errorMessage).orElse(refused.getMessage());
    if (isDenial(refused)) {
      return new Failure(
          ExitCode.INTERNAL,
          "access-denied",
          "AWS denies it (%s: %s); docs/aws.md lists the permissions, and lapwing doctor --on aws tries them"
              .formatted(code, message));
    }
    return new Failure(
        code.equals("ValidationError") ? ExitCode.USAGE : ExitCode.INTERNAL,
        "aws",
        "AWS refuses it (%s: %s)".formatted(code, message));
  }
}
