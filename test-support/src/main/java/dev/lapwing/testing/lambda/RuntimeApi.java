package dev.lapwing.testing.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Runtime API of one environment: its runtime asks here for invocations and answers them. */
final class RuntimeApi implements AutoCloseable {
  private static final String ROOT = "/2018-06-01/runtime/";
  private static final Pattern ANSWER = Pattern.compile("invocation/([^/]+)/(response|error)");

  private final HttpServer server;

  private RuntimeApi(HttpServer server) {
    this.server = server;
  }

  /**
   * Serves one environment.
   *
   * @param threads must have one for a runtime that waits, and another for what it says meanwhile
   */
  static RuntimeApi start(Environment environment, Executor threads) throws IOException {
    HttpServer server = Servers.create(threads);
    server.createContext(
        ROOT, Servers.answering(exchange -> RuntimeApi.answer(environment, exchange)));
    server.start();
    return new RuntimeApi(server);
  }

  /** Host and port, as a runtime wants to be told. */
  String address() {
    return Servers.address(server);
  }

  /** Drops all connections. */
  @Override
  public void close() {
    server.stop(0);
  }

  private static Answer answer(Environment environment, HttpExchange exchange)
      throws IOException, InterruptedException {
    String path = exchange.getRequestURI().getPath().substring(ROOT.length());
    if (path.equals("invocation/next")) {
      return next(environment);
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (path.equals("init/error")) {
      environment.initFailed(body);
      return accepted();
    }
    Matcher answer = ANSWER.matcher(path);
    if (!answer.matches()) {
      return Answer.json(404, Map.of("errorType", "NotFound", "errorMessage", path));
    }
    Outcome outcome =
        answer.group(2).equals("response") ? new Outcome.Returned(body) : new Outcome.Failed(body);
    return environment.report(answer.group(1), outcome)
        ? accepted()
        : Answer.json(
            400, Map.of("errorType", "InvalidRequestID", "errorMessage", "Invalid request ID"));
  }

  /** Without a content type, the native part of the client dies of the answer. */
  private static Answer next(Environment environment) throws InterruptedException {
    Optional<Environment.Delivery> delivery = environment.next();
    return delivery
        .map(
            given ->
                new Answer(
                    200,
                    Map.of(
                        "Content-Type",
                        "application/json",
                        "Lambda-Runtime-Aws-Request-Id",
                        given.invocation().requestId(),
                        "Lambda-Runtime-Deadline-Ms",
                        Long.toString(given.deadlineMillis()),
                        "Lambda-Runtime-Invoked-Function-Arn",
                        given.arn(),
                        "Lambda-Runtime-Trace-Id",
                        "Root=1-00000000-000000000000000000000000;Sampled=0"),
                    given.invocation().payload()))
        .orElseGet(
            () -> Answer.json(500, Map.of("errorType", "Gone", "errorMessage", "Shutting down")));
  }

  private static Answer accepted() {
    return Answer.json(202, Map.of("status", "OK"));
  }
}
