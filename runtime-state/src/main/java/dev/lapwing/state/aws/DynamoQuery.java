package dev.lapwing.state.aws;

import dev.lapwing.state.StoreException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The items of one partition, page after page, as the latest writes left them.
 *
 * @param partition the partition
 * @param prefix what the items' places start with; empty for all items
 */
record DynamoQuery(DynamoCalls calls, String partition, String prefix) {

  /**
   * Visits the items in the order of their places.
   *
   * @param attributes what is wanted of each: names, separated by commas; none are DynamoDB's words
   */
  void forEach(String attributes, Consumer<Map<String, AttributeValue>> visitor)
      throws StoreException {
    Optional<Map<String, AttributeValue>> last = Optional.empty();
    do {
      QueryResponse page = page(attributes, last);
      page.items().forEach(visitor);
      last = page.hasLastEvaluatedKey() ? Optional.of(page.lastEvaluatedKey()) : Optional.empty();
    } while (last.isPresent());
  }

  private QueryResponse page(String attributes, Optional<Map<String, AttributeValue>> after)
      throws StoreException {
    Map<String, String> names = new HashMap<>(Map.of("#pk", Attributes.PARTITION));
    Map<String, AttributeValue> values = new HashMap<>(Map.of(":pk", Attributes.text(partition)));
    if (!prefix.isEmpty()) {
      names.put("#sk", Attributes.SORT);
      values.put(":sk", Attributes.text(prefix));
    }
    String condition = prefix.isEmpty() ? "#pk = :pk" : "#pk = :pk AND begins_with(#sk, :sk)";
    return calls.call(
        "Query",
        db ->
            db.query(
                request ->
                    request
                        .tableName(calls.table())
                        .keyConditionExpression(condition)
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values)
                        .projectionExpression(attributes)
                        .consistentRead(true)
                        .exclusiveStartKey(after.orElse(null))));
  }
}
