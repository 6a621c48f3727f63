package dev.lapwing.state.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * An HTTP client on whose way to the service one bit is turned in the bodies of the first uploads.
 *
 * @param left how many more are damaged
 */
record DamagedUploads(SdkHttpClient client, AtomicInteger left) implements SdkHttpClient {

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    boolean strikes =
        request.httpRequest().method() == SdkHttpMethod.PUT && left.getAndDecrement() > 0;
    return client.prepareRequest(strikes ? damaged(request) : request);
  }

  @Override
  public void close() {
    client.close();
  }

  private static HttpExecuteRequest damaged(HttpExecuteRequest request) {
    ContentStreamProvider body = request.contentStreamProvider().orElseThrow();
    return HttpExecuteRequest.builder()
        .request(request.httpRequest())
        .contentStreamProvider(() -> turned(body.newStream()))
        .build();
  }

  private static InputStream turned(InputStream body) {
    try (body) {
      byte[] bytes = body.readAllBytes();
      bytes[bytes.length / 2] ^= 1;
      return new ByteArrayInputStream(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
