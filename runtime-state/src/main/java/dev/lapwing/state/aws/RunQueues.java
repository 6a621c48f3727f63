package dev.lapwing.state.aws;

import dev.lapwing.state.PermanentStoreException;
import dev.lapwing.state.StoreException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * The queues of one run, one for each priority class: {@code lapwing-RUN-0} and so on. They are
 * created when the run is and deleted when it is done; whoever only takes part in the run finds
 * them by name. A queue that does not exist yet counts as empty, and nothing can be sent to it.
 *
 * <p>The first of them stands for all: it is created last and deleted last. So one question tells
 * whether there are queues, and the answer tells the addresses of the others, which differ from it
 * in nothing but the name. Safe for use by many threads.
 */
final class RunQueues {
  /**
   * So often is a message given out before SQS moves it to the dead-letter queue. Executors give up
   * a task much earlier, and say so in the run's record, which SQS cannot; this is for messages
   * that no executor lives long enough to give up.
   */
  private static final int DELIVERIES = 100;

  private static final Duration RETENTION = Duration.ofDays(14);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final SqsClient sqs;
  private final String prefix;
  private final String run;
  private final Optional<String> deadLetterArn;
  private final Map<Integer, String> urls = new ConcurrentHashMap<>();
  private final Map<Integer, Long> missedAt = new ConcurrentHashMap<>();
  private final Set<Integer> seen = ConcurrentHashMap.newKeySet();
  private volatile boolean deleted;

  /**
   * The queues of a run, which may or may not exist.
   *
   * @param prefix what the names of all queues of the stack start with: {@code lapwing-}
   * @param deadLetterArn where SQS moves what is given out again and again
   */
  RunQueues(SqsClient sqs, String prefix, String run, Optional<String> deadLetterArn) {
    this.sqs = sqs;
    this.prefix = prefix;
    this.run = run;
    this.deadLetterArn = deadLetterArn;
  }

  String run() {
    return run;
  }

  String name(int priority) {
    return prefix + run + "-" + priority;
  }

  /** Creates the queues that do not exist. */
  void create() throws StoreException {
    deleted = false;
    for (int priority = Priorities.COUNT - 1; priority >= Priorities.FIRST; priority--) {
      create(priority);
    }
  }

  /** The address of a queue, if it exists as far as is known. */
  Optional<String> find(int priority) throws StoreException {
    String known = urls.get(priority);
    return known == null ? ask(priority) : Optional.of(known);
  }

  /** One thread asks for all. */
  private synchronized Optional<String> ask(int priority) throws StoreException {
    String known = urls.get(priority);
    if (known != null) {
      return Optional.of(known);
    }
    Long missed = missedAt.get(priority);
    if (deleted || (missed != null && System.nanoTime() - missed < LOOK_AGAIN.toNanos())) {
      return Optional.empty();
    }
    boolean byName = priority == Priorities.FIRST || hasExisted(priority);
    return byName ? lookUp(priority) : derive(priority);
  }

  /** Takes note that a queue has answered. */
  void answered(int priority) {
    seen.add(priority);
  }

  /**
   * Whether a queue has existed: created or looked up by its own name, or one that has answered.
   */
  boolean hasExisted(int priority) {
    return seen.contains(priority);
  }

  /** The address of a queue that must exist. */
  String require(int priority) throws StoreException {
    return find(priority).orElseThrow(() -> gone(priority));
  }

  /** Takes note that a queue does not exist any more. */
  void missing(int priority) {
    urls.remove(priority);
    missedAt.put(priority, System.nanoTime());
  }

  /**
   * Deletes the queues and all messages in them. Many executors do that at the end of a run: if the
   * first queue is gone that was there, somebody has deleted the others before it.
   */
  void delete() throws StoreException {
    boolean gone = areGone();
    for (int priority = Priorities.COUNT - 1; priority >= Priorities.FIRST; priority--) {
      Optional<String> url = gone ? Optional.empty() : lookUpIfUnknown(priority);
      if (url.isPresent()) {
        delete(priority, url.get());
      }
      missing(priority);
    }
    deleted = true;
  }

  /** What to say to somebody who needs a queue that does not exist. */
  PermanentStoreException gone(int priority) {
    return new PermanentStoreException(
        "Queue %s does not exist: run %s has ended, or somebody deleted its queues. If the run has not ended, resume it: that makes them anew."
            .formatted(name(priority), run));
  }

  /** Whether the first queue, which this process has seen, does not exist any more. */
  private boolean areGone() throws StoreException {
    boolean existed = hasExisted(Priorities.FIRST);
    if (existed && !missedAt.containsKey(Priorities.FIRST)) {
      urls.remove(Priorities.FIRST);
      return lookUp(Priorities.FIRST).isEmpty();
    }
    return existed;
  }

  private Optional<String> lookUpIfUnknown(int priority) throws StoreException {
    String known = urls.get(priority);
    return known == null ? lookUp(priority) : Optional.of(known);
  }

  private void create(int priority) throws StoreException {
    String name = name(priority);
    try {
      String url =
          sqs.createQueue(request -> request.queueName(name).attributes(attributes())).queueUrl();
      found(priority, url);
    } catch (SdkException e) {
      throw AwsFailures.of("Creating queue " + name, "sqs:CreateQueue", e);
    }
  }

  private Map<QueueAttributeName, String> attributes() {
    Map<QueueAttributeName, String> attributes = new HashMap<>();
    attributes.put(
        QueueAttributeName.MESSAGE_RETENTION_PERIOD, Long.toString(RETENTION.toSeconds()));
    deadLetterArn.ifPresent(
        arn ->
            attributes.put(
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
                    .formatted(arn, DELIVERIES)));
    return attributes;
  }

  /** The address of a queue, from that of the first: it was created before it. */
  private Optional<String> derive(int priority) throws StoreException {
    Optional<String> first = find(Priorities.FIRST);
    if (first.isPresent() && !first.get().endsWith(name(Priorities.FIRST))) {
      return lookUp(priority);
    }
    Optional<String> url =
        first.map(
            of -> of.substring(0, of.length() - name(Priorities.FIRST).length()) + name(priority));
    url.ifPresent(known -> urls.putIfAbsent(priority, known));
    return url;
  }

  private Optional<String> lookUp(int priority) throws StoreException {
    String name = name(priority);
    try {
      String url = sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
      found(priority, url);
      return Optional.of(url);
    } catch (QueueDoesNotExistException e) {
      // Another thread may have created it since: what is known of it stays.
      missedAt.put(priority, System.nanoTime());
      return Optional.ofNullable(urls.get(priority));
    } catch (SdkException e) {
      throw AwsFailures.of("Looking up queue " + name, "sqs:GetQueueUrl", e);
    }
  }

  private void found(int priority, String url) {
    urls.put(priority, url);
    seen.add(priority);
    missedAt.remove(priority);
  }

  private void delete(int priority, String url) throws StoreException {
    try {
      sqs.deleteQueue(request -> request.queueUrl(url));
    } catch (QueueDoesNotExistException e) {
      // Somebody else has deleted it, or an answer was lost and this was a repetition.
    } catch (SdkException e) {
      throw AwsFailures.of("Deleting queue " + name(priority), "sqs:DeleteQueue", e);
    }
  }
}
