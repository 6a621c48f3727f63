package dev.lapwing.state.aws;

import dev.lapwing.state.RunTable;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import java.lang.ref.WeakReference;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The run table and the task queues of one stack. Safe for use by many threads. */
public final class AwsRuns implements AutoCloseable {
  private static final int THREADS = 16;

  private final AwsPlace place;
  private final SqsClient sqs;
  private final DynamoRunTable table;
  private final DeadLetters deadLetters;
  private final ScheduledThreadPoolExecutor polling = IdleThreads.scheduled(THREADS, "lapwing-sqs");
  private final Map<String, WeakReference<RunQueues>> queues = new HashMap<>();
  private final ExecutorService writing = IdleThreads.of(THREADS, "lapwing-dynamodb");

  private AwsRuns(AwsPlace place, AwsClients aws, InstantSource machine) throws StoreException {
    var clock = new ServiceClock(machine);
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
   * @param machine the clock of this process, which may be wrong
   */
  public static AwsRuns of(AwsPlace place, AwsClients aws, InstantSource machine)
      throws StoreException {
    return new AwsRuns(place, aws, machine);
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

  /** What is known of a run's queues is known to all who use them. */
  private synchronized RunQueues queues(String run) {
    queues.values().removeIf(unused -> unused.get() == null);
    RunQueues known = queues.getOrDefault(run, new WeakReference<>(null)).get();
    if (known != null) {
      return known;
    }
    var fresh = new RunQueues(sqs, place.queuePrefix(), run, place.deadLetterQueueArn());
    queues.put(run, new WeakReference<>(fresh));
    return fresh;
  }
}
