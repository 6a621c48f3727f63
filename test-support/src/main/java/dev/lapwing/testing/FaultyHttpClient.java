package dev.lapwing.testing;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * An HTTP client that talks to a real service and has misfortunes. It knows nothing of any service
 * but how each words its errors, so that clients of S3, SQS and DynamoDB can all be given one:
 *
 * <pre>{@code
 * var faults = WireFaults.onFirstAttempts(WireFault.ANSWER_LOST);
 * S3Client.builder().httpClient(new FaultyHttpClient(Apache5HttpClient.create(), faults))
 * }</pre>
 */
public final class FaultyHttpClient implements SdkHttpClient {
  private final SdkHttpClient client;
  private final WireFaults faults;

  public FaultyHttpClient(SdkHttpClient client, WireFaults faults) {
    this.client = client;
    this.faults = faults;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    Optional<WireFault> fault = faults.next(request.httpRequest());
    return fault.isPresent()
        ? new Struck(request, client.prepareRequest(request), fault.get())
        : client.prepareRequest(request);
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  @Override
  public void close() {
    client.close();
  }

  /** An exchange that goes wrong. */
  private static final class Struck implements ExecutableHttpRequest {
    private final HttpExecuteRequest request;
    private final ExecutableHttpRequest exchange;
    private final WireFault fault;
    private final CountDownLatch givenUp = new CountDownLatch(1);

    Struck(HttpExecuteRequest request, ExecutableHttpRequest exchange, WireFault fault) {
      this.request = request;
      this.exchange = exchange;
      this.fault = fault;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      return switch (fault) {
        case REFUSED -> throw new ConnectException("Injected: connection refused");
        case ANSWER_LOST -> throw lose(exchange.call());
        case THROTTLED, INTERNAL_ERROR, UNAVAILABLE ->
            ErrorAnswers.answer(request.httpRequest(), fault);
        case STALLED -> throw stall();
        case TRUNCATED -> truncate(exchange.call());
        case DAMAGED -> damage(exchange.call());
      };
    }

    @Override
    public void abort() {
      givenUp.countDown();
      exchange.abort();
    }

    private static SocketException lose(HttpExecuteResponse answer) {
      answer.responseBody().ifPresent(AbortableInputStream::abort);
      return new SocketException("Injected: connection reset");
    }

    private IOException stall() {
      try {
        givenUp.await();
        return new SocketException("Injected: nothing came back");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("Injected: nothing came back");
      }
    }

    private static HttpExecuteResponse truncate(HttpExecuteResponse answer) throws IOException {
      long length = length(answer);
      if (length == 0) {
        throw lose(answer);
      }
      return DamagedBody.truncated(answer, length / 2);
    }

    private static HttpExecuteResponse damage(HttpExecuteResponse answer) {
      long length = length(answer);
      return length == 0 ? answer : DamagedBody.turned(answer, length / 2);
    }

    private static long length(HttpExecuteResponse answer) {
      return answer.responseBody().isEmpty()
          ? 0
          : answer
              .httpResponse()
              .firstMatchingHeader("Content-Length")
              .map(Long::parseLong)
              .orElse(1L);
    }
  }
}
