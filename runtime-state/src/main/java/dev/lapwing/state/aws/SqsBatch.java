package dev.lapwing.state.aws;

import dev.lapwing.state.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;

/**
 * A batch request to SQS, which may succeed for some of its entries and fail for others. The
 * entries that failed by no fault of ours are sent again, with growing pauses; the others are left
 * alone.
 *
 * @param doing what the request does, for messages
 * @param action the permission that it needs
 * @param request makes the request for entries, whose ids are their positions; gives the entries
 *     that failed
 */
record SqsBatch<E>(
    String doing, String action, Function<List<E>, List<BatchResultErrorEntry>> request) {
  private static final int ATTEMPTS = 5;

  /**
   * What services say of a message that is gone; LocalStack does not call it the sender's fault.
   */
  private static final Set<String> REFUSALS =
      Set.of(
          "InvalidParameterValue",
          "InvalidParameterValueException",
          "ReceiptHandleIsInvalid",
          "MessageNotInflight");

  private static final BackoffStrategy PAUSES =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofSeconds(2));

  /**
   * Makes the request until every entry has succeeded or was refused.
   *
   * @return the refusals, by the position of their entry
   * @throws StoreException if it does not succeed, or some entries fail for too long
   */
  Map<Integer, BatchResultErrorEntry> perform(List<E> entries) throws StoreException {
    Map<Integer, BatchResultErrorEntry> refused = new HashMap<>();
    List<Integer> left = IntStream.range(0, entries.size()).boxed().toList();
    for (int attempt = 1; ; attempt++) {
      List<Integer> again = new ArrayList<>();
      List<Integer> sent = left;
      List<BatchResultErrorEntry> failures = once(sent.stream().map(entries::get).toList());
      for (BatchResultErrorEntry failure : failures) {
        int position = sent.get(Integer.parseInt(failure.id()));
        if (failure.senderFault() || REFUSALS.contains(failure.code())) {
          refused.put(position, failure);
        } else {
          again.add(position);
        }
      }
      if (again.isEmpty()) {
        return refused;
      }
      if (attempt == ATTEMPTS) {
        throw new StoreException(
            "%s failed for %d of %d messages, %d times: %s"
                .formatted(doing, again.size(), entries.size(), ATTEMPTS, failures));
      }
      Pauses.sleep(PAUSES.computeDelay(attempt), doing);
      left = again;
    }
  }

  private List<BatchResultErrorEntry> once(List<E> entries) throws StoreException {
    try {
      return request.apply(entries);
    } catch (SdkException e) {
      throw AwsFailures.of(doing, action, e);
    }
  }
}
