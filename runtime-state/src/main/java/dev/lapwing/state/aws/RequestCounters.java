package dev.lapwing.state.aws;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpHeaders;

/**
 * Counts the requests and bytes of every client that it is given to as an interceptor, for each
 * operation of each service. Safe for use by many threads, and by clients of any service.
 */
public final class RequestCounters implements ExecutionInterceptor {
  private static final ExecutionAttribute<AtomicInteger> ATTEMPTS =
      new ExecutionAttribute<>("LapwingAttempts");

  /** Operations in the order of their names. */
  public static final Comparator<AwsOperation> BY_NAME =
      Comparator.comparing(AwsOperation::toString);

  private final ConcurrentHashMap<AwsOperation, Adders> counts = new ConcurrentHashMap<>();

  /** All operations that were called so far. */
  public Map<AwsOperation, RequestCount> counts() {
    var snapshot = new TreeMap<AwsOperation, RequestCount>(BY_NAME);
    counts.forEach((operation, adders) -> snapshot.put(operation, adders.sum()));
    return snapshot;
  }

  /** What was called since an earlier look. */
  public Map<AwsOperation, RequestCount> countsSince(Map<AwsOperation, RequestCount> earlier) {
    Map<AwsOperation, RequestCount> since = counts();
    since.replaceAll(
        (operation, count) -> count.minus(earlier.getOrDefault(operation, RequestCount.ZERO)));
    return since;
  }

  /** One operation; zero if it was not called. */
  public RequestCount of(String service, String name) {
    Adders adders = counts.get(new AwsOperation(service, name));
    return adders == null ? RequestCount.ZERO : adders.sum();
  }

  /** All operations of a service together. */
  public RequestCount of(String service) {
    return counts().entrySet().stream()
        .filter(each -> each.getKey().service().equals(service))
        .map(Map.Entry::getValue)
        .reduce(RequestCount.ZERO, RequestCount::plus);
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    attributes.putAttribute(ATTEMPTS, new AtomicInteger());
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    Adders adders = adders(attributes);
    boolean first = attributes.getAttribute(ATTEMPTS).getAndIncrement() == 0;
    (first ? adders.calls : adders.retries).increment();
    adders.sent.add(length(context.httpRequest()));
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    // The answer to HEAD announces a length and has no body.
    if (context.responseBody().isPresent()) {
      adders(attributes).received.add(length(context.httpResponse()));
    }
  }

  private Adders adders(ExecutionAttributes attributes) {
    var operation =
        new AwsOperation(
            attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME),
            attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    return counts.computeIfAbsent(operation, any -> new Adders());
  }

  private static long length(SdkHttpHeaders message) {
    return message.firstMatchingHeader("Content-Length").map(Long::parseLong).orElse(0L);
  }

  /** The running counts of one operation. */
  private static final class Adders {
    private final LongAdder calls = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();

    RequestCount sum() {
      return new RequestCount(calls.sum(), retries.sum(), sent.sum(), received.sum());
    }
  }
}
