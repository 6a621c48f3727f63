package dev.lapwing.testing;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Errors in the words of the service that a request was for. */
final class ErrorAnswers {
  private static final String LAMBDA = "/2015-03-31/functions/";

  private ErrorAnswers() {}

  /** The answer of a service to a request that it did not serve. */
  static HttpExecuteResponse answer(SdkHttpRequest request, WireFault fault) {
    if (request.encodedPath().startsWith(LAMBDA)) {
      return lambda(fault);
    }
    Optional<String> target = request.firstMatchingHeader(WireRequests.TARGET);
    if (target.isEmpty()) {
      return s3(request, fault);
    }
    return target.get().startsWith("DynamoDB") ? dynamoDb(fault) : sqs(fault);
  }

  private static HttpExecuteResponse s3(SdkHttpRequest request, WireFault fault) {
    String body =
        switch (fault) {
          case THROTTLED -> s3Error("SlowDown", "Please reduce your request rate.");
          case UNAVAILABLE -> s3Error("ServiceUnavailable", "Reduce your request rate.");
          default ->
              s3Error("InternalError", "We encountered an internal error. Please try again.");
        };
    // An answer to HEAD has no body: only the status tells.
    return answer(
        fault == WireFault.INTERNAL_ERROR ? 500 : 503,
        "application/xml",
        request.method() == SdkHttpMethod.HEAD ? "" : body);
  }

  private static HttpExecuteResponse dynamoDb(WireFault fault) {
    return switch (fault) {
      case THROTTLED ->
          answer(
              400,
              "application/x-amz-json-1.0",
              jsonError(
                  "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
                  "The level of configured provisioned throughput for the table was exceeded."));
      case UNAVAILABLE ->
          answer(
              503,
              "application/x-amz-json-1.0",
              jsonError(
                  "com.amazonaws.dynamodb.v20120810#ServiceUnavailable",
                  "The service is temporarily unavailable."));
      default ->
          answer(
              500,
              "application/x-amz-json-1.0",
              jsonError(
                  "com.amazonaws.dynamodb.v20120810#InternalServerError",
                  "The request processing has failed because of an internal error."));
    };
  }

  private static HttpExecuteResponse sqs(WireFault fault) {
    return switch (fault) {
      case THROTTLED ->
          answer(
              403,
              "application/x-amz-json-1.0",
              jsonError("com.amazonaws.sqs#RequestThrottled", "Rate exceeded"));
      case UNAVAILABLE ->
          answer(
              503,
              "application/x-amz-json-1.0",
              jsonError("com.amazonaws.sqs#ServiceUnavailable", "The service is unavailable."));
      default ->
          answer(
              500,
              "application/x-amz-json-1.0",
              jsonError("com.amazonaws.sqs#InternalError", "An internal error occurred."));
    };
  }

  private static HttpExecuteResponse lambda(WireFault fault) {
    return switch (fault) {
      case THROTTLED ->
          answer(
              429,
              "application/json",
              "{\"Type\": \"User\", \"Reason\": \"CallerRateLimitExceeded\", \"message\": \"Rate exceeded\"}");
      case UNAVAILABLE -> answer(503, "application/json", "{\"message\": \"Service Unavailable\"}");
      default ->
          answer(
              500,
              "application/json",
              "{\"Type\": \"Service\", \"message\": \"An error occurred and the request cannot be processed.\"}");
    };
  }

  private static String s3Error(String code, String message) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <Error><Code>%s</Code><Message>%s</Message><RequestId>INJECTED</RequestId></Error>"""
        .formatted(code, message);
  }

  private static String jsonError(String type, String message) {
    return "{\"__type\": \"%s\", \"message\": \"%s\"}".formatted(type, message);
  }

  private static HttpExecuteResponse answer(int status, String contentType, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    SdkHttpResponse response =
        SdkHttpResponse.builder()
            .statusCode(status)
            .putHeader("Content-Type", contentType)
            .putHeader("Content-Length", Integer.toString(bytes.length))
            .putHeader("x-amz-request-id", "INJECTED")
            .build();
    return HttpExecuteResponse.builder()
        .response(response)
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
        .build();
  }
}
