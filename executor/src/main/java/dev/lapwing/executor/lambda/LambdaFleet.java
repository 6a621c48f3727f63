package dev.lapwing.executor.lambda;

import dev.lapwing.executor.Fleet;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/**
 * Executors that are invocations of a deployed function. They are invoked asynchronously: Lambda
 * takes the event and answers at once, and starts the function when it can.
 *
 * <p>Region, credentials and endpoint are those that all AWS tools take. Safe for use by many
 * threads.
 */
public final class LambdaFleet implements Fleet {
  /**
   * For how long Lambda keeps an event that it cannot begin at once: the template's {@code
   * MaximumEventAgeInSeconds}.
   */
  public static final Duration EVENT_AGE = Duration.ofMinutes(5);

  private static final int ATTEMPTS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SdkHttpClient http;
  private final LambdaClient client;
  private final String function;
  private final int most;

  private LambdaFleet(SdkHttpClient http, LambdaClient client, String function, int most) {
    this.http = http;
    this.client = client;
    this.function = function;
    this.most = most;
  }

  /**
   * A fleet of executors of a function.
   *
   * @param function its name or ARN
   * @param most how many executors one start may start
   */
  public static LambdaFleet of(String function, int most) {
    return of(function, most, PATIENCE, UnaryOperator.identity());
  }

  /** The same, whose calls may take so long, over connections of a kind. */
  static LambdaFleet of(
      String function, int most, Duration patience, UnaryOperator<SdkHttpClient> wire) {
    SdkHttpClient http = wire.apply(Apache5HttpClient.create());
    LambdaClient client =
        LambdaClient.builder()
            .httpClient(http)
            .overrideConfiguration(
                configuration -> configuration.retryStrategy(retries()).apiCallTimeout(patience))
            .build();
    return new LambdaFleet(http, client, function, most);
  }

  /** What may have started an executor is not called again. */
  private static RetryStrategy retries() {
    return DefaultRetryStrategy.standardStrategyBuilder()
        .useClientDefaults(false)
        .maxAttempts(ATTEMPTS)
        .retryOnException(InvokeFailures::mayBeRepeated)
        .treatAsThrottling(InvokeFailures::isThrottle)
        .build();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Where an answer is lost, or Lambda has an error of its own, it may have taken the event, and
   * that executor counts as started.
   */
  @Override
  public Start start(String run, int executors, BooleanSupplier permit) {
    int wanted = Math.min(executors, most);
    for (int started = 0; started < wanted; started++) {
      if (!permit.getAsBoolean()) {
        return Start.late(started);
      }
      try {
        invoke(run);
      } catch (TooManyRequestsException e) {
        return Start.throttled(started, throttled(e));
      } catch (SdkException e) {
        return Start.failed(started + (InvokeFailures.mayHaveBeenTaken(e) ? 1 : 0), failed(e));
      }
    }
    return wanted == executors
        ? Start.of(wanted)
        : Start.throttled(
            wanted,
            "%d executors were wanted, and %d are the most that this deployment starts at once"
                .formatted(executors, most));
  }

  @Override
  public Duration longestWait() {
    return EVENT_AGE;
  }

  /** At a limit Lambda takes events as ever, keeps them, and says nothing. */
  @Override
  public String explain(Shortfall shortfall) {
    return "%s: probably the concurrency limit of function %s or of the account. Look at both with lapwing doctor --on aws; raise the function's with lapwing deploy --max-executors, the account's in Service Quotas ('Concurrent executions' of Lambda). Executors that fail as they begin say why in the log /aws/lambda/%s"
        .formatted(shortfall.words("invoked"), function, function);
  }

  @Override
  public void close() {
    client.close();
    http.close();
  }

  private void invoke(String run) {
    client.invoke(
        request ->
            request
                .functionName(function)
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String("{\"run\":\"%s\"}".formatted(run))));
  }

  private String throttled(TooManyRequestsException e) {
    return "Lambda takes no more invocations of %s just now (%s)"
        .formatted(function, e.reasonAsString());
  }

  private String failed(SdkException e) {
    if (e instanceof ResourceNotFoundException) {
      return "There is no function %s: deploy the stack first, with lapwing deploy"
          .formatted(function);
    }
    String what =
        e instanceof LambdaException lambda ? lambda.awsErrorDetails().errorMessage() : "";
    return "Function %s cannot be invoked: %s"
        .formatted(function, what == null || what.isEmpty() ? e.getMessage() : what);
  }
}
