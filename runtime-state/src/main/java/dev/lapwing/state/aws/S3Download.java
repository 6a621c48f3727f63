package dev.lapwing.state.aws;

import dev.lapwing.state.aws.S3Body.BrokenTransfer;
import dev.lapwing.state.objects.ObjectReader;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Lets a reader read what arrives. If it does not arrive whole, the SDK asks again, and the reader
 * starts anew. What the reader itself throws is its verdict on the content: it is kept, and thrown
 * when the exchange has ended.
 */
final class S3Download<T> implements ResponseTransformer<GetObjectResponse, S3Download.Outcome<T>> {
  private final ObjectReader<T> reader;
  private final Map<String, String> expected;

  /**
   * @param expected metadata that the object has, or of which it has nothing, if it is to be read
   */
  S3Download(ObjectReader<T> reader, Map<String, String> expected) {
    this.reader = reader;
    this.expected = expected;
  }

  @Override
  public Outcome<T> transform(GetObjectResponse response, AbortableInputStream body) {
    if (contradicts(response.metadata(), expected)) {
      body.abort();
      return new Nothing<>();
    }
    try {
      return new Read<>(reader.read(new S3Body(body, wholeLength(response), length(response))));
    } catch (BrokenTransfer e) {
      body.abort();
      throw RetryableException.create(e.getMessage(), e);
    } catch (SdkException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      body.abort();
      return new Failed<>(e);
    }
  }

  /** Whether a key has another value than the expected one. */
  static boolean contradicts(Map<String, String> metadata, Map<String, String> expected) {
    return expected.entrySet().stream()
        .anyMatch(
            each -> !metadata.getOrDefault(each.getKey(), each.getValue()).equals(each.getValue()));
  }

  private static long length(GetObjectResponse response) {
    return response.contentLength();
  }

  /** The length of the object: of a part, it is said behind the slash in {@code bytes 0-7/4096}. */
  private static long wholeLength(GetObjectResponse response) {
    String range = response.contentRange();
    return range == null
        ? length(response)
        : Long.parseLong(range.substring(range.lastIndexOf('/') + 1));
  }

  /** How it went. */
  sealed interface Outcome<T> {
    Optional<T> value() throws IOException;
  }

  private record Read<T>(T result) implements Outcome<T> {
    @Override
    public Optional<T> value() {
      return Optional.of(result);
    }
  }

  private record Nothing<T>() implements Outcome<T> {
    @Override
    public Optional<T> value() {
      return Optional.empty();
    }
  }

  private record Failed<T>(Exception failure) implements Outcome<T> {
    @Override
    public Optional<T> value() throws IOException {
      if (failure instanceof IOException e) {
        throw e;
      }
      throw (RuntimeException) failure;
    }
  }
}
