package dev.lapwing.testing.lambda;

import java.util.Map;

/** A request that the service does not carry out; the texts are AWS's. */
final class Refusal extends Exception {
  private final int status;
  private final String type;
  private final Map<String, String> content;

  private Refusal(int status, String type, Map<String, String> content) {
    super(type + " " + content);
    this.status = status;
    this.type = type;
    this.content = Map.copyOf(content);
  }

  static Refusal functionNotFound(String name) {
    return new Refusal(
        404,
        "ResourceNotFoundException",
        Map.of(
            "Type",
            "User",
            "Message",
            "Function not found: arn:aws:lambda:%s:%s:function:%s"
                .formatted(LocalLambda.REGION, LocalLambda.ACCOUNT, name)));
  }

  static Refusal throttled(String reason) {
    return new Refusal(
        429,
        "TooManyRequestsException",
        Map.of("Type", "User", "Reason", reason, "message", "Rate Exceeded."));
  }

  static Refusal notJson(String why) {
    return new Refusal(
        400,
        "InvalidRequestContentException",
        Map.of("Type", "User", "message", "Could not parse request body into json: " + why));
  }

  static Refusal tooLarge(long size, String invocationType, long limit) {
    return new Refusal(
        413,
        "RequestTooLargeException",
        Map.of(
            "Type",
            "User",
            "message",
            "%d byte payload is too large for the %s invocation type (limit %d bytes)"
                .formatted(size, invocationType, limit)));
  }

  static Refusal badParameter(String message) {
    return new Refusal(
        400, "InvalidParameterValueException", Map.of("Type", "User", "message", message));
  }

  static Refusal unknownOperation(String request) {
    return new Refusal(404, "UnknownOperationException", Map.of("message", request));
  }

  static Refusal serviceFailed(Exception why) {
    return new Refusal(
        500, "ServiceException", Map.of("Type", "Service", "Message", why.toString()));
  }

  Answer answer() {
    return Answer.json(status, Map.of("x-amzn-ErrorType", type), content);
  }
}
