package dev.lapwing.cli.stack;

import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * The queues that runs of a stack made and did not delete.
 *
 * @param client asks SQS
 * @param stack whose they are
 */
public record Queues(SqsClient client, StackName stack) {
  private static final int PAGE = 1000;

  /** Their addresses; the queue of the stack itself is none of them. */
  public List<String> ofRuns() {
    return client
        .listQueuesPaginator(
            request -> request.queueNamePrefix(stack.queuePrefix()).maxResults(PAGE))
        .queueUrls()
        .stream()
        .filter(url -> !url.endsWith("/" + stack.deadLetters()))
        .toList();
  }

  /** Deletes one, with all messages in it. */
  public void delete(String url) {
    try {
      client.deleteQueue(request -> request.queueUrl(url));
    } catch (QueueDoesNotExistException e) {
      // Somebody else was faster, which is as good.
    }
  }
}
