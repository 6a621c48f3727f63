package dev.lapwing.executor.cost;

/** Something that AWS charges for. */
public enum Charge {
  /** S3: PUT, COPY, POST and LIST requests. Deleting is free. */
  S3_WRITE("S3", "PUT and LIST requests", "s3.write"),
  /** S3: GET and all other requests. */
  S3_READ("S3", "GET requests", "s3.read"),
  /** S3: a gigabyte (2^30 bytes) kept for a month of 730 hours. */
  S3_STORAGE("S3", "GB-months", "s3.gigabyteMonth"),
  /** SQS: requests of up to 64 KB, whatever the number of messages in them. */
  SQS_REQUEST("SQS", "requests", "sqs.request"),
  /** DynamoDB: writing an item, once for each KB of the item. */
  DYNAMODB_WRITE("DynamoDB", "write units", "dynamodb.write"),
  /** DynamoDB: a consistent read, once for each 4 KB. */
  DYNAMODB_READ("DynamoDB", "read units", "dynamodb.read"),
  /** Lambda: invocations. */
  LAMBDA_REQUEST("Lambda", "invocations", "lambda.request"),
  /** Lambda: a gigabyte of memory for a second. */
  LAMBDA_GB_SECOND("Lambda", "GB-seconds", "lambda.gigabyteSecond"),
  /** CloudWatch: gigabytes of log lines. */
  LOG_GIGABYTE("CloudWatch", "GB of logs", "logs.gigabyte");

  private final String service;
  private final String unit;
  private final String key;

  Charge(String service, String unit, String key) {
    this.service = service;
    this.unit = unit;
    this.key = key;
  }

  /** The service that charges. */
  public String service() {
    return service;
  }

  /** What is counted, in the plural. */
  public String unit() {
    return unit;
  }

  /** Its name in a price list. */
  public String key() {
    return key;
  }
}
