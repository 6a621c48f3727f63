package dev.lapwing.executor.cost;

import dev.lapwing.state.aws.AwsOperation;
import dev.lapwing.state.aws.RequestCount;
import java.util.Map;

/**
 * From requests that were counted to what AWS charges for them. Requests of S3, SQS and Lambda are
 * charged as such. DynamoDB charges by the size of items, which is taken from the answers: those of
 * updates hold the whole item.
 */
public final class CountedRequests {
  private static final double WRITE_UNIT = 1024;
  private static final double READ_UNIT = 4096;
  private static final int ITEMS_OF_A_BATCH = 25;

  private CountedRequests() {}

  /** What these requests use; the function's memory and time are not among them. */
  public static Usage usage(Map<AwsOperation, RequestCount> counts) {
    return counts.entrySet().stream()
        .map(each -> usage(each.getKey(), each.getValue()))
        .reduce(Usage.NONE, Usage::plus);
  }

  private static Usage usage(AwsOperation operation, RequestCount count) {
    return switch (operation.service()) {
      case "S3" -> s3(operation.name(), count);
      case "Sqs" -> Usage.of(Charge.SQS_REQUEST, (double) count.requests());
      case "DynamoDb" -> dynamoDb(operation.name(), count);
      case "Lambda" ->
          operation.name().equals("Invoke")
              ? Usage.of(Charge.LAMBDA_REQUEST, (double) count.requests())
              : Usage.NONE;
      default -> Usage.NONE;
    };
  }

  private static Usage s3(String name, RequestCount count) {
    if (name.startsWith("Delete")) {
      return Usage.NONE;
    }
    boolean writes = name.startsWith("Put") || name.startsWith("List") || name.startsWith("C");
    return Usage.of(writes ? Charge.S3_WRITE : Charge.S3_READ, (double) count.requests());
  }

  private static Usage dynamoDb(String name, RequestCount count) {
    double received = Math.max(1, (double) count.bytesReceived() / Math.max(1, count.requests()));
    return switch (name) {
      case "UpdateItem", "PutItem", "DeleteItem" ->
          Usage.of(Charge.DYNAMODB_WRITE, count.requests() * Math.ceil(received / WRITE_UNIT));
      case "BatchWriteItem" ->
          Usage.of(Charge.DYNAMODB_WRITE, count.requests() * (double) ITEMS_OF_A_BATCH);
      case "GetItem", "BatchGetItem", "Query" ->
          Usage.of(Charge.DYNAMODB_READ, count.requests() * Math.ceil(received / READ_UNIT));
      default -> Usage.NONE;
    };
  }
}
