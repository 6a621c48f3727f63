package dev.lapwing.bench.aws;

import dev.lapwing.state.aws.AwsClients;
import dev.lapwing.state.aws.AwsPatience;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * The way to the services: how long requests take is added up for each of them, and each answer is
 * delayed, as it would be on the way to AWS.
 */
final class Wire {
  /** Roughly what AWS takes to answer within a region. */
  static final Map<String, Duration> LIKE_AWS =
      Map.of(
          "S3",
          Duration.ofMillis(20),
          "Sqs",
          Duration.ofMillis(8),
          "DynamoDb",
          Duration.ofMillis(5));

  private final Map<Integer, String> services = new TreeMap<>();
  private final Map<String, Duration> delays;
  private final Map<String, LongAdder> times = new ConcurrentHashMap<>();

  /**
   * A way on which nothing has been sent.
   *
   * @param endpoints of the services
   * @param delays of their answers; none for those that are not named
   */
  Wire(Map<String, URI> endpoints, Map<String, Duration> delays) {
    endpoints.forEach((service, endpoint) -> services.put(endpoint.getPort(), service));
    this.delays = delays;
  }

  /** Clients that use it. */
  AwsClients clients() {
    return new AwsClients(AwsPatience.defaults(), Client::new);
  }

  /** Seconds that requests to a service have taken, all added up, however many at once. */
  double seconds(String service) {
    return times.getOrDefault(service, new LongAdder()).sum() * 1e-9;
  }

  private void took(String service, long since) {
    times.computeIfAbsent(service, any -> new LongAdder()).add(System.nanoTime() - since);
  }

  /** A client whose requests are timed. */
  private final class Client implements SdkHttpClient {
    private final SdkHttpClient client;

    Client(SdkHttpClient client) {
      this.client = client;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      String service = services.getOrDefault(request.httpRequest().port(), "other");
      return new Timed(service, client.prepareRequest(request));
    }

    @Override
    public String clientName() {
      return client.clientName();
    }

    @Override
    public void close() {
      client.close();
    }
  }

  /** One request and its answer. */
  private final class Timed implements ExecutableHttpRequest {
    private final String service;
    private final ExecutableHttpRequest request;

    Timed(String service, ExecutableHttpRequest request) {
      this.service = service;
      this.request = request;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      long since = System.nanoTime();
      try {
        HttpExecuteResponse answer = request.call();
        LockSupport.parkNanos(delays.getOrDefault(service, Duration.ZERO).toNanos());
        return HttpExecuteResponse.builder()
            .response(answer.httpResponse())
            .responseBody(answer.responseBody().map(this::timed).orElse(null))
            .build();
      } finally {
        took(service, since);
      }
    }

    private AbortableInputStream timed(AbortableInputStream body) {
      return AbortableInputStream.create(new TimedBody(service, body), body);
    }

    @Override
    public void abort() {
      request.abort();
    }
  }

  /** The body of an answer. */
  private final class TimedBody extends FilterInputStream {
    private final String service;

    TimedBody(String service, InputStream body) {
      super(body);
      this.service = service;
    }

    @Override
    public int read() throws IOException {
      long since = System.nanoTime();
      int read = super.read();
      took(service, since);
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      long since = System.nanoTime();
      int read = super.read(bytes, offset, length);
      took(service, since);
      return read;
    }
  }
}
