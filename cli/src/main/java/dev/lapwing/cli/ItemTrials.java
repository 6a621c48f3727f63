package dev.lapwing.cli;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.lapwing.cli.PermissionTrials.Trial;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Trials on an item that does not exist: writes have a condition that does not hold. */
record ItemTrials(DynamoDbClient client, String table) {
  private static final String EXISTS = "attribute_exists(pk)";

  void addTo(Map<String, Trial> trials) {
    String probe = "doctor-" + UlidCreator.getUlid();
    Map<String, AttributeValue> key =
        Map.of("pk", AttributeValue.fromS(probe), "sk", AttributeValue.fromS(probe));
    trials.put(
        "dynamodb:DescribeTable", () -> client.describeTable(request -> request.tableName(table)));
    trials.put(
        "dynamodb:GetItem", () -> client.getItem(request -> request.tableName(table).key(key)));
    trials.put("dynamodb:BatchGetItem", () -> getAsBatch(key));
    trials.put(
        "dynamodb:Query",
        () ->
            client.query(
                request ->
                    request
                        .tableName(table)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(probe)))));
    trials.put(
        "dynamodb:PutItem",
        () ->
            refused(
                () ->
                    client.putItem(
                        request ->
                            request.tableName(table).item(key).conditionExpression(EXISTS))));
    trials.put(
        "dynamodb:UpdateItem",
        () ->
            refused(
                () ->
                    client.updateItem(
                        request ->
                            request
                                .tableName(table)
                                .key(key)
                                .updateExpression("REMOVE probe")
                                .conditionExpression(EXISTS))));
    trials.put(
        "dynamodb:DeleteItem",
        () ->
            refused(
                () ->
                    client.deleteItem(
                        request -> request.tableName(table).key(key).conditionExpression(EXISTS))));
    trials.put("dynamodb:BatchWriteItem", () -> deleteAsBatch(key));
  }

  private void getAsBatch(Map<String, AttributeValue> key) {
    KeysAndAttributes keys = KeysAndAttributes.builder().keys(List.of(key)).build();
    client.batchGetItem(request -> request.requestItems(Map.of(table, keys)));
  }

  private void deleteAsBatch(Map<String, AttributeValue> key) {
    WriteRequest deletion =
        WriteRequest.builder().deleteRequest(DeleteRequest.builder().key(key).build()).build();
    client.batchWriteItem(request -> request.requestItems(Map.of(table, List.of(deletion))));
  }

  /** Whoever may not write is not told that the condition does not hold. */
  private static void refused(Trial trial) {
    try {
      trial.run();
    } catch (ConditionalCheckFailedException e) {
      return;
    }
  }
}
