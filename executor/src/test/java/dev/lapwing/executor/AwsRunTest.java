package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.lambdapack.Partition;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreCounters;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import dev.lapwing.state.TraceStore;
import dev.lapwing.state.aws.AwsClients;
import dev.lapwing.state.aws.LocalAws;
import dev.lapwing.state.aws.RequestCounters;
import dev.lapwing.testing.AwsServices;
import dev.lapwing.testing.WireFault;
import dev.lapwing.testing.WireFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Whole runs on the protocols of S3, SQS and DynamoDB. */
@Tag("once")
@Tag("endpoint")
class AwsRunTest {
  @RegisterExtension static final LocalAws AWS = new LocalAws();

  private static final Map<String, SimulatedProgram> PROGRAMS = SimulatedProgram.all();
  private static final Set<String> FORMS = Set.of("cholesky-chunked", "tsqr-q", "lu", "band-svd");
  private static final Set<String> ELSEWHERE = Set.of("cholesky-chunked", "band-svd");
  private static final int TILES = 16;
  private static final int CROWD = 8;
  private static final double TASKS = TILES * (TILES + 1) * (TILES + 2) / 6.0;

  private final TilePool pool = TilePool.create(1 << 26);

  @AfterEach
  void close() {
    assertThat(pool.bytesInUse()).isZero();
    pool.close();
  }

  /**
   * Programs of every form; what the others do to the services, one of these does as well. Services
   * that somebody else runs get the two that do most of it.
   */
  static Stream<String> programs() {
    Set<String> names = AwsServices.areForeign() ? ELSEWHERE : FORMS;
    return PROGRAMS.keySet().stream().filter(names::contains);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void theBitsAreThoseOfARunInMemory(String name) throws Exception {
    var run = new AwsRun(AWS, PROGRAMS.get(name), "run-" + name, pool);
    try (Storage storage = Storage.onAws(AWS.place(), pool)) {
      run.prepare(storage);
      run.compute(List.of(storage), RunLimits.defaults());
      assertSameBits(run, storage);
    }
  }

  @Test
  void twoExecutorsShareARun() throws Exception {
    var run = new AwsRun(AWS, SimulatedProgram.cholesky(new Partition(40, 4)), "shared", pool);
    try (Storage one = Storage.onAws(AWS.place(), pool);
        Storage other = Storage.onAws(AWS.place(), pool)) {
      run.prepare(one);
      List<RunReport> reports = run.compute(List.of(one, other), RunLimits.defaults());
      assertSameBits(run, one);
      assertThat(reports).allSatisfy(report -> assertThat(report.tasks()).isPositive());
    }
  }

  @Test
  void theBitsAreTheSameWhateverIsLostOnTheWay() throws Exception {
    var run = new AwsRun(AWS, SimulatedProgram.cholesky(new Partition(30, 5)), "troubled", pool);
    WireFault[] all = WireFault.brief();
    WireFaults faults = WireFaults.onEachOperation(all).or(WireFaults.seeded(3, 0.1, all));
    AwsClients clients = AWS.clients(faults);
    try (Storage calm = Storage.onAws(AWS.place(), pool);
        Storage troubled = Storage.onAws(AWS.place(), pool, clients)) {
      run.prepare(calm);
      run.compute(List.of(troubled), RunLimits.defaults().withLease(Duration.ofSeconds(2)));
      assertSameBits(run, calm);
      assertThat(clients.counters().counts())
          .allSatisfy((operation, count) -> assertThat(count.retries()).isPositive())
          .extractingFromEntries(counted -> counted.getKey().toString())
          .contains(
              "DynamoDb PutItem",
              "DynamoDb UpdateItem",
              "DynamoDb GetItem",
              "S3 DeleteObjects",
              "S3 GetObject",
              "S3 ListObjectsV2",
              "S3 PutObject",
              "Sqs ChangeMessageVisibilityBatch",
              "Sqs CreateQueue",
              "Sqs DeleteMessageBatch",
              "Sqs DeleteQueue",
              "Sqs ReceiveMessage",
              "Sqs SendMessageBatch");
    }
  }

  @Test
  void aNumericalFailureIsThatOfEveryExecutor() throws Exception {
    var run = new AwsRun(AWS, SimulatedProgram.indefinite(), "indefinite", pool);
    try (Storage one = Storage.onAws(AWS.place(), pool);
        Storage other = Storage.onAws(AWS.place(), pool)) {
      run.prepare(one);
      for (Storage storage : List.of(one, other)) {
        assertThatThrownBy(() -> run.start(storage))
            .isInstanceOfSatisfying(
                NotPositiveDefinite.class,
                failure -> assertThat(failure.pivot()).isEqualTo(new Pivot("A", 9, 2, 2, 3)));
      }
      assertThat(one.runs().life("indefinite").orElseThrow().status()).isEqualTo(RunStatus.FAILED);
    }
  }

  @Test
  void aRunThatWasCancelledIsResumedByAnotherProcess() throws Exception {
    var run = new AwsRun(AWS, SimulatedProgram.cholesky(new Partition(40, 4)), "resumed", pool);
    try (Storage one = Storage.onAws(AWS.place(), pool);
        Storage other = Storage.onAws(AWS.place(), pool)) {
      run.prepare(one);
      RunHandle cancelled = run.startAndThen(one, 40, RunHandle::cancel);
      assertThatThrownBy(cancelled::await).isInstanceOf(RunCancelled.class);
      RunReport before = cancelled.report();
      assertThat(one.runs().life("resumed").orElseThrow().status()).isEqualTo(RunStatus.CANCELLED);
      // Nobody waits for the deletion of a tile that is not needed, but whoever leaves does it.
      StoreCounters scratch = before.stores().get("S");
      assertThat(scratch.deletes()).isPositive();
      assertThat(AWS.keys("scratch/runs/resumed/S/"))
          .hasSize((int) (scratch.writes() - scratch.deletes()));
      RunReport rest = run.compute(List.of(other), RunLimits.defaults()).get(0);
      assertSameBits(run, other);
      assertNothingIsComputedTwice(before, rest);
      // Those that have written a tile, but for the last of each worker.
      assertThat(before.tasks()).isGreaterThanOrEqualTo(30);
      assertThat(AWS.keys("scratch/runs/resumed/")).isEmpty();
    }
  }

  @Test
  void aRunWhoseQueuesWereDeletedFailsAndIsMendedByResumingIt() throws Exception {
    var run = new AwsRun(AWS, SimulatedProgram.cholesky(new Partition(40, 4)), "robbed", pool);
    try (Storage one = Storage.onAws(AWS.place(), pool);
        Storage other = Storage.onAws(AWS.place(), pool)) {
      run.prepare(one);
      SqsClient sqs = one.aws().sqs();
      RunHandle robbed =
          run.startAndThen(
              one,
              30,
              handle ->
                  sqs.listQueues(
                          request -> request.queueNamePrefix(AWS.place().queuePrefix() + "robbed"))
                      .queueUrls()
                      .forEach(url -> sqs.deleteQueue(request -> request.queueUrl(url))));
      assertThatThrownBy(robbed::await)
          .isInstanceOf(RunFailure.class)
          .hasMessageContaining("resume it");
      RunReport rest = run.compute(List.of(other), RunLimits.defaults()).get(0);
      assertSameBits(run, other);
      assertNothingIsComputedTwice(robbed.report(), rest);
    }
  }

  @Test
  void aScratchTileOfAWrongShapeFailsTheRunWithItsKeyAndSpoilsNothing() throws Exception {
    var run = new AwsRun(AWS, SimulatedProgram.cholesky(new Partition(40, 4)), "misshapen", pool);
    try (Storage one = Storage.onAws(AWS.place(), pool);
        Storage other = Storage.onAws(AWS.place(), pool)) {
      run.prepare(one);
      assertThat(run.startAndThen(one, 40, RunHandle::cancel).status())
          .isEqualTo(RunStatus.CANCELLED);
      replaceScratchTiles(one, "misshapen");
      assertThatThrownBy(() -> run.compute(List.of(other), RunLimits.defaults()))
          .isInstanceOf(StorageRefused.class)
          .hasMessageContainingAll("/scratch/runs/misshapen/S/", ".tile is 2 x 3, not 4 x 4");
      assertThat(one.runs().life("misshapen").orElseThrow().status()).isEqualTo(RunStatus.FAILED);
      assertThat(run.results(one))
          .allSatisfy((name, l) -> assertWholeTiles(l, run.expected().get(name)));
    }
  }

  /** Tiles of 4 x 4, each of which is as it should be, or is not there and reads as zeros. */
  private static void assertWholeTiles(double[][] l, double[][] expected) {
    var absent = new double[4];
    for (int row = 0; row < l.length; row += 4) {
      for (int column = 0; column < l.length; column += 4) {
        double[][] tile = block(l, row, column);
        assertThat(
                Stream.of(tile).allMatch(each -> Arrays.equals(each, absent))
                    || Arrays.deepEquals(tile, block(expected, row, column)))
            .as("the tile at (%d, %d)", row, column)
            .isTrue();
      }
    }
  }

  private static double[][] block(double[][] a, int row, int column) {
    return Stream.of(a)
        .skip(row)
        .limit(4)
        .map(each -> Arrays.copyOfRange(each, column, column + 4))
        .toArray(double[][]::new);
  }

  /** Each of the scratch tiles that are left becomes one of another shape. */
  private void replaceScratchTiles(Storage storage, String id) throws Exception {
    String start = "scratch/runs/" + id + "/S/";
    List<String> keys = AWS.keys(start);
    assertThat(keys).isNotEmpty();
    try (TileStore scratch = storage.scratch(id, "S")) {
      Tile wrong = pool.zeros(2, 3);
      for (String key : keys) {
        String indices = key.substring(start.length(), key.length() - ".tile".length());
        scratch.write(
            TileIndex.of(Stream.of(indices.split("/")).mapToLong(Long::parseLong).toArray()),
            wrong);
      }
      wrong.release();
    }
  }

  @Test
  void aRunThatIsDoneLeavesItsRecordAndNoQueues() throws Exception {
    var run = new AwsRun(AWS, SimulatedProgram.cholesky(), "done", pool);
    try (Storage storage = Storage.onAws(AWS.place(), pool)) {
      run.prepare(storage);
      run.compute(List.of(storage), RunLimits.defaults());
      assertThat(storage.runs().find("done").orElseThrow().status()).isEqualTo(RunStatus.DONE);
      SqsClient sqs = storage.aws().sqs();
      assertThat(
              sqs.listQueues(request -> request.queueNamePrefix(AWS.place().queuePrefix() + "done"))
                  .queueUrls())
          .isEmpty();
    }
  }

  @Test
  void theTraceOfARunStaysInTheBucketAndTellsItsRequests() throws Exception {
    var run = new AwsRun(AWS, SimulatedProgram.cholesky(), "noted", pool);
    AwsClients clients = AwsClients.ofEnvironment();
    try (Storage preparing = Storage.onAws(AWS.place(), pool);
        Storage storage = Storage.onAws(AWS.place(), pool, clients)) {
      run.prepare(preparing);
      RunReport report = run.compute(List.of(storage), RunLimits.defaults()).get(0);
      List<RunEvent> events = new ArrayList<>();
      TraceStore trace = preparing.traces("noted").orElseThrow();
      new TraceReader(trace).read((process, event) -> events.add(event));
      int chunks = trace.names().size();
      assertThat(chunks).isPositive();
      assertThat(events.stream().filter(RunEvent.TaskFinished.class::isInstance))
          .hasSize((int) report.tasks());
      RunEvent.Counted counted = (RunEvent.Counted) events.get(events.size() - 1);
      RequestCounters counters = clients.counters();
      assertThat(counted.requests().get("S3 PutObject").calls())
          .isEqualTo(counters.of("S3", "PutObject").calls() - 1);
      assertThat(counted.requests().get("DynamoDb UpdateItem").requests())
          .isPositive()
          .isLessThanOrEqualTo(counters.of("DynamoDb", "UpdateItem").requests());
      assertThat(counted.requests().keySet()).contains("S3 GetObject", "Sqs ReceiveMessage");
    }
  }

  @Test
  @Tag("own")
  void anExecutorThatLeavesHoldsNoMessageWhateverIsDeletedLate() throws Exception {
    RunLimits patient = RunLimits.defaults().withLease(Duration.ofMinutes(1));
    try (var runs = new SharedRuns(RunPlace.stack(AWS.stackVariables(), "left"), 40, 5);
        var worker = new RunWorker(runs.storage, runs.pool, 2, new CountingClock());
        Storage other = Storage.onAws(AWS.place(), pool)) {
      runs.prepare(Matrices.positiveDefinite(40, 9));
      runs.submit(runs.cholesky("left", false).limits(patient).build());
      WorkReport report = worker.work("left", CountingClock.looks(300));
      assertThat(report.reason()).isEqualTo(StopReason.LIFE_OVER);
      assertThat(report.tasks()).isPositive();
      try (TaskQueue queue = other.queue("left")) {
        assertThat(queue.depth().leased()).isZero();
        assertThat(queue.depth().waiting()).isPositive();
      }
    }
  }

  @Test
  @Tag("own")
  void requestsPerTaskStayWithinTheirBounds() throws Exception {
    var cut = new Partition(8 * TILES, 8);
    var run = new AwsRun(AWS, SimulatedProgram.cholesky(cut), "counted", pool);
    AwsClients clients = AwsClients.ofEnvironment();
    try (Storage preparing = Storage.onAws(AWS.place(), pool);
        Storage storage = Storage.onAws(AWS.place(), pool, clients)) {
      run.prepare(preparing);
      long start = System.nanoTime();
      run.compute(List.of(storage), RunLimits.defaults());
      double seconds = (System.nanoTime() - start) * 1e-9;
      assertSameBits(run, preparing);
      RequestCounters counters = clients.counters();
      System.out.printf("Requests of a factorization of 816 tasks in %.1f s:%n", seconds);
      counters
          .counts()
          .forEach((operation, count) -> System.out.printf("  %-40s %s%n", operation, count));
      assertThat(perTask(counters, "S3", "GetObject")).isLessThanOrEqualTo(2.2);
      // The chunks of the trace are one in half a minute, whatever the number of tasks.
      int chunks = preparing.traces("counted").orElseThrow().names().size();
      assertThat(counters.of("S3", "PutObject").calls() - chunks).isLessThanOrEqualTo((long) TASKS);
      assertThat(perTask(counters, "DynamoDb", "UpdateItem")).isLessThanOrEqualTo(3);
      // Nobody waits for deletions: they go together, every five seconds and at the end.
      assertThat(counters.of("S3", "DeleteObject").calls()).isZero();
      assertThat(counters.of("S3", "DeleteObjects").calls())
          .isLessThanOrEqualTo(Math.round(2 + seconds / 5));
      // Whoever waits asks again after two seconds; what is done is deleted, and leases are
      // renewed,
      // after a while: a machine that is slow asks more often for the same tasks.
      assertThat(counters.of("Sqs").requests())
          .isLessThanOrEqualTo(Math.round(TASKS * 0.4 + 2 * seconds));
    }
  }

  @Test
  @Tag("own")
  void requestsToTheQueuesGrowLittleWithExecutors() throws Exception {
    int tiles = 12;
    long tasks = (long) tiles * (tiles + 1) * (tiles + 2) / 6;
    var cut = new Partition(8L * tiles, 8);
    var run = new AwsRun(AWS, SimulatedProgram.cholesky(cut), "crowd", pool);
    List<AwsClients> clients = new ArrayList<>();
    List<Storage> storages = new ArrayList<>();
    try (Storage preparing = Storage.onAws(AWS.place(), pool)) {
      run.prepare(preparing);
      for (int i = 0; i < CROWD; i++) {
        clients.add(AwsClients.ofEnvironment());
        storages.add(Storage.onAws(AWS.place(), pool, clients.get(i)));
      }
      long start = System.nanoTime();
      List<RunReport> reports =
          run.computeFreely(storages, RunLimits.defaults().withLease(Duration.ofMinutes(1)));
      double seconds = (System.nanoTime() - start) * 1e-9;
      assertSameBits(run, preparing);
      assertThat(reports).hasSize(CROWD);
      // One question where the queues are, and one whether they are gone.
      assertThat(sqs(clients, "GetQueueUrl")).isLessThanOrEqualTo(2 * CROWD);
      // Ten at a time, or what has come within five seconds from one of three queues.
      assertThat(sqs(clients, "DeleteMessageBatch"))
          .isLessThanOrEqualTo(Math.round(tasks / 10.0 + 3 * CROWD * (1 + seconds / 5)));
      long all = clients.stream().mapToLong(one -> one.counters().of("Sqs").requests()).sum();
      System.out.printf("%d requests to SQS of %d executors in %.1f s%n", all, CROWD, seconds);
      assertThat(all).isLessThanOrEqualTo(Math.round(tasks * 0.8 + CROWD * (4 + 2 * seconds)));
    } finally {
      for (Storage storage : storages) {
        storage.close();
      }
    }
  }

  private static long sqs(List<AwsClients> clients, String operation) {
    return clients.stream().mapToLong(one -> one.counters().of("Sqs", operation).calls()).sum();
  }

  /** Of 220 tasks, each of which writes one tile: all are computed whose tile was not there. */
  private static void assertNothingIsComputedTwice(RunReport before, RunReport rest) {
    assertThat(before.io().writes()).isPositive();
    assertThat(rest.tasks()).isEqualTo(220 - before.io().writes());
  }

  /** Calls, not requests: on a busy machine the SDK sends one again that took too long. */
  private static double perTask(RequestCounters counters, String service, String operation) {
    return counters.of(service, operation).calls() / TASKS;
  }

  static void assertSameBits(AwsRun run, Storage storage) throws Exception {
    Map<String, double[][]> results = run.results(storage);
    run.expected()
        .forEach((name, expected) -> assertThat(results.get(name)).isDeepEqualTo(expected));
  }
}
