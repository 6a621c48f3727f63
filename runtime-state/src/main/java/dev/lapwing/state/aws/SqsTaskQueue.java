package dev.lapwing.state.aws;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.aws.SqsEntries.Renewal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.ToIntFunction;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The ready tasks of one run on SQS: a queue for each priority class. Safe for use by many
 * processes.
 *
 * <p>Requests are what costs here, so that they are shared: what several threads send or renew at
 * the same time goes in one request, those who wait to receive are served by one, messages are
 * deleted ten at a time, and where tasks are scarce all go through the first queue. Leases are
 * visibility timeouts: whole seconds, twelve hours at the most.
 */
final class SqsTaskQueue implements TaskQueue {
  private static final Duration DELETE_WITHIN = Duration.ofSeconds(5);

  /** As many as one request sends. */
  private static final int FEW = 10;

  private final RunQueues queues;
  private final SqsRequests requests;
  private final DeadLetters deadLetters;
  private final List<SharedCalls<TaskMessage, Boolean>> sends = new ArrayList<>();
  private final List<SharedCalls<Renewal, Boolean>> renewals = new ArrayList<>();
  private final LateDeletes deletes;
  private final Incoming incoming;
  private final Receiving receiving;
  private volatile boolean stopped;
  private volatile boolean closed;

  /**
   * The queue of a run, open.
   *
   * @param threads do what nobody waits for
   */
  SqsTaskQueue(
      SqsClient sqs, RunQueues queues, DeadLetters deadLetters, ScheduledExecutorService threads) {
    this.queues = queues;
    this.requests = new SqsRequests(sqs, queues);
    this.deadLetters = deadLetters;
    for (int priority = 0; priority < Priorities.COUNT; priority++) {
      int of = priority;
      sends.add(new SharedCalls<>(messages -> sendNow(of, messages)));
      renewals.add(new SharedCalls<>(entries -> requests.renew(of, entries)));
    }
    this.deletes = new LateDeletes(requests, threads, DELETE_WITHIN);
    this.incoming = new Incoming(requests, queues, deadLetters, deletes);
    this.receiving = new Receiving(new Polls(), threads);
  }

  @Override
  public void prepare() throws StoreException {
    queues.create();
  }

  @Override
  public void send(List<TaskMessage> messages) throws StoreException {
    boolean together = messages.size() <= FEW && receiving.isScarce();
    Map<Integer, List<TaskMessage>> classes =
        byPriority(
            messages, message -> together ? Priorities.FIRST : Priorities.of(message.urgency()));
    for (Map.Entry<Integer, List<TaskMessage>> each : classes.entrySet()) {
      sends.get(each.getKey()).send(each.getValue());
      receiving.promise(each.getKey());
    }
  }

  @Override
  public List<Delivery> receive(int limit, Duration lease, Duration wait)
      throws StoreException, InterruptedException {
    deletes.within(lease.dividedBy(4));
    if (!wait.isZero()) {
      return receiving.await(limit, lease, wait);
    }
    List<Delivery> deliveries = new ArrayList<>(receiving.takeUnclaimed(limit, lease));
    deliveries.addAll(incoming.receiveNow(limit - deliveries.size(), lease));
    return deliveries;
  }

  @Override
  public boolean renew(Delivery delivery, Duration lease) throws StoreException {
    return renew(List.of(delivery), lease).isEmpty();
  }

  @Override
  public Set<Delivery> renew(Collection<Delivery> deliveries, Duration lease)
      throws StoreException {
    Set<Delivery> lost = new HashSet<>();
    Map<Integer, List<Delivery>> classes =
        byPriority(deliveries, delivery -> Receipt.of(delivery).priority());
    for (Map.Entry<Integer, List<Delivery>> each : classes.entrySet()) {
      renew(each.getKey(), each.getValue(), lease, lost);
    }
    return lost;
  }

  /** Deletes the message soon. A queue that is closed deletes at once. */
  @Override
  public void delete(Delivery delivery) throws StoreException {
    deletes.add(Receipt.of(delivery));
    if (closed) {
      deletes.flush();
    }
  }

  @Override
  public void reject(Delivery delivery, String reason) throws StoreException {
    Message message =
        Message.builder()
            .messageId("of task " + delivery.message().task())
            .body(TaskBody.encode(queues.run(), delivery.message()))
            .build();
    deadLetters.keep(queues.name(Receipt.of(delivery).priority()), message, reason);
    delete(delivery);
  }

  /** As SQS counts: what was sent or received a moment ago may not be counted yet. */
  @Override
  public Depth depth() throws StoreException {
    deletes.flush();
    long waiting = 0;
    long leased = 0;
    for (int priority = 0; priority < Priorities.COUNT; priority++) {
      Depth one = requests.depth(priority);
      waiting += one.waiting();
      leased += one.leased();
    }
    return new Depth(waiting, leased);
  }

  /** Whoever stops because the run has ended does not wait for requests that are under way. */
  @Override
  public void stopReceiving() throws StoreException {
    stopped = true;
    receiving.close();
  }

  @Override
  public void close() throws StoreException {
    closed = true;
    if (!stopped) {
      receiving.leave();
    }
    deletes.flush();
  }

  /** Deletes what is to be deleted, at once. */
  void flush() throws StoreException {
    deletes.flush();
  }

  private List<Boolean> sendNow(int priority, List<TaskMessage> messages) throws StoreException {
    requests.send(priority, messages);
    return Collections.nCopies(messages.size(), true);
  }

  private void renew(int priority, List<Delivery> deliveries, Duration lease, Set<Delivery> lost)
      throws StoreException {
    List<Delivery> kept = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      boolean deleted = deletes.contains(Receipt.of(delivery));
      (deleted ? lost : kept).add(delivery);
    }
    List<Boolean> held =
        renewals
            .get(priority)
            .send(
                kept.stream().map(each -> new Renewal(Receipt.of(each).handle(), lease)).toList());
    for (int i = 0; i < kept.size(); i++) {
      if (!held.get(i)) {
        lost.add(kept.get(i));
      }
    }
    if (lease.isZero()) {
      receiving.promise(priority);
    }
  }

  private static <T> Map<Integer, List<T>> byPriority(
      Collection<T> all, ToIntFunction<T> priority) {
    Map<Integer, List<T>> classes = new TreeMap<>();
    for (T each : all) {
      classes.computeIfAbsent(priority.applyAsInt(each), any -> new ArrayList<>()).add(each);
    }
    return classes;
  }

  /** The requests for those who wait. */
  private final class Polls implements Receiving.Polling {
    @Override
    public List<Delivery> receive(int priority, int limit, Duration lease, Duration wait)
        throws StoreException {
      return incoming.receive(priority, limit, lease, wait);
    }

    @Override
    public void giveBack(List<Delivery> deliveries) throws StoreException {
      renew(deliveries, Duration.ZERO);
    }
  }
}
