package dev.lapwing.state.aws;

import static dev.lapwing.state.aws.Attributes.number;
import static dev.lapwing.state.aws.Attributes.text;

import dev.lapwing.state.RunTable.ExecutorItem;
import dev.lapwing.state.RunTable.LastSign;
import dev.lapwing.state.StoreException;
import java.time.Duration;
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

  List<LastSign> lastSigns(String run) throws StoreException {
    long now = expiry.clock().millis();
    List<LastSign> signs = new ArrayList<>();
    new DynamoQuery(calls, run, PREFIX)
        .forEach(
            String.join(",", Attributes.SORT, TASKS, FLOPS, DETAILS, SEEN),
            item -> signs.add(new LastSign(executor(item), silence(item, now))));
    return signs;
  }

  private static Duration silence(Map<String, AttributeValue> item, long now) {
    return Duration.ofMillis(now - Long.parseLong(item.get(SEEN).n()));
  }

  private static ExecutorItem executor(Map<String, AttributeValue> item) {
    return new ExecutorItem(
        text(item, Attributes.SORT).substring(PREFIX.length()),
        Long.parseLong(item.get(TASKS).n()),
        Double.parseDouble(item.get(FLOPS).n()),
        text(item, DETAILS));
  }
}
