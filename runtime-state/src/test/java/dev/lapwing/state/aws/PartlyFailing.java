package dev.lapwing.state.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A service that deletes some of the objects of a request and fails for the others, which the local
 * one has no occasion for: all are deleted, and those are put back that it shall have failed for.
 */
final class PartlyFailing {
  private static final byte[] CONTENT = new byte[8];

  private final S3Client calm;
  private final String bucket;
  private final Queue<Failure> failures = new ArrayDeque<>();

  /** Has not failed yet. */
  PartlyFailing(S3Client calm, String bucket) {
    this.calm = calm;
    this.bucket = bucket;
  }

  /** The next request fails for these. */
  void fails(String code, String... keys) {
    failures.add(new Failure(code, List.of(keys)));
  }

  /** The same service, with these failures. */
  SdkHttpClient inFrontOf(SdkHttpClient real) {
    return new SdkHttpClient() {
      @Override
      public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest exchange = real.prepareRequest(request);
        return request.httpRequest().method() == SdkHttpMethod.POST && !failures.isEmpty()
            ? new Struck(exchange, failures.remove())
            : exchange;
      }

      @Override
      public void close() {
        real.close();
      }
    };
  }

  /** One request's. */
  private record Failure(String code, List<String> keys) {
    String answer() {
      return keys.stream()
          .map(
              key ->
                  "<Error><Key>%s</Key><Code>%s</Code><Message>no</Message></Error>"
                      .formatted(key, code))
          .collect(Collectors.joining("", "<DeleteResult>", "</DeleteResult>"));
    }
  }

  /** An exchange that half succeeds. */
  private final class Struck implements ExecutableHttpRequest {
    private final ExecutableHttpRequest exchange;
    private final Failure failure;

    Struck(ExecutableHttpRequest exchange, Failure failure) {
      this.exchange = exchange;
      this.failure = failure;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      HttpExecuteResponse answer = exchange.call();
      answer.responseBody().ifPresent(AbortableInputStream::abort);
      for (String key : failure.keys()) {
        calm.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(CONTENT));
      }
      byte[] body = failure.answer().getBytes(StandardCharsets.UTF_8);
      return HttpExecuteResponse.builder()
          .response(
              SdkHttpResponse.builder()
                  .statusCode(answer.httpResponse().statusCode())
                  .putHeader("Content-Length", Integer.toString(body.length))
                  .build())
          .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
          .build();
    }

    @Override
    public void abort() {
      exchange.abort();
    }
  }
}
