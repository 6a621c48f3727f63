package dev.lapwing.state.aws;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * The messages that come from the queues of one run, as deliveries of tasks. A message that is no
 * task of this run is put aside and seen by nobody.
 *
 * @param requests ask SQS
 * @param queues name the run
 * @param deadLetters keep what is put aside
 * @param deletes delete it from where it came
 */
record Incoming(
    SqsRequests requests, RunQueues queues, DeadLetters deadLetters, LateDeletes deletes) {
  private static final Logger LOG = LoggerFactory.getLogger(Incoming.class);

  /** As many messages as one request may ask for. */
  static final int MOST = 10;

  /** Receives from the queue of one class. */
  List<Delivery> receive(int priority, int limit, Duration lease, Duration wait)
      throws StoreException {
    List<Delivery> deliveries = new ArrayList<>();
    for (Message message : requests.receive(priority, limit, lease, wait)) {
      try {
        deliveries.add(delivery(priority, message));
      } catch (ForeignMessage e) {
        putAside(priority, message, e.getMessage());
      }
    }
    return deliveries;
  }

  /** Looks into every queue, the most urgent first, until there are enough messages. */
  List<Delivery> receiveNow(int limit, Duration lease) throws StoreException {
    List<Delivery> deliveries = new ArrayList<>();
    for (int priority = 0; priority < Priorities.COUNT; priority++) {
      boolean more = true;
      while (more && deliveries.size() < limit) {
        int wanted = Math.min(MOST, limit - deliveries.size());
        List<Delivery> received = receive(priority, wanted, lease, Duration.ZERO);
        deliveries.addAll(received);
        more = received.size() == MOST;
      }
    }
    return deliveries;
  }

  private Delivery delivery(int priority, Message message) throws ForeignMessage {
    return new Delivery(
        TaskBody.decode(queues.run(), message.body()),
        new Receipt(priority, message.receiptHandle()).encode(),
        Integer.parseInt(
            message
                .attributes()
                .getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")));
  }

  private void putAside(int priority, Message message, String reason) {
    try {
      deadLetters.keep(queues.name(priority), message, reason);
      deletes.add(new Receipt(priority, message.receiptHandle()));
    } catch (StoreException e) {
      LOG.warn("Message {} stays in its queue: {}", message.messageId(), e.getMessage());
    }
  }
}
