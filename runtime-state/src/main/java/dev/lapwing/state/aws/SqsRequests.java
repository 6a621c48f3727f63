package dev.lapwing.state.aws;

import dev.lapwing.state.PermanentStoreException;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue.Depth;
import dev.lapwing.state.TaskQueue.TaskMessage;
import dev.lapwing.state.aws.SqsEntries.Renewal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** The requests about the messages of one run: each goes to the queue of one priority class. */
final class SqsRequests {
  private static final Logger LOG = LoggerFactory.getLogger(SqsRequests.class);
  private static final Set<QueueAttributeName> DEPTH =
      Set.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);

  private final SqsClient sqs;
  private final RunQueues queues;

  SqsRequests(SqsClient sqs, RunQueues queues) {
    this.sqs = sqs;
    this.queues = queues;
  }

  /** Sends up to ten tasks. */
  void send(int priority, List<TaskMessage> messages) throws StoreException {
    String url = queues.require(priority);
    var batch =
        new SqsBatch<TaskMessage>(
            "Sending tasks to queue " + queues.name(priority),
            "sqs:SendMessage",
            entries ->
                sqs.sendMessageBatch(
                        request ->
                            request.queueUrl(url).entries(SqsEntries.sends(queues.run(), entries)))
                    .failed());
    Map<Integer, BatchResultErrorEntry> refused =
        ifGone(priority, () -> batch.perform(messages)).orElseThrow(() -> queues.gone(priority));
    if (!refused.isEmpty()) {
      throw new StoreException(
          "Queue %s refuses messages: %s".formatted(queues.name(priority), refused.values()));
    }
  }

  /** Deletes up to ten messages. Receipts that are not valid any more are passed over. */
  void delete(int priority, List<String> handles) throws StoreException {
    Optional<String> url = queues.find(priority);
    if (url.isEmpty()) {
      return;
    }
    var batch =
        new SqsBatch<String>(
            "Deleting messages of queue " + queues.name(priority),
            "sqs:DeleteMessage",
            entries ->
                sqs.deleteMessageBatch(
                        request ->
                            request.queueUrl(url.get()).entries(SqsEntries.deletions(entries)))
                    .failed());
    ifGone(priority, () -> batch.perform(handles))
        .filter(refused -> !refused.isEmpty())
        .ifPresent(refused -> LOG.debug("Messages stay in {}: {}", url, refused.values()));
  }

  /** Lets up to ten leases end at other times; whether each was still held. */
  List<Boolean> renew(int priority, List<Renewal> renewals) throws StoreException {
    Optional<String> url = queues.find(priority);
    if (url.isEmpty()) {
      return Collections.nCopies(renewals.size(), false);
    }
    var batch =
        new SqsBatch<Renewal>(
            "Renewing leases in queue " + queues.name(priority),
            "sqs:ChangeMessageVisibility",
            entries ->
                sqs.changeMessageVisibilityBatch(
                        request -> request.queueUrl(url.get()).entries(SqsEntries.changes(entries)))
                    .failed());
    Optional<Map<Integer, BatchResultErrorEntry>> refused =
        ifGone(priority, () -> batch.perform(renewals));
    List<Boolean> held = new ArrayList<>();
    for (int i = 0; i < renewals.size(); i++) {
      int position = i;
      held.add(refused.filter(all -> !all.containsKey(position)).isPresent());
    }
    return held;
  }

  /**
   * Receives up to ten messages; none if there is no such queue yet.
   *
   * @throws PermanentStoreException if the queue has existed
   */
  List<Message> receive(int priority, int limit, Duration lease, Duration wait)
      throws StoreException {
    Optional<String> url = queues.find(priority);
    if (url.isEmpty()) {
      return none(priority);
    }
    try {
      List<Message> messages =
          sqs.receiveMessage(
                  request ->
                      request
                          .queueUrl(url.get())
                          .maxNumberOfMessages(limit)
                          .visibilityTimeout(SqsEntries.seconds(lease))
                          .waitTimeSeconds((int) wait.toSeconds())
                          .messageSystemAttributeNames(
                              MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
              .messages();
      queues.answered(priority);
      return messages;
    } catch (QueueDoesNotExistException e) {
      queues.missing(priority);
      return none(priority);
    } catch (SdkException e) {
      throw AwsFailures.of(
          "Receiving from queue " + queues.name(priority), "sqs:ReceiveMessage", e);
    }
  }

  /** A queue that does not exist yet is empty, and one that has existed is an error. */
  private List<Message> none(int priority) throws PermanentStoreException {
    if (queues.hasExisted(priority)) {
      throw queues.gone(priority);
    }
    return List.of();
  }

  /** About how many messages there are. */
  Depth depth(int priority) throws StoreException {
    Optional<String> url = queues.find(priority);
    if (url.isEmpty()) {
      return new Depth(0, 0);
    }
    try {
      Map<QueueAttributeName, String> answer =
          sqs.getQueueAttributes(request -> request.queueUrl(url.get()).attributeNames(DEPTH))
              .attributes();
      long delayed = number(answer, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
      return new Depth(
          delayed + number(answer, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
          number(answer, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    } catch (QueueDoesNotExistException e) {
      queues.missing(priority);
      return new Depth(0, 0);
    } catch (SdkException e) {
      throw AwsFailures.of(
          "Counting the messages of queue " + queues.name(priority), "sqs:GetQueueAttributes", e);
    }
  }

  private static long number(
      Map<QueueAttributeName, String> attributes, QueueAttributeName attribute) {
    return Long.parseLong(attributes.getOrDefault(attribute, "0"));
  }

  /** What a request answers, or nothing if its queue does not exist any more. */
  private <T> Optional<T> ifGone(int priority, Request<T> request) throws StoreException {
    try {
      return Optional.of(request.perform());
    } catch (StoreException e) {
      if (e.getCause() instanceof QueueDoesNotExistException) {
        queues.missing(priority);
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Something that asks SQS. */
  private interface Request<T> {
    T perform() throws StoreException;
  }
}
