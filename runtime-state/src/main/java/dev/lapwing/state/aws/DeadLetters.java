package dev.lapwing.state.aws;

import dev.lapwing.state.StoreException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * The queue for messages that nobody can do anything with. They are kept there with the reason, for
 * somebody to look at. A stack without such a queue drops them; both are logged.
 */
final class DeadLetters {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
  private static final int LONGEST_REASON = 1_000;

  private final SqsClient sqs;
  private final Optional<String> arn;
  private volatile Optional<String> url = Optional.empty();

  /** The dead-letter queue of a stack, if it has one. */
  DeadLetters(SqsClient sqs, Optional<String> arn) {
    this.sqs = sqs;
    this.arn = arn;
  }

  /** Keeps a message that was received from a queue; the caller deletes it there. */
  void keep(String queue, Message message, String reason) throws StoreException {
    LOG.warn(
        "Message {} of queue {} is not executed: {}. It {}.",
        message.messageId(),
        queue,
        reason,
        arn.isPresent() ? "goes to the dead-letter queue " + arn.get() : "is deleted");
    if (arn.isPresent()) {
      send(queue, message, reason);
    }
  }

  private void send(String queue, Message message, String reason) throws StoreException {
    try {
      String target = url();
      sqs.sendMessage(
          request ->
              request
                  .queueUrl(target)
                  .messageBody(message.body())
                  .messageAttributes(
                      Map.of(
                          "lapwing.reason",
                          text(reason),
                          "lapwing.queue",
                          text(queue),
                          "lapwing.message",
                          text(message.messageId()))));
    } catch (SdkException e) {
      throw AwsFailures.of("Sending to the dead-letter queue " + arn.get(), "sqs:SendMessage", e);
    }
  }

  private String url() {
    if (url.isEmpty()) {
      // arn:aws:sqs:REGION:ACCOUNT:NAME
      String[] parts = arn.orElseThrow().split(":");
      String name = parts[parts.length - 1];
      String account = parts[parts.length - 2];
      url =
          Optional.of(
              sqs.getQueueUrl(request -> request.queueName(name).queueOwnerAWSAccountId(account))
                  .queueUrl());
    }
    return url.get();
  }

  private static MessageAttributeValue text(String value) {
    String shortened = value.substring(0, Math.min(value.length(), LONGEST_REASON));
    return MessageAttributeValue.builder().dataType("String").stringValue(shortened).build();
  }
}
