package dev.lapwing.testing.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** A local service with one {@link Obedient} function, and AWS's client for it. */
final class Service implements AutoCloseable {
  static final String NAME = "obedient";

  private final LocalLambda lambda;
  private final LocalFunction function;
  private final LambdaClient client;

  private Service(LocalLambda lambda, FunctionSettings settings) {
    this.lambda = lambda;
    this.function = lambda.create(settings);
    this.client = clientOf(lambda);
  }

  static Service start() {
    return start(settings());
  }

  static Service start(FunctionSettings settings) {
    return new Service(LocalLambda.start(), settings);
  }

  static Service start(FunctionSettings settings, Pace pace, int accountConcurrency) {
    return new Service(LocalLambda.start(pace, accountConcurrency), settings);
  }

  /** The function, whose code is this module's compiled tests. */
  static FunctionSettings settings() {
    try {
      Path code =
          Path.of(Obedient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return FunctionSettings.of(NAME, Obedient.class.getName(), code)
          .timeout(Duration.ofMinutes(2))
          .memory(256);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static LambdaClient clientOf(LocalLambda lambda) {
    return LambdaClient.builder()
        .endpointOverride(lambda.endpoint())
        .region(Region.of(LocalLambda.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(
            Apache5HttpClient.builder().socketTimeout(Duration.ofMinutes(3)).maxConnections(50))
        .overrideConfiguration(change -> change.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }

  LocalLambda lambda() {
    return lambda;
  }

  LocalFunction function() {
    return function;
  }

  LambdaClient client() {
    return client;
  }

  /** Calls the function, and waits for the answer. */
  InvokeResponse call(String event) {
    return client.invoke(request -> request.functionName(NAME).payload(json(event)));
  }

  /** What the function answers, which must not be an error. */
  String ask(String event) {
    InvokeResponse response = call(event);
    String answer = response.payload().asUtf8String();
    assertThat(response.functionError()).as(answer).isNull();
    return answer.replace("\"", "");
  }

  /** Calls the function from a thread of its own. */
  CompletableFuture<InvokeResponse> calling(String event) {
    return CompletableFuture.supplyAsync(() -> call(event), task -> new Thread(task).start());
  }

  /** Sends the function an event. */
  InvokeResponse send(String event) {
    return client.invoke(
        request ->
            request.functionName(NAME).invocationType(InvocationType.EVENT).payload(json(event)));
  }

  /** Keeps an environment at work until the file is made. */
  CompletableFuture<InvokeResponse> keepBusy(Path until) throws Exception {
    int before = function.working();
    CompletableFuture<InvokeResponse> busy = calling("await " + until);
    Eventually.until("an environment works", () -> function.working() == before + 1);
    return busy;
  }

  /** How the system sees a process: 'T' is stopped, 'Z' and 'X' are dead. */
  static char stateOf(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2);
    } catch (NoSuchFileException e) {
      return 'X';
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SdkBytes json(String event) {
    return SdkBytes.fromUtf8String("\"" + event + "\"");
  }

  @Override
  public void close() {
    client.close();
    lambda.close();
  }
}
