package dev.lapwing.cli.stack;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;

/**
 * The events of a stack, read on from where one left off. CloudFormation tells the latest first.
 */
final class EventLog {
  private final CloudFormationClient client;
  private final String stackId;
  private Optional<String> latest = Optional.empty();

  private EventLog(CloudFormationClient client, String stackId) {
    this.client = client;
    this.stackId = stackId;
  }

  /** What will happen, and nothing that has. */
  static EventLog fromNow(CloudFormationClient client, String stackId) {
    EventLog log = new EventLog(client, stackId);
    log.latest = log.page(null).stackEvents().stream().map(event -> event.eventId()).findFirst();
    return log;
  }

  /** What has happened since the last look, the earliest first. */
  List<StackEvent> next() {
    Deque<StackEvent> events = new ArrayDeque<>();
    String token = null;
    do {
      DescribeStackEventsResponse page = page(token);
      for (var event : page.stackEvents()) {
        if (latest.filter(event.eventId()::equals).isPresent()) {
          return remember(events);
        }
        events.push(StackEvent.of(event));
      }
      token = page.nextToken();
    } while (token != null);
    return remember(events);
  }

  private List<StackEvent> remember(Deque<StackEvent> events) {
    if (!events.isEmpty()) {
      latest = Optional.of(events.getLast().id());
    }
    return List.copyOf(events);
  }

  private DescribeStackEventsResponse page(String token) {
    return client.describeStackEvents(request -> request.stackName(stackId).nextToken(token));
  }
}
