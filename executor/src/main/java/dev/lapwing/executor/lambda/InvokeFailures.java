package dev.lapwing.executor.lambda;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/**
 * What a failed call of Lambda's says about the event that it carried. Lambda has no token by which
 * it would know a repetition: where it may have taken the event, calling again may start an
 * executor twice.
 */
final class InvokeFailures {
  private static final int SERVER_ERRORS = 500;

  private InvokeFailures() {}

  /** Whether Lambda may have the event: it answers with an error of its own, or not at all. */
  static boolean mayHaveBeenTaken(Throwable failure) {
    if (failure instanceof AwsServiceException answer) {
      return answer.statusCode() >= SERVER_ERRORS;
    }
    return !wasNotReached(failure) && chain(failure).anyMatch(InvokeFailures::breaksOff);
  }

  /** Whether the same call may be made again, soon: it was throttled, or did not reach Lambda. */
  static boolean mayBeRepeated(Throwable failure) {
    return isThrottle(failure) || wasNotReached(failure);
  }

  static boolean isThrottle(Throwable failure) {
    return failure instanceof AwsServiceException answer
        && answer.isThrottlingException()
        && !mayHaveBeenTaken(answer);
  }

  private static boolean wasNotReached(Throwable failure) {
    return chain(failure)
        .anyMatch(
            cause ->
                cause instanceof ConnectException
                    || cause instanceof ConnectTimeoutException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof SSLHandshakeException
                    || cause instanceof UnknownHostException);
  }

  private static boolean breaksOff(Throwable cause) {
    return cause instanceof IOException
        || cause instanceof AbortedException
        || cause instanceof ApiCallTimeoutException
        || cause instanceof ApiCallAttemptTimeoutException;
  }

  private static Stream<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }
}
