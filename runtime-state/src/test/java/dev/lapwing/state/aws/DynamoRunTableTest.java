package dev.lapwing.state.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.state.PermanentStoreException;
import dev.lapwing.state.RunTable;
import dev.lapwing.state.RunTable.Arrival;
import dev.lapwing.state.RunTable.ExecutorItem;
import dev.lapwing.state.RunTable.RunRecord;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.contract.OwnedClock;
import dev.lapwing.state.contract.RunTableContract;
import dev.lapwing.testing.AwsServices;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Tag("endpoint")
class DynamoRunTableTest extends RunTableContract {
  private static final String RUN = "01HZZZZZZZZZZZZZZZZZZZZZZ1";
  private static AwsServices services;

  /** The service deletes what has expired by the machine's clock. */
  private final OwnedClock clock = new OwnedClock(Instant.now());

  private final DynamoWorld world = DynamoWorld.at(services.dynamoDb());
  private final DynamoRunTable table = world.runTable(clock);

  @BeforeAll
  static void startService() {
    services = AwsServices.find();
  }

  @AfterAll
  static void stopService() throws Exception {
    services.close();
  }

  @AfterEach
  void closeWorld() {
    world.close();
  }

  @Override
  protected RunTable table() {
    return table;
  }

  @Override
  protected void advance(Duration duration) {
    clock.advance(duration);
  }

  @Test
  void neighboursShareAnItemAndNodesOfTheCompletionTreeDoNot() throws Exception {
    table.addEdges(RUN, arrivals(LongStream.range(16, 24)));
    assertThat(items()).hasSize(1);
    table.addEdges(RUN, arrivals(LongStream.range(-11, -3)));
    assertThat(items()).hasSize(9);
  }

  @Test
  void neighboursInOneItemAreApart() throws Exception {
    table.markDone(RUN, 17, OptionalLong.of(3));
    table.addEdges(RUN, List.of(new Arrival(16, 1), new Arrival(18, 2), new Arrival(18, 3)));
    assertThat(table.item(RUN, 16))
        .isEqualTo(new RunTable.TaskItem(1, false, OptionalLong.empty()));
    assertThat(table.item(RUN, 17)).isEqualTo(new RunTable.TaskItem(0, true, OptionalLong.of(3)));
    assertThat(table.item(RUN, 18))
        .isEqualTo(new RunTable.TaskItem(2, false, OptionalLong.empty()));
    assertThat(table.hasEdge(RUN, 18, 1)).isFalse();
  }

  @Test
  void itemsAreSpreadOverManyPartitions() throws Exception {
    table.addEdges(RUN, arrivals(LongStream.range(0, 8 * 128)));
    List<String> partitions = items().stream().map(item -> item.get("pk").s()).distinct().toList();
    assertThat(partitions).hasSize(64);
  }

  @Test
  void whatIsRecordedOfTasksAndOfRunsThatEndedExpires() throws Exception {
    table.create(run(new byte[10]));
    assertThat(items()).noneMatch(item -> item.containsKey("expires"));
    table.end(RUN, RunStatus.DONE, "");
    table.addEdges(RUN, arrivals(LongStream.of(1)));
    table.markDone(RUN, 100, OptionalLong.empty());
    table.heartbeat(RUN, new ExecutorItem("one", 1, 1, ""));
    long expected = clock.instant().plus(DynamoWorld.RETENTION).getEpochSecond();
    assertThat(items())
        .hasSize(5)
        .allSatisfy(item -> assertThat(item.get("expires").n()).isEqualTo("" + expected));
  }

  @Test
  void aRunThatIsPutBackToWorkDoesNotExpire() throws Exception {
    table.create(run(new byte[10]));
    table.end(RUN, RunStatus.FAILED, "because");
    table.resume(RUN, run(new byte[10]).options());
    assertThat(items()).hasSize(2).noneMatch(item -> item.containsKey("expires"));
  }

  @Test
  void aRunOfAnotherContentDoesNotTouchTheOneThatExists() throws Exception {
    RunRecord first = run(new byte[] {1, 2, 3});
    table.create(first);
    assertThat(table.create(run(new byte[] {4, 5, 6}))).isFalse();
    assertThat(table.find(RUN)).get().usingRecursiveComparison().isEqualTo(first);
  }

  @Test
  void aProgramOfManyKilobytesIsKeptAndOneThatNoItemHoldsIsRefused() throws Exception {
    RunRecord large = run(new byte[300_000]);
    assertThat(table.create(large)).isTrue();
    assertThat(table.find(RUN)).get().usingRecursiveComparison().isEqualTo(large);
    assertThatThrownBy(() -> table.create(run(new byte[400_000])))
        .isInstanceOf(PermanentStoreException.class)
        .hasMessageContaining("too large for DynamoDB")
        .hasMessageContaining("400,000");
  }

  @Test
  void aTaskWithMoreEdgesThanItsItemShouldHoldIsRefusedWithAdvice() throws Exception {
    List<Arrival> most =
        IntStream.range(0, table.maxEdges()).mapToObj(edge -> new Arrival(3, edge)).toList();
    assertThat(table.addEdges(RUN, most).get(3L).edges()).isEqualTo(table.maxEdges());
    assertThatThrownBy(() -> table.addEdges(RUN, List.of(new Arrival(3, table.maxEdges()))))
        .isInstanceOf(PermanentStoreException.class)
        .hasMessageContaining("4,096 edges")
        .hasMessageContaining("treeReduce");
  }

  @Test
  void aGroupOfTasksWithTheMostEdgesFitsIntoAnItem() throws Exception {
    for (int task = 0; task < 8; task++) {
      long item = task;
      table.addEdges(
          RUN,
          IntStream.range(0, table.maxEdges())
              .mapToObj(edge -> new Arrival(item, 1_000_000 + edge))
              .toList());
    }
    assertThat(table.item(RUN, 7).edges()).isEqualTo(table.maxEdges());
  }

  @Test
  void deletingARunLeavesNothing() throws Exception {
    table.create(run(new byte[10]));
    table.addEdges(RUN, arrivals(LongStream.range(-100, 1000)));
    table.heartbeat(RUN, new ExecutorItem("one", 1, 1, ""));
    table.delete(RUN);
    assertThat(items()).isEmpty();
  }

  @Test
  void aTableThatDoesNotExistIsNamed() throws Exception {
    var missing =
        new DynamoRunTable(
            new DynamoCalls(world.client(), "no-such-table", answer -> {}),
            new Expiry(clock, DynamoWorld.RETENTION),
            new Together(Runnable::run));
    assertThatThrownBy(() -> missing.find(RUN))
        .isInstanceOf(PermanentStoreException.class)
        .hasMessageContaining("no-such-table")
        .hasMessageContaining("deploy the stack");
    assertThatThrownBy(() -> missing.addEdges(RUN, arrivals(LongStream.of(1))))
        .isInstanceOf(PermanentStoreException.class)
        .hasMessageContaining("no-such-table");
  }

  private List<Map<String, AttributeValue>> items() {
    return world.client().scan(request -> request.tableName(world.name())).items();
  }

  private static List<Arrival> arrivals(LongStream items) {
    return items.mapToObj(item -> new Arrival(item, 0)).toList();
  }

  private static RunRecord run(byte[] program) {
    return new RunRecord(RUN, program, "n=4096", "tile=512", RunStatus.RUNNING, "");
  }
}
