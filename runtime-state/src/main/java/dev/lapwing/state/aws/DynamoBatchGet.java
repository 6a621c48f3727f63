package dev.lapwing.state.aws;

import dev.lapwing.state.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads many items, a hundred a request, as the latest writes left them. */
record DynamoBatchGet(DynamoCalls calls, Together together) {
  private static final int ENTRIES = 100;
  private static final int ATTEMPTS = 8;
  private static final BackoffStrategy PAUSES =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofSeconds(5));

  /** The items that there are, by their keys. */
  Map<Map<String, AttributeValue>, Map<String, AttributeValue>> get(
      List<Map<String, AttributeValue>> keys) throws StoreException {
    List<Together.Part<List<Map<String, AttributeValue>>>> parts = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += ENTRIES) {
      List<Map<String, AttributeValue>> some =
          keys.subList(from, Math.min(from + ENTRIES, keys.size()));
      parts.add(() -> read(some));
    }
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items = new HashMap<>();
    for (List<Map<String, AttributeValue>> part : together.all(parts)) {
      part.forEach(item -> items.put(keyOf(item), item));
    }
    return items;
  }

  /** What DynamoDB does not answer, because it is busy or it was too much, is asked for again. */
  private List<Map<String, AttributeValue>> read(List<Map<String, AttributeValue>> keys)
      throws StoreException {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    List<Map<String, AttributeValue>> left = keys;
    for (int fruitless = 0; !left.isEmpty(); ) {
      BatchGetItemResponse answer = ask(left);
      List<Map<String, AttributeValue>> some =
          answer.responses().getOrDefault(calls.table(), List.of());
      items.addAll(some);
      KeysAndAttributes rest = answer.unprocessedKeys().get(calls.table());
      int before = left.size();
      left = rest == null ? List.of() : rest.keys();
      fruitless = left.size() < before ? 0 : fruitless + 1;
      if (fruitless == ATTEMPTS) {
        throw new StoreException(
            "Reading items of table %s: DynamoDB left %d unanswered, %d times."
                .formatted(calls.table(), left.size(), ATTEMPTS));
      }
      if (fruitless > 0) {
        Pauses.sleep(PAUSES.computeDelay(fruitless), "Reading items of " + calls.table());
      }
    }
    return items;
  }

  private BatchGetItemResponse ask(List<Map<String, AttributeValue>> keys) throws StoreException {
    var wanted = KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
    return calls.call(
        "BatchGetItem",
        db -> db.batchGetItem(request -> request.requestItems(Map.of(calls.table(), wanted))));
  }

  private static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
    return Map.of(
        Attributes.PARTITION,
        item.get(Attributes.PARTITION),
        Attributes.SORT,
        item.get(Attributes.SORT));
  }
}
