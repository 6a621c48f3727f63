package dev.lapwing.testing.lambda;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The operation Invoke: synchronous, asynchronous and dry. */
final class InvokeApi {
  private static final int MOST_BYTES = 6 << 20;
  private static final int MOST_EVENT_BYTES = 1 << 20;
  private static final byte[] NO_EVENT = {'{', '}'};

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private InvokeApi() {}

  static Answer invoke(LocalFunction function, HttpExchange exchange)
      throws IOException, InterruptedException, Refusal {
    String given = exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type");
    String type = given == null ? "RequestResponse" : given;
    Invocation invocation = Invocation.of(checked(exchange.getRequestBody().readAllBytes(), type));
    return switch (type) {
      case "DryRun" -> Answer.empty(204);
      case "Event" -> {
        function.accept(invocation);
        yield with(invocation, 202, Map.of(), new byte[0]);
      }
      case "RequestResponse" -> call(function, invocation);
      default -> throw Refusal.badParameter("Unknown invocation type: " + type);
    };
  }

  private static Answer call(LocalFunction function, Invocation invocation)
      throws IOException, InterruptedException, Refusal {
    Outcome outcome = await(function.invoke(invocation));
    if (outcome instanceof Outcome.Throttled throttled) {
      throw Refusal.throttled(throttled.reason());
    }
    if (outcome instanceof Outcome.Failed failed) {
      return with(invocation, 200, Map.of("X-Amz-Function-Error", "Unhandled"), failed.payload());
    }
    return with(invocation, 200, Map.of(), ((Outcome.Returned) outcome).payload());
  }

  private static Outcome await(CompletableFuture<Outcome> outcome)
      throws IOException, InterruptedException {
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  private static byte[] checked(byte[] payload, String type) throws Refusal {
    int limit = type.equals("Event") ? MOST_EVENT_BYTES : MOST_BYTES;
    if (payload.length > limit) {
      throw Refusal.tooLarge(payload.length, type, limit);
    }
    if (payload.length == 0) {
      return NO_EVENT;
    }
    try {
      JSON.readTree(payload);
      return payload;
    } catch (IOException e) {
      throw Refusal.notJson(e.getMessage());
    }
  }

  private static Answer with(
      Invocation invocation, int status, Map<String, String> headers, byte[] body) {
    Map<String, String> all = new java.util.HashMap<>(headers);
    all.put("x-amzn-RequestId", invocation.requestId());
    all.put("X-Amz-Executed-Version", "$LATEST");
    return new Answer(status, all, body);
  }
}
