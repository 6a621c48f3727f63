package dev.lapwing.cli;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.lapwing.cli.PermissionTrials.NotTried;
import dev.lapwing.cli.PermissionTrials.Trial;
import dev.lapwing.cli.stack.StackName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Trials on a queue that is made for them, as one is for a run, and deleted by the last. */
final class QueueTrials {
  private static final int PATIENCE_SECONDS = 5;

  private final SqsClient client;
  private final String queue;
  private Optional<String> url = Optional.empty();
  private Optional<String> receipt = Optional.empty();

  QueueTrials(SqsClient client, StackName name) {
    this.client = client;
    this.queue = name.queuePrefix() + "doctor-" + UlidCreator.getUlid();
  }

  void addTo(Map<String, Trial> trials) {
    trials.put("sqs:CreateQueue", this::create);
    trials.put("sqs:GetQueueUrl", () -> found(request()));
    trials.put("sqs:GetQueueAttributes", this::count);
    trials.put(
        "sqs:SendMessage",
        () -> client.sendMessage(request -> request.queueUrl(url()).messageBody("probe")));
    trials.put("sqs:ReceiveMessage", this::receive);
    trials.put(
        "sqs:ChangeMessageVisibility",
        () ->
            client.changeMessageVisibility(
                request -> request.queueUrl(url()).receiptHandle(receipt()).visibilityTimeout(30)));
    trials.put(
        "sqs:DeleteMessage",
        () -> client.deleteMessage(request -> request.queueUrl(url()).receiptHandle(receipt())));
    trials.put("sqs:DeleteQueue", () -> client.deleteQueue(request -> request.queueUrl(url())));
  }

  private void create() {
    url = Optional.of(client.createQueue(request -> request.queueName(queue)).queueUrl());
  }

  private String request() {
    url();
    return client.getQueueUrl(request -> request.queueName(queue)).queueUrl();
  }

  private void found(String address) {
    url = Optional.of(address);
  }

  private void count() {
    client.getQueueAttributes(
        request ->
            request
                .queueUrl(url())
                .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
  }

  private void receive() {
    List<Message> messages =
        client
            .receiveMessage(request -> request.queueUrl(url()).waitTimeSeconds(PATIENCE_SECONDS))
            .messages();
    receipt = messages.stream().findFirst().map(Message::receiptHandle);
  }

  private String url() {
    return url.orElseThrow(() -> new NotTried("because no queue could be made"));
  }

  private String receipt() {
    return receipt.orElseThrow(() -> new NotTried("because no message was received"));
  }
}
