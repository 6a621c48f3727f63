package dev.lapwing.testing.cloudformation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * CloudFormation's side of a dialogue, on a port of 127.0.0.1: the query protocol of the operations
 * that deploying needs, with answers of the shapes that AWS gives, in pages. It makes no resources
 * and understands no template: a test says what a change set contains and how it ends. So it holds
 * a client to the protocol and to the order of the dialogue, not to what AWS would do. It also says
 * who asks, as STS does.
 */
public final class LocalCloudFormation implements AutoCloseable {
  /** The account of whoever asks. */
  public static final String ACCOUNT = "123456789012";

  private final HttpServer server;
  private final String region;
  private final Deque<Script> scripts = new ArrayDeque<>();
  private final List<Map<String, String>> requests = new ArrayList<>();
  private final List<ScriptedStack> stacks = new ArrayList<>();

  private LocalCloudFormation(HttpServer server, String region) {
    this.server = server;
    this.region = region;
  }

  /** Starts it, without stacks. */
  public static LocalCloudFormation start(String region) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var service = new LocalCloudFormation(server, region);
      server.createContext("/", service::answer);
      server.start();
      return service;
    } catch (IOException e) {
      throw new UncheckedIOException("The local CloudFormation does not start", e);
    }
  }

  /** Where it answers. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * What the next change sets contain, one each; when none is left, there are no changes. Earlier
   * expectations are forgotten.
   */
  public synchronized void expect(Script... next) {
    scripts.clear();
    scripts.addAll(List.of(next));
  }

  /** All requests of an operation, as they came. */
  public synchronized List<Map<String, String>> requests(String operation) {
    return requests.stream().filter(request -> request.get("Action").equals(operation)).toList();
  }

  /** The status of a stack, if it exists. */
  public synchronized Optional<String> status(String stack) {
    return stacks.stream()
        .filter(each -> each.name().equals(stack) && !each.isGone())
        .map(ScriptedStack::status)
        .findFirst();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Form form = Form.decode(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      String operation = form.get("Action");
      try {
        send(
            exchange,
            200,
            "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
                .formatted(operation, carryOut(operation, form)));
      } catch (Refusal refusal) {
        Xml error =
            new Xml()
                .element("Type", "Sender")
                .element("Code", refusal.code())
                .element("Message", refusal.getMessage());
        send(exchange, 400, "<ErrorResponse><Error>" + error + "</Error></ErrorResponse>");
      }
    }
  }

  private synchronized Xml carryOut(String operation, Form form) throws Refusal {
    requests.add(form.fields());
    return operation.equals("GetCallerIdentity")
        ? new Xml()
            .element("Arn", "arn:aws:iam::" + ACCOUNT + ":user/tester")
            .element("UserId", "AIDATESTER")
            .element("Account", ACCOUNT)
        : new Operations(stacks, scripts, region).carryOut(operation, form);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/xml");
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream stream = exchange.getResponseBody()) {
      stream.write(bytes);
    }
  }
}
