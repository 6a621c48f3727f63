package dev.lapwing.state.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.state.RunTable;
import dev.lapwing.state.RunTable.Arrival;
import dev.lapwing.state.RunTable.Claim;
import dev.lapwing.state.RunTable.ExecutorItem;
import dev.lapwing.state.RunTable.Leadership;
import dev.lapwing.state.RunTable.RunLife;
import dev.lapwing.state.RunTable.RunRecord;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.RunTable.TaskItem;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.contract.OwnedClock;
import dev.lapwing.testing.AwsEnvironment;
import dev.lapwing.testing.AwsServices;
import dev.lapwing.testing.WireFault;
import dev.lapwing.testing.WireFaults;
import dev.lapwing.testing.WireRequests;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every operation of the run table when the first attempt of each of its requests goes wrong. */
@Tag("once")
class DynamoFaultsTest {
  private static final String RUN = "01HZZZZZZZZZZZZZZZZZZZZZZ1";
  private static AwsServices services;
  private static AwsEnvironment environment;

  private final DynamoWorld world = DynamoWorld.at(services.dynamoDb());
  private final ExecutorService threads = Executors.newFixedThreadPool(8);

  @BeforeAll
  static void startService() {
    services = AwsServices.find();
    environment = AwsEnvironment.start().service("DynamoDb", services.dynamoDb());
  }

  @AfterAll
  static void stopService() throws Exception {
    environment.close();
    services.close();
  }

  @AfterEach
  void closeWorld() {
    threads.shutdownNow();
    world.close();
  }

  @ParameterizedTest
  @EnumSource(WireFault.class)
  void everyAnswerIsAsIfNothingHadGoneWrong(WireFault fault) throws Exception {
    WireFaults faults = WireFaults.onFirstAttempts(fault);
    try (AwsClients clients = Clients.with(faults, Clients.patience(fault))) {
      DynamoRunTable table = table(clients);
      assertThat(table.create(run())).isTrue();
      assertThat(table.create(run())).isFalse();
      assertThat(table.find(RUN)).get().usingRecursiveComparison().isEqualTo(run());
      assertThat(table.life(RUN)).contains(new RunLife(RunStatus.RUNNING, ""));
      assertThat(table.runs()).containsExactly(RUN);
      assertThat(table.addEdges(RUN, arrivals(LongStream.rangeClosed(1, 40))))
          .hasSize(40)
          .allSatisfy((item, seen) -> assertThat(seen.edges()).isEqualTo(1));
      assertThat(table.hasEdge(RUN, 40, 0)).isTrue();
      assertThat(table.items(RUN, List.of(39L, 40L, 99L)))
          .containsEntry(40L, new TaskItem(1, false, OptionalLong.empty()))
          .containsEntry(99L, TaskItem.UNKNOWN);
      assertThat(table.markDone(RUN, 7, OptionalLong.of(9))).isTrue();
      assertThat(table.markDone(RUN, 7, OptionalLong.of(8))).isFalse();
      assertThat(table.item(RUN, 7)).isEqualTo(new TaskItem(1, true, OptionalLong.of(9)));
      table.heartbeat(RUN, new ExecutorItem("one", 1, 2, "threads=3"));
      assertThat(table.executors(RUN, Duration.ofMinutes(1)))
          .containsExactly(new ExecutorItem("one", 1, 2, "threads=3"));
      assertThat(leads(table, "one", Duration.ofMinutes(1))).isTrue();
      assertThat(leads(table, "two", Duration.ofMinutes(1))).isFalse();
      Claim goesOn = new Claim("one", Duration.ofMinutes(1), 1).withMemo("for two");
      assertThat(table.claimLeadership(RUN, goesOn).mine()).isTrue();
      assertThat(leads(table, "one", Duration.ZERO)).isFalse();
      assertThat(table.claimLeadership(RUN, goesOn).mine()).isTrue();
      assertThat(leads(table, "one", Duration.ZERO)).isFalse();
      assertThat(table.claimLeadership(RUN, new Claim("two", Duration.ofMinutes(1), 1)))
          .isEqualTo(new Leadership(true, Duration.ofMinutes(1), 1, "for two"));
      assertThat(table.end(RUN, RunStatus.FAILED, "because")).isEqualTo(RunStatus.FAILED);
      assertThat(table.resume(RUN, "other=options")).isEqualTo(RunStatus.RUNNING);
      assertThat(table.end(RUN, RunStatus.DONE, "")).isEqualTo(RunStatus.DONE);
      assertThat(table.resume(RUN, "other=options")).isEqualTo(RunStatus.DONE);
      table.delete(RUN);
      assertThat(table.find(RUN)).isEmpty();
    }
    assertThat(faults.injected()).isGreaterThan(20);
    assertThat(world.client().scan(request -> request.tableName(world.name())).items()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = WireFault.class,
      names = {"REFUSED", "THROTTLED", "INTERNAL_ERROR", "UNAVAILABLE"})
  void aServiceThatStaysAwayIsAFailureThatMayBeRepeated(WireFault fault) throws Exception {
    WireFaults faults = WireFaults.always(WireRequests.any(), fault);
    try (AwsClients clients = Clients.with(faults)) {
      assertThatThrownBy(() -> table(clients).find(RUN))
          .isExactlyInstanceOf(StoreException.class)
          .hasMessageContaining(world.name());
      assertThat(faults.injected()).isEqualTo(Clients.ATTEMPTS);
    }
  }

  @Test
  void ofManyThreadsThatAddEdgesTheLastSeesAllOfThemWhateverIsLost() throws Exception {
    WireFaults faults = WireFaults.seeded(5, 0.3, WireFault.ANSWER_LOST, WireFault.THROTTLED);
    try (AwsClients clients = Clients.with(faults)) {
      DynamoRunTable table = table(clients);
      List<TaskItem> seen =
          threads
              .invokeAll(
                  IntStream.range(0, 32)
                      .<Callable<TaskItem>>mapToObj(
                          edge -> () -> table.addEdges(RUN, List.of(new Arrival(3, edge))).get(3L))
                      .toList())
              .stream()
              .map(DynamoFaultsTest::result)
              .toList();
      assertThat(seen).extracting(TaskItem::edges).contains(32);
    }
    assertThat(faults.injected()).isPositive();
  }

  @Test
  void whoFollowsALeaderKnowsItWhenTheAnswerIsLost() throws Exception {
    var clock = new OwnedClock(Instant.now());
    Duration turn = Duration.ofSeconds(9);
    try (AwsClients clients = Clients.with(WireFaults.onFirstAttempts(WireFault.ANSWER_LOST))) {
      DynamoRunTable table = world.runTable(clock, clients.dynamoDb());
      assertThat(leads(table, "one", turn)).isTrue();
      assertThat(leads(table, "two", turn)).isFalse();
      clock.advance(turn);
      assertThat(leads(table, "two", turn)).isTrue();
      assertThat(leads(table, "one", turn)).isFalse();
    }
  }

  private DynamoRunTable table(AwsClients clients) throws StoreException {
    var clock = new ServiceClock(InstantSource.system());
    return new DynamoRunTable(
        new DynamoCalls(clients.dynamoDb(), world.name(), clock::observe),
        new Expiry(clock, DynamoWorld.RETENTION),
        new Together(threads));
  }

  private static boolean leads(RunTable table, String name, Duration duration) throws Exception {
    return table.claimLeadership(RUN, new Claim(name, duration, 1)).mine();
  }

  private static TaskItem result(Future<TaskItem> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static List<Arrival> arrivals(LongStream items) {
    return items.mapToObj(item -> new Arrival(item, 0)).toList();
  }

  private static RunRecord run() {
    return new RunRecord(RUN, new byte[] {1, 2, 3}, "n=4096", "tile=512", RunStatus.RUNNING, "");
  }
}
