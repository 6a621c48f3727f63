package dev.lapwing.testing;

import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Conditions on the requests of AWS services, for {@link WireFaults}. */
public final class WireRequests {
  /** Where a service that speaks JSON names its operation: {@code DynamoDB_20120810.GetItem}. */
  static final String TARGET = "X-Amz-Target";

  private static final Pattern ATTEMPT = Pattern.compile("attempt=(\\d+)");

  private WireRequests() {}

  /** Every request. */
  public static Predicate<SdkHttpRequest> any() {
    return request -> true;
  }

  /** Requests of an HTTP method, as S3 tells its operations apart. */
  public static Predicate<SdkHttpRequest> method(SdkHttpMethod method) {
    return request -> request.method() == method;
  }

  /** Requests whose path ends so: {@code a.zarr/c/0/1}. */
  public static Predicate<SdkHttpRequest> pathEnds(String end) {
    return request -> request.encodedPath().endsWith(end);
  }

  /** Requests with a parameter in their query: {@code list-type} of a listing. */
  public static Predicate<SdkHttpRequest> parameter(String name) {
    return request -> request.rawQueryParameters().containsKey(name);
  }

  /** Calls of an operation of a service that speaks JSON: {@code UpdateItem}. */
  public static Predicate<SdkHttpRequest> operation(String name) {
    return request ->
        request
            .firstMatchingHeader(TARGET)
            .filter(target -> target.endsWith("." + name))
            .isPresent();
  }

  /**
   * What a request asks for: {@code AmazonSQS.SendMessageBatch}, and of S3 {@code POST [delete]}.
   */
  static String operationOf(SdkHttpRequest request) {
    return request
        .firstMatchingHeader(TARGET)
        .orElseGet(
            () -> request.method() + " " + new TreeSet<>(request.rawQueryParameters().keySet()));
  }

  /** Those that a client makes for the first time, not again. */
  public static Predicate<SdkHttpRequest> firstAttempt() {
    return firstAttempts(1);
  }

  /** The first so many attempts of every call: {@code amz-sdk-request: attempt=2; max=8}. */
  static Predicate<SdkHttpRequest> firstAttempts(int count) {
    return request ->
        request
            .firstMatchingHeader("amz-sdk-request")
            .map(ATTEMPT::matcher)
            .filter(Matcher::lookingAt)
            .filter(attempt -> Integer.parseInt(attempt.group(1)) <= count)
            .isPresent();
  }
}
