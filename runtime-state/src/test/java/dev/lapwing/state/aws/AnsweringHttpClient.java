package dev.lapwing.state.aws;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Gives every request the same answer: an error as S3 words it, which the local service has no
 * occasion for. The answer to HEAD has no body.
 */
record AnsweringHttpClient(int status, String code, String message, Map<String, String> headers)
    implements SdkHttpClient {

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    boolean head = request.httpRequest().method() == SdkHttpMethod.HEAD;
    byte[] body =
        (head ? "" : "<Error><Code>%s</Code><Message>%s</Message></Error>".formatted(code, message))
            .getBytes(StandardCharsets.UTF_8);
    SdkHttpResponse.Builder response =
        SdkHttpResponse.builder()
            .statusCode(status)
            .putHeader("Content-Type", "application/xml")
            .putHeader("Content-Length", Integer.toString(body.length));
    headers.forEach(response::putHeader);
    HttpExecuteResponse answer =
        HttpExecuteResponse.builder()
            .response(response.build())
            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
            .build();
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() {
        return answer;
      }

      @Override
      public void abort() {}
    };
  }

  @Override
  public void close() {}

  /** A client that answers so at first, and then lets requests through. */
  SdkHttpClient first(AtomicInteger left, SdkHttpClient client) {
    return new SdkHttpClient() {
      @Override
      public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return left.getAndDecrement() > 0
            ? AnsweringHttpClient.this.prepareRequest(request)
            : client.prepareRequest(request);
      }

      @Override
      public void close() {
        client.close();
      }
    };
  }
}
