package dev.lapwing.state.aws;

import dev.lapwing.state.PermanentStoreException;
import dev.lapwing.state.StoreException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Calls about one table, whose failures become those of a store. A condition that does not hold is
 * an answer and no failure.
 *
 * @param client the client
 * @param table the table's name
 * @param listener hears every answer
 */
record DynamoCalls(DynamoDbClient client, String table, Consumer<SdkHttpResponse> listener) {

  /** The item as the latest write left it. */
  Optional<Map<String, AttributeValue>> get(Map<String, AttributeValue> key) throws StoreException {
    return get(key, true);
  }

  /** The item as some write left it that was made not long ago: at half the price. */
  Optional<Map<String, AttributeValue>> glance(Map<String, AttributeValue> key)
      throws StoreException {
    return get(key, false);
  }

  private Optional<Map<String, AttributeValue>> get(
      Map<String, AttributeValue> key, boolean consistent) throws StoreException {
    var answer =
        call(
            "GetItem",
            db ->
                db.getItem(
                    request -> request.tableName(table).key(key).consistentRead(consistent)));
    return answer.hasItem() ? Optional.of(answer.item()) : Optional.empty();
  }

  /** Writes an item, if its condition holds. */
  Change put(Consumer<PutItemRequest.Builder> put) throws StoreException {
    return changed(
        "PutItem",
        db -> {
          var answer =
              db.putItem(
                  request -> {
                    request
                        .tableName(table)
                        .returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD);
                    put.accept(request);
                  });
          listener.accept(answer.sdkHttpResponse());
          return Map.of();
        });
  }

  /** Changes an item, if its condition holds. */
  Change update(Consumer<UpdateItemRequest.Builder> update) throws StoreException {
    return changed(
        "UpdateItem",
        db -> {
          var answer =
              db.updateItem(
                  request -> {
                    request
                        .tableName(table)
                        .returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD);
                    update.accept(request);
                  });
          listener.accept(answer.sdkHttpResponse());
          return answer.attributes();
        });
  }

  /** The answer to any other call. */
  <T extends DynamoDbResponse> T call(String action, Function<DynamoDbClient, T> request)
      throws StoreException {
    try {
      T answer = request.apply(client);
      listener.accept(answer.sdkHttpResponse());
      return answer;
    } catch (SdkException e) {
      throw failure(action, e);
    }
  }

  private Change changed(
      String action, Function<DynamoDbClient, Map<String, AttributeValue>> request)
      throws StoreException {
    try {
      return new Change(true, request.apply(client));
    } catch (ConditionalCheckFailedException e) {
      return new Change(false, e.hasItem() ? e.item() : Map.of());
    } catch (SdkException e) {
      throw failure(action, e);
    }
  }

  private StoreException failure(String action, SdkException cause) {
    return cause instanceof ResourceNotFoundException
        ? new PermanentStoreException(
            "There is no DynamoDB table '%s' in this account and region: deploy the stack, or check AWS_REGION and the stack's name."
                .formatted(table),
            cause)
        : AwsFailures.of("%s on table %s".formatted(action, table), "dynamodb:" + action, cause);
  }

  /**
   * What became of a write.
   *
   * @param made whether its condition held
   * @param item what the write asked to see; if it was not made, the item as it is
   */
  record Change(boolean made, Map<String, AttributeValue> item) {}
}
