package dev.lapwing.state.aws;

import static dev.lapwing.state.aws.Attributes.number;
import static dev.lapwing.state.aws.Attributes.text;

import dev.lapwing.state.RunTable.ExecutorItem;
import dev.lapwing.state.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The signs of life of executors. Each says when it was given by the time of the service, which
 * every machine learns from the service's answers: a machine whose clock is wrong neither looks
 * dead nor takes others for dead.
 */
final class DynamoExecutors {
  private static final String PREFIX = "executor#";
  private static final String TASKS = "tasks";
  private static final String FLOPS = "flops";
  private static final String DETAILS = "details";
  private static final String SEEN = "seen";

  private final DynamoCalls calls;
  private final Expiry expiry;

  DynamoExecutors(DynamoCalls calls, Expiry expiry) {
    this.calls = calls;
    this.expiry = expiry;
  }

  void heartbeat(String run, ExecutorItem executor) throws StoreException {
    calls.put(
        request ->
            request.item(
                Map.of(
                    Attributes.PARTITION,
                    text(run),
                    Attributes.SORT,
                    text(PREFIX + executor.id()),
                    TASKS,
                    number(executor.tasks()),
                    FLOPS,
                    AttributeValue.fromN(Double.toString(executor.flops())),
                    DETAILS,
                    text(executor.details()),
                    SEEN,
                    number(expiry.clock().millis()),
                    Attributes.EXPIRES,
                    expiry.fromNow())));
  }

  List<ExecutorItem> executors(String run, Duration age) throws StoreException {
    Instant oldest = expiry.clock().instant().minus(age);
    List<ExecutorItem> live = new ArrayList<>();
    new DynamoQuery(calls, run, PREFIX)
        .forEach(
            String.join(",", Attributes.SORT, TASKS, FLOPS, DETAILS, SEEN),
            item -> {
              if (Long.parseLong(item.get(SEEN).n()) >= oldest.toEpochMilli()) {
                live.add(executor(item));
              }
            });
    return live;
  }

  private static ExecutorItem executor(Map<String, AttributeValue> item) {
    return new ExecutorItem(
        text(item, Attributes.SORT).substring(PREFIX.length()),
        Long.parseLong(item.get(TASKS).n()),
        Double.parseDouble(item.get(FLOPS).n()),
        text(item, DETAILS));
  }
}
