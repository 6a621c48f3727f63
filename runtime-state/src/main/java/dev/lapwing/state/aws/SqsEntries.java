package dev.lapwing.state.aws;

import dev.lapwing.state.TaskQueue.TaskMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The entries of batch requests; the id of each is its position. */
final class SqsEntries {
  /** No message can be invisible for longer, however often its lease is renewed. */
  private static final Duration LONGEST_LEASE = Duration.ofHours(12);

  private SqsEntries() {}

  static List<SendMessageBatchRequestEntry> sends(String run, List<TaskMessage> messages) {
    return numbered(
        messages,
        (id, message) ->
            SendMessageBatchRequestEntry.builder()
                .id(id)
                .messageBody(TaskBody.encode(run, message))
                .build());
  }

  static List<DeleteMessageBatchRequestEntry> deletions(List<String> handles) {
    return numbered(
        handles,
        (id, handle) ->
            DeleteMessageBatchRequestEntry.builder().id(id).receiptHandle(handle).build());
  }

  static List<ChangeMessageVisibilityBatchRequestEntry> changes(List<Renewal> renewals) {
    return numbered(
        renewals,
        (id, renewal) ->
            ChangeMessageVisibilityBatchRequestEntry.builder()
                .id(id)
                .receiptHandle(renewal.handle())
                .visibilityTimeout(seconds(renewal.lease()))
                .build());
  }

  /** A lease in whole seconds, as SQS has it: rounded up, and no longer than it allows. */
  static int seconds(Duration lease) {
    Duration bounded = lease.compareTo(LONGEST_LEASE) > 0 ? LONGEST_LEASE : lease;
    return (int) bounded.plus(Duration.ofSeconds(1)).minusNanos(1).toSeconds();
  }

  private static <E, T> List<T> numbered(List<E> values, BiFunction<String, E, T> entry) {
    List<T> entries = new ArrayList<>(values.size());
    for (E value : values) {
      entries.add(entry.apply(Integer.toString(entries.size()), value));
    }
    return entries;
  }

  /** A lease that is to end some time from now. */
  record Renewal(String handle, Duration lease) {}
}
