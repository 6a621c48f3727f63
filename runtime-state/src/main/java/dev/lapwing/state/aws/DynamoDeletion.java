package dev.lapwing.state.aws;

import dev.lapwing.state.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Deletes all items of a run, partition by partition, 25 items a request. */
final class DynamoDeletion {
  private static final int ENTRIES = 25;
  private static final int ATTEMPTS = 8;
  private static final BackoffStrategy PAUSES =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofSeconds(5));

  private final DynamoCalls calls;
  private final Together together;

  DynamoDeletion(DynamoCalls calls, Together together) {
    this.calls = calls;
    this.together = together;
  }

  /** Deletes all that a run has but its place in the list of runs. */
  void delete(String run) throws StoreException {
    List<Together.Part<Boolean>> parts =
        Stream.concat(Stream.of(run), Shards.of(run))
            .<Together.Part<Boolean>>map(partition -> () -> deletePartition(partition))
            .toList();
    together.all(parts);
  }

  private boolean deletePartition(String partition) throws StoreException {
    List<WriteRequest> deletions = new ArrayList<>();
    new DynamoQuery(calls, partition, "")
        .forEach(
            Attributes.PARTITION + "," + Attributes.SORT, item -> deletions.add(deletion(item)));
    for (int from = 0; from < deletions.size(); from += ENTRIES) {
      write(deletions.subList(from, Math.min(from + ENTRIES, deletions.size())));
    }
    return true;
  }

  /** What DynamoDB leaves undone because it is busy is asked for again, after a pause. */
  private void write(List<WriteRequest> deletions) throws StoreException {
    List<WriteRequest> left = deletions;
    for (int attempt = 1; !left.isEmpty(); attempt++) {
      if (attempt > ATTEMPTS) {
        throw new StoreException(
            "Deleting items of table %s: DynamoDB left %d undone, %d times."
                .formatted(calls.table(), left.size(), ATTEMPTS));
      }
      if (attempt > 1) {
        Pauses.sleep(PAUSES.computeDelay(attempt - 1), "Deleting items of " + calls.table());
      }
      Map<String, List<WriteRequest>> items = Map.of(calls.table(), left);
      left =
          calls
              .call(
                  "BatchWriteItem", db -> db.batchWriteItem(request -> request.requestItems(items)))
              .unprocessedItems()
              .getOrDefault(calls.table(), List.of());
    }
  }

  private static WriteRequest deletion(Map<String, AttributeValue> key) {
    return WriteRequest.builder().deleteRequest(request -> request.key(key)).build();
  }
}
