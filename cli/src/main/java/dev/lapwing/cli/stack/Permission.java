package dev.lapwing.cli.stack;

import static dev.lapwing.cli.stack.Permission.Holder.EXECUTORS;
import static dev.lapwing.cli.stack.Permission.Holder.FUNCTION;
import static dev.lapwing.cli.stack.Permission.Holder.PEOPLE;
import static dev.lapwing.cli.stack.Permission.On.ACCOUNT;
import static dev.lapwing.cli.stack.Permission.On.BUCKET;
import static dev.lapwing.cli.stack.Permission.On.LOG;
import static dev.lapwing.cli.stack.Permission.On.OBJECTS;
import static dev.lapwing.cli.stack.Permission.On.QUEUES;
import static dev.lapwing.cli.stack.Permission.On.STACK;
import static dev.lapwing.cli.stack.Permission.On.TABLE;

import java.util.List;

/**
 * One action that the template allows, and what for. The list is the same as the template's and
 * that of docs/aws.md; tests compare the three.
 *
 * @param action as IAM names it
 * @param on what it is allowed on
 * @param holder whose policy allows it
 * @param purpose the operation of Lapwing that needs it
 */
public record Permission(String action, On on, Holder holder, String purpose) {

  /** All of them. */
  public static final List<Permission> ALL =
      List.of(
          executors(
              "s3:ListBucket",
              BUCKET,
              "telling a tile that is missing from one that is forbidden; sweeping up"),
          executors("s3:GetObject", OBJECTS, "reading tiles and matrices"),
          executors("s3:PutObject", OBJECTS, "writing tiles and matrices"),
          executors(
              "s3:DeleteObject",
              OBJECTS,
              "deleting scratch tiles, and the marks of unfinished matrices"),
          executors(
              "dynamodb:GetItem", TABLE, "reading a run's record, and what a task has received"),
          executors("dynamodb:PutItem", TABLE, "creating a run; signs of life of executors"),
          executors(
              "dynamodb:UpdateItem",
              TABLE,
              "telling the children of a task; marking it as done; ending a run"),
          executors("dynamodb:Query", TABLE, "listing runs, their executors and their tasks"),
          executors(
              "sqs:CreateQueue",
              QUEUES,
              "starting a run, also one whose client died before it had sent the first tasks"),
          executors("sqs:GetQueueUrl", QUEUES, "finding the queues of a run"),
          executors("sqs:GetQueueAttributes", QUEUES, "counting ready tasks"),
          executors(
              "sqs:SendMessage",
              QUEUES,
              "making a task ready; keeping a message that nobody can work on"),
          executors("sqs:ReceiveMessage", QUEUES, "taking a task"),
          executors(
              "sqs:ChangeMessageVisibility",
              QUEUES,
              "renewing the lease of a task, or giving it back"),
          executors("sqs:DeleteMessage", QUEUES, "ending a task"),
          executors("sqs:DeleteQueue", QUEUES, "tidying up after a run"),
          executors("lambda:InvokeFunction", On.FUNCTION, "starting executors"),
          people("dynamodb:BatchGetItem", TABLE, "resuming a run; counting what is done"),
          people("dynamodb:DeleteItem", TABLE, "deleting a run"),
          people("dynamodb:BatchWriteItem", TABLE, "deleting a run"),
          people("dynamodb:DescribeTable", TABLE, "doctor"),
          people("lambda:GetFunction", On.FUNCTION, "doctor"),
          people("lambda:GetFunctionConcurrency", On.FUNCTION, "doctor"),
          people("cloudformation:DescribeStacks", STACK, "finding the bucket; doctor"),
          people("cloudformation:DescribeStackResources", STACK, "doctor"),
          people("lambda:GetAccountSettings", ACCOUNT, "doctor"),
          new Permission("logs:CreateLogStream", LOG, FUNCTION, "log lines of executors"),
          new Permission("logs:PutLogEvents", LOG, FUNCTION, "log lines of executors"));

  /** Whose policy it is in. */
  public enum Holder {
    /** The function, and workers elsewhere. */
    EXECUTORS,
    /** The function alone. */
    FUNCTION,
    /** People, who also need what executors need. */
    PEOPLE
  }

  /** What an action is allowed on. */
  public enum On {
    /** The bucket, and the further buckets of matrices. */
    BUCKET("the bucket"),
    /** What is in them. */
    OBJECTS("objects in the bucket"),
    /** The table. */
    TABLE("the table"),
    /** All queues whose names begin with the stack's. */
    QUEUES("queues `NAME-*`"),
    /** The function. */
    FUNCTION("the function"),
    /** The function's log group. */
    LOG("the log group"),
    /** The stack. */
    STACK("the stack"),
    /** No resource in particular. */
    ACCOUNT("`*`");

    private final String words;

    On(String words) {
      this.words = words;
    }

    /** What it is called in a sentence. */
    public String words() {
      return words;
    }
  }

  private static Permission executors(String action, On on, String purpose) {
    return new Permission(action, on, EXECUTORS, purpose);
  }

  private static Permission people(String action, On on, String purpose) {
    return new Permission(action, on, PEOPLE, purpose);
  }
}
