package dev.lapwing.testing.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes HTTP servers on loopback. */
final class Servers {
  private static final Logger LOG = LoggerFactory.getLogger(Servers.class);
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  static {
    // Read when the server's classes are loaded; without it every small answer waits 40 ms for an
    // acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private Servers() {}

  static HttpServer create(Executor threads) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0), 0);
    server.setExecutor(threads);
    return server;
  }

  static String address(HttpServer server) {
    return server.getAddress().getAddress().getHostAddress() + ":" + server.getAddress().getPort();
  }

  /** Sends what a responder answers; what it throws becomes an answer too. */
  static HttpHandler answering(Responder responder) {
    return exchange -> {
      try (exchange) {
        send(exchange, responder.answer(exchange));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    LOG.trace("{} {}: {}", exchange.getRequestMethod(), exchange.getRequestURI(), answer.status());
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    boolean empty = answer.body().length == 0;
    exchange.sendResponseHeaders(answer.status(), empty ? -1 : answer.body().length);
    if (!empty) {
      try (OutputStream body = exchange.getResponseBody()) {
        body.write(answer.body());
      }
    }
  }

  /** Answers a request. */
  interface Responder {
    Answer answer(HttpExchange exchange) throws IOException, InterruptedException;
  }
}
