package dev.lapwing.testing.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lapwing.testing.AwsEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A small Lambda service on loopback. Clients call it as they call AWS, with {@code
 * AWS_ENDPOINT_URL_LAMBDA} or an endpoint override; functions run in processes of their own, under
 * the runtime interface client that AWS uses itself. It starts environments when there is none for
 * an invocation, keeps them for the next ones, freezes them in between, and has Lambda's limits:
 * concurrency, time and memory.
 *
 * <pre>{@code
 * try (LocalLambda lambda = LocalLambda.start()) {
 *   LocalFunction function = lambda.create(FunctionSettings.of("hello", "example.Hello", folder));
 *   // ... a LambdaClient with the endpoint lambda.endpoint() invokes "hello"
 *   function.metrics().coldStarts();
 * }
 * }</pre>
 *
 * <p>No process outlives the JVM that started the service, whether it was closed or not. Linux
 * only.
 */
public final class LocalLambda implements AutoCloseable {
  /** The region that functions are in. */
  public static final String REGION = AwsEnvironment.REGION;

  /** The account that functions belong to. */
  public static final String ACCOUNT = "000000000000";

  private static final int ACCOUNT_CONCURRENCY = 1000;
  private static final int REAPINGS_PER_PATIENCE = 4;
  private static final Pattern OF_FUNCTION =
      Pattern.compile(
          "/\\d{4}-\\d\\d-\\d\\d/functions/(?:arn:[^/]*:function:)?([^/:]+)(?::[^/]+)?(?:/([a-z]+))?");

  private final Path folder;
  private final HttpServer server;
  private final Site site;
  private final Slots account;
  private final Map<String, LocalFunction> functions = new ConcurrentHashMap<>();
  private final AtomicInteger callsToThrottle = new AtomicInteger();
  private ScheduledFuture<?> reaping;

  private LocalLambda(Path folder, HttpServer server, Site site, Slots account) {
    this.folder = folder;
    this.server = server;
    this.site = site;
    this.account = account;
  }

  /** A service without functions, in a hurry. */
  public static LocalLambda start() {
    return start(Pace.hurried(), ACCOUNT_CONCURRENCY);
  }

  /**
   * A service without functions.
   *
   * @param pace its time constants
   * @param accountConcurrency how many environments may work at once, of all functions that have no
   *     limit of their own; AWS's default is 1000, and 10 for new accounts
   */
  public static LocalLambda start(Pace pace, int accountConcurrency) {
    try {
      Path folder = Files.createTempDirectory("local-lambda-");
      ExecutorService threads = Executors.newCachedThreadPool(LocalLambda::thread);
      var timer = new ScheduledThreadPoolExecutor(1, LocalLambda::thread);
      timer.setRemoveOnCancelPolicy(true);
      var launcher = new Launcher(folder, RuntimeClient.in(folder));
      var site = new Site(launcher, Keeper.start(), pace, timer, threads);
      var account = new Slots(accountConcurrency, Slots.ACCOUNT);
      var service = new LocalLambda(folder, Servers.create(threads), site, account);
      service.serve();
      return service;
    } catch (IOException e) {
      throw new UncheckedIOException("The local Lambda service does not start", e);
    }
  }

  /** Where clients find it. */
  public URI endpoint() {
    return URI.create("http://" + Servers.address(server));
  }

  /** Adds a function, whose first environment starts with its first invocation. */
  public LocalFunction create(FunctionSettings settings) {
    var function = new LocalFunction(settings, site, account);
    if (functions.putIfAbsent(settings.name(), function) != null) {
      throw new IllegalArgumentException("There is a function " + settings.name() + " already.");
    }
    return function;
  }

  /** Answers the next calls that invoke something with a throttle: they came too fast. */
  public void throttleCalls(int calls) {
    callsToThrottle.set(calls);
  }

  /** Kills all environments, and waits until they are gone. */
  @Override
  public void close() {
    reaping.cancel(false);
    functions.values().forEach(LocalFunction::close);
    server.stop(0);
    site.timer().shutdownNow();
    site.threads().shutdown();
    try {
      site.keeper().close();
      delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("The local Lambda service does not close", e);
    }
  }

  private void serve() {
    server.createContext("/", Servers.answering(this::answer));
    server.start();
    long period = site.pace().idle().toNanos() / REAPINGS_PER_PATIENCE + 1;
    reaping =
        site.timer()
            .scheduleWithFixedDelay(
                () -> functions.values().forEach(LocalFunction::reap),
                period,
                period,
                TimeUnit.NANOSECONDS);
  }

  private Answer answer(HttpExchange exchange) throws InterruptedException {
    try {
      return carryOut(exchange);
    } catch (Refusal refusal) {
      return refusal.answer();
    } catch (IOException | RuntimeException e) {
      return Refusal.serviceFailed(e).answer();
    }
  }

  private Answer carryOut(HttpExchange exchange) throws IOException, InterruptedException, Refusal {
    String path = exchange.getRequestURI().getPath();
    if (path.startsWith("/2016-08-19/account-settings")) {
      return ControlApi.accountSettings(account.limit(), functions.size());
    }
    Matcher ofFunction = OF_FUNCTION.matcher(path);
    if (!ofFunction.matches()) {
      throw Refusal.unknownOperation(path);
    }
    LocalFunction function = functions.get(ofFunction.group(1));
    if (function == null) {
      throw Refusal.functionNotFound(ofFunction.group(1));
    }
    String operation = ofFunction.group(2) == null ? "" : ofFunction.group(2);
    return switch (operation) {
      case "invocations" -> invoke(function, exchange);
      case "" -> ControlApi.function(function);
      case "configuration" -> ControlApi.configuration(function);
      case "concurrency" -> ControlApi.concurrency(function, exchange);
      default -> throw Refusal.unknownOperation(path);
    };
  }

  private Answer invoke(LocalFunction function, HttpExchange exchange)
      throws IOException, InterruptedException, Refusal {
    if (callsToThrottle.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw Refusal.throttled("CallerRateLimitExceeded");
    }
    return InvokeApi.invoke(function, exchange);
  }

  private static Thread thread(Runnable task) {
    var thread = new Thread(task, "local-lambda");
    thread.setDaemon(true);
    return thread;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
