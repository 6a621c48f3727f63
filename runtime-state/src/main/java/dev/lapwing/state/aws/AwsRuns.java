package dev.lapwing.state.aws;

import dev.lapwing.state.RunTable;
import dev.lapwing.state.SteadyClock;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The run table and the task queues of one stack. Safe for use by many threads. */
public final class AwsRuns implements AutoCloseable {
  private static final int THREADS = 16;
  private static final long IDLE_SECONDS = 10;

  private final AwsPlace place;
  private final SqsClient sqs;
  private final DynamoRunTable table;
  private final DeadLetters deadLetters;
  private final ScheduledThreadPoolExecutor polling = polling();
  private final ExecutorService writing = writing();

  private AwsRuns(AwsPlace place, AwsClients aws) throws StoreException {
    var clock = new ServiceClock(new SteadyClock());
    this.place = place;
    this.sqs = aws.sqs();
    this.table =
        new DynamoRunTable(
            new DynamoCalls(aws.dynamoDb(), place.table(), clock::observe),
            new Expiry(clock, place.retention()),
            new Together(writing));
    this.deadLetters = new DeadLetters(sqs, place.deadLetterQueueArn());
  }

  /**
   * The table and queues of a stack; nothing is asked of AWS yet.
   *
   * @param aws whose clients are used, and not closed
   */
  public static AwsRuns of(AwsPlace place, AwsClients aws) throws StoreException {
    return new AwsRuns(place, aws);
  }

  /** The table of all runs. */
  public RunTable table() {
    return table;
  }

  /** The queue of a run, which exists once it was prepared. */
  public TaskQueue queue(String run) {
    return new SqsTaskQueue(sqs, queues(run), deadLetters, polling);
  }

  /** Deletes the queues of a run, and all messages in them. */
  public void deleteQueues(String run) throws StoreException {
    queues(run).delete();
  }

  @Override
  public void close() {
    polling.shutdown();
    writing.shutdown();
  }

  private RunQueues queues(String run) {
    return new RunQueues(sqs, place.queuePrefix(), run, place.deadLetterQueueArn());
  }

  private static ScheduledThreadPoolExecutor polling() {
    var threads = new ScheduledThreadPoolExecutor(THREADS, task -> daemon(task, "lapwing-sqs"));
    threads.setRemoveOnCancelPolicy(true);
    threads.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  private static ExecutorService writing() {
    var threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> daemon(task, "lapwing-dynamodb"));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  private static Thread daemon(Runnable task, String name) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
