package dev.lapwing.state.aws;

import dev.lapwing.testing.LocalSqs;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** The queues of one test, apart from those of all others in the same service. */
final class SqsWorld implements AutoCloseable {
  static final String RUN = "01HZZZZZZZZZZZZZZZZZZZZZZ1";

  private final SqsClient sqs;
  private final String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + "-";
  private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(8);

  private SqsWorld(SqsClient sqs) {
    this.sqs = sqs;
    sqs.createQueue(request -> request.queueName(prefix + "dead"));
  }

  static SqsWorld of(LocalSqs service) {
    return at(service.endpoint());
  }

  /** In a service of whomever. */
  static SqsWorld at(URI endpoint) {
    return new SqsWorld(client(endpoint));
  }

  static SqsClient client(URI endpoint) {
    return SqsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
        .httpClient(Apache5HttpClient.create())
        .build();
  }

  SqsTaskQueue open() {
    return open(RUN);
  }

  SqsTaskQueue open(String run) {
    return open(run, sqs);
  }

  /** The same queue through another client. */
  SqsTaskQueue open(SqsClient client) {
    return open(RUN, client);
  }

  RunQueues queues(String run) {
    return queues(run, sqs);
  }

  RunQueues queues(String run, SqsClient client) {
    return new RunQueues(client, prefix, run, Optional.of(deadLetterArn()));
  }

  /** The queues of runs that exist. */
  List<String> names() {
    return sqs.listQueues(request -> request.queueNamePrefix(prefix + "0")).queueUrls();
  }

  SqsClient sqs() {
    return sqs;
  }

  String name(int priority) {
    return queues(RUN).name(priority);
  }

  /** The address of a queue by its name without the prefix. */
  String url(String name) {
    return sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
  }

  /** What arrived in the dead-letter queue. */
  List<Message> dead() {
    return sqs.receiveMessage(
            request ->
                request
                    .queueUrl(url(prefix + "dead"))
                    .maxNumberOfMessages(10)
                    .messageAttributeNames("All"))
        .messages();
  }

  /** The texts of all messages that wait, which are received. */
  List<String> bodies() {
    List<String> bodies = new ArrayList<>();
    for (int priority = 0; priority < Priorities.COUNT; priority++) {
      String url = url(name(priority));
      sqs.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10))
          .messages()
          .forEach(message -> bodies.add(message.body()));
    }
    return bodies;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    sqs.close();
  }

  private SqsTaskQueue open(String run, SqsClient client) {
    return open(queues(run, client), client);
  }

  /** A queue that knows of its queues what others know as well. */
  SqsTaskQueue open(RunQueues queues, SqsClient client) {
    return new SqsTaskQueue(
        client, queues, new DeadLetters(client, Optional.of(deadLetterArn())), threads);
  }

  private String deadLetterArn() {
    return LocalAws.arn(sqs, prefix + "dead");
  }
}
