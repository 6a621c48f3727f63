package dev.lapwing.testing.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** The operations that look at functions, and the one that limits their concurrency. */
final class ControlApi {
  private static final String RESERVED = "ReservedConcurrentExecutions";
  private static final ObjectMapper JSON = new ObjectMapper();

  private ControlApi() {}

  static Answer accountSettings(int concurrency, int functions) {
    return Answer.json(
        200,
        Map.of(
            "AccountLimit",
            Map.of(
                "ConcurrentExecutions",
                concurrency,
                "UnreservedConcurrentExecutions",
                concurrency,
                "CodeSizeUnzipped",
                250 << 20,
                "CodeSizeZipped",
                50 << 20,
                "TotalCodeSize",
                75L << 30),
            "AccountUsage",
            Map.of("FunctionCount", functions, "TotalCodeSize", 0)));
  }

  static Answer function(LocalFunction function) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("Configuration", configurationOf(function.settings()));
    content.put("Code", Map.of("RepositoryType", "S3"));
    function.reserved().ifPresent(limit -> content.put("Concurrency", Map.of(RESERVED, limit)));
    return Answer.json(200, content);
  }

  static Answer configuration(LocalFunction function) {
    return Answer.json(200, configurationOf(function.settings()));
  }

  static Answer concurrency(LocalFunction function, HttpExchange exchange)
      throws IOException, Refusal {
    switch (exchange.getRequestMethod()) {
      case "PUT" -> function.reserve(OptionalInt.of(wanted(exchange)));
      case "DELETE" -> {
        function.reserve(OptionalInt.empty());
        return Answer.empty(204);
      }
      default -> {
        // A GET changes nothing.
      }
    }
    OptionalInt limit = function.reserved();
    return Answer.json(
        200, limit.isPresent() ? Map.of(RESERVED, limit.getAsInt()) : Map.<String, Integer>of());
  }

  private static int wanted(HttpExchange exchange) throws IOException, Refusal {
    JsonNode limit = JSON.readTree(exchange.getRequestBody()).path(RESERVED);
    if (!limit.isInt() || limit.intValue() < 0) {
      throw Refusal.badParameter(RESERVED + " must be a number from 0, not " + limit);
    }
    return limit.intValue();
  }

  private static Map<String, Object> configurationOf(FunctionSettings settings) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("FunctionName", settings.name());
    content.put("FunctionArn", settings.arn());
    content.put("Runtime", "java" + Runtime.version().feature());
    content.put("Role", "arn:aws:iam::" + LocalLambda.ACCOUNT + ":role/local");
    content.put("Handler", settings.handler());
    content.put("Timeout", Math.max(1, settings.timeout().toSeconds()));
    content.put("MemorySize", settings.memoryMegabytes());
    content.put("Version", "$LATEST");
    content.put("Environment", Map.of("Variables", settings.variables()));
    content.put("State", "Active");
    content.put("LastUpdateStatus", "Successful");
    content.put("PackageType", "Zip");
    content.put("EphemeralStorage", Map.of("Size", 512));
    return content;
  }
}
