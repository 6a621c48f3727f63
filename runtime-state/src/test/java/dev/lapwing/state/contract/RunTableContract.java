package dev.lapwing.state.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.lapwing.state.RunMissing;
import dev.lapwing.state.RunTable;
import dev.lapwing.state.RunTable.Arrival;
import dev.lapwing.state.RunTable.Claim;
import dev.lapwing.state.RunTable.ExecutorItem;
import dev.lapwing.state.RunTable.Leadership;
import dev.lapwing.state.RunTable.RunLife;
import dev.lapwing.state.RunTable.RunRecord;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.RunTable.TaskItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link RunTable} must do. An implementation's test extends this class, makes a fresh
 * empty table for each test, and lets time pass by whatever means it has.
 */
public abstract class RunTableContract {
  private static final String RUN = "01HZZZZZZZZZZZZZZZZZZZZZZ1";
  private static final String OTHER = "01HZZZZZZZZZZZZZZZZZZZZZZ0";

  private static final OptionalLong NONE = OptionalLong.empty();
  private static final Duration TURN = Duration.ofSeconds(9);

  /** The empty table under test: the same for the whole of one test. */
  protected abstract RunTable table() throws Exception;

  /** Lets the table believe that so much time has passed. */
  protected abstract void advance(Duration duration);

  @AfterEach
  void closeTable() throws Exception {
    table().close();
  }

  @Test
  void aRunIsFoundAsItWasCreated() throws Exception {
    RunRecord run = run(RUN);
    assertThat(table().create(run)).isTrue();
    assertThat(table().find(RUN)).get().usingRecursiveComparison().isEqualTo(run);
    assertThat(table().find(OTHER)).isEmpty();
  }

  @Test
  void creatingTwiceChangesNothing() throws Exception {
    table().create(run(RUN));
    table().end(RUN, RunStatus.FAILED, "because");
    assertThat(table().create(run(RUN))).isFalse();
    assertThat(statusOf(RUN)).isEqualTo(RunStatus.FAILED);
  }

  @Test
  void runsAreListedOldestFirst() throws Exception {
    assertThat(table().runs()).isEmpty();
    table().create(run(OTHER));
    table().create(run(RUN));
    assertThat(table().runs()).containsExactly(OTHER, RUN);
  }

  @Test
  void aRunEndsOnlyOnce() throws Exception {
    table().create(run(RUN));
    assertThat(table().end(RUN, RunStatus.FAILED, "disk full")).isEqualTo(RunStatus.FAILED);
    assertThat(table().end(RUN, RunStatus.DONE, "")).isEqualTo(RunStatus.FAILED);
    assertThat(table().end(RUN, RunStatus.CANCELLED, "other")).isEqualTo(RunStatus.FAILED);
    assertThat(table().find(RUN).orElseThrow().reason()).isEqualTo("disk full");
  }

  @Test
  void theLifeOfARunIsThatOfItsRecord() throws Exception {
    assertThat(table().life(RUN)).isEmpty();
    table().create(run(RUN));
    assertThat(table().life(RUN)).contains(new RunLife(RunStatus.RUNNING, ""));
    table().end(RUN, RunStatus.FAILED, "disk full");
    assertThat(table().life(RUN)).contains(new RunLife(RunStatus.FAILED, "disk full"));
    table().delete(RUN);
    assertThat(table().life(RUN)).isEmpty();
  }

  @Test
  void endingAgainInTheSameWayGivesTheSameAnswer() throws Exception {
    table().create(run(RUN));
    assertThat(table().end(RUN, RunStatus.DONE, "")).isEqualTo(RunStatus.DONE);
    assertThat(table().end(RUN, RunStatus.DONE, "")).isEqualTo(RunStatus.DONE);
  }

  @Test
  void aRunThatFailedOrWasCancelledIsResumed() throws Exception {
    for (RunStatus ended : List.of(RunStatus.FAILED, RunStatus.CANCELLED)) {
      table().delete(RUN);
      table().create(run(RUN));
      table().end(RUN, ended, "because");
      assertThat(table().resume(RUN, "one")).isEqualTo(RunStatus.RUNNING);
      assertThat(table().resume(RUN, "other")).isEqualTo(RunStatus.RUNNING);
      RunRecord resumed = table().find(RUN).orElseThrow();
      assertThat(resumed.reason()).isEmpty();
      assertThat(resumed.options()).isEqualTo("other");
      assertThat(resumed.sizes()).isEqualTo(run(RUN).sizes());
      assertThat(resumed.program()).isEqualTo(run(RUN).program());
    }
  }

  @Test
  void aRunThatIsDoneStaysDone() throws Exception {
    table().create(run(RUN));
    table().end(RUN, RunStatus.DONE, "");
    assertThat(table().resume(RUN, "other")).isEqualTo(RunStatus.DONE);
    assertThat(statusOf(RUN)).isEqualTo(RunStatus.DONE);
    assertThat(table().find(RUN).orElseThrow().options()).isEqualTo(run(RUN).options());
  }

  @Test
  void aRunThatDoesNotExistIsNamed() throws Exception {
    assertThatThrownBy(() -> table().end(RUN, RunStatus.DONE, ""))
        .isInstanceOf(RunMissing.class)
        .hasMessageContaining(RUN);
    assertThatThrownBy(() -> table().resume(RUN, "")).isInstanceOf(RunMissing.class);
  }

  @Test
  void aRunCannotEndAsRunning() throws Exception {
    table().create(run(RUN));
    assertThatThrownBy(() -> table().end(RUN, RunStatus.RUNNING, ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void edgesAreASet() throws Exception {
    table().create(run(RUN));
    assertThat(add(1, 0)).isEqualTo(received(1));
    assertThat(add(1, 2)).isEqualTo(received(2));
    assertThat(add(1, 0)).isEqualTo(received(2));
    assertThat(add(1, 1, 2, 3)).isEqualTo(received(4));
    assertThat(add(1, 1, 2, 3)).isEqualTo(received(4));
    assertThat(add(1, 5, 5)).isEqualTo(received(5));
    assertThat(table().item(RUN, 1)).isEqualTo(received(5));
  }

  @Test
  void oneCallAddsEdgesToSeveralItems() throws Exception {
    add(7, 0, 1);
    List<Arrival> arrivals =
        List.of(new Arrival(9, 0), new Arrival(7, 1), new Arrival(-3, 70), new Arrival(7, 2));
    for (int repetition = 0; repetition < 2; repetition++) {
      assertThat(table().addEdges(RUN, arrivals))
          .containsExactly(entry(9L, received(1)), entry(7L, received(3)), entry(-3L, received(1)));
    }
    assertThat(table().item(RUN, 7)).isEqualTo(received(3));
    assertThat(table().item(RUN, -3)).isEqualTo(received(1));
    assertThat(table().hasEdge(RUN, -3, 70)).isTrue();
  }

  @Test
  void theAnswerTellsWhichItemsWereDoneBefore() throws Exception {
    table().markDone(RUN, 2, OptionalLong.of(5));
    assertThat(table().addEdges(RUN, List.of(new Arrival(1, 0), new Arrival(2, 0))))
        .containsExactly(
            entry(1L, received(1)), entry(2L, new TaskItem(1, true, OptionalLong.of(5))));
  }

  @Test
  void oneCallAddsManyEdges() throws Exception {
    List<Arrival> arrivals = new ArrayList<>();
    for (int item = 0; item < 300; item++) {
      arrivals.add(new Arrival(1000 - item, item % 5));
      arrivals.add(new Arrival(item % 100, 10 + item));
    }
    Map<Long, TaskItem> items = table().addEdges(RUN, arrivals);
    assertThat(items).hasSize(400);
    assertThat(items.get(1000L)).isEqualTo(received(1));
    assertThat(items.get(99L)).isEqualTo(received(3));
    assertThat(table().item(RUN, 99)).isEqualTo(received(3));
  }

  @Test
  void manyItemsAreReadAtOnce() throws Exception {
    List<Long> all = LongStream.range(-300, 3000).boxed().toList();
    for (long item : all) {
      if (item % 17 == 0) {
        add(item, 0, 5);
      }
    }
    table().markDone(RUN, 34, OptionalLong.of(7));
    Map<Long, TaskItem> items = table().items(RUN, all);
    assertThat(items).hasSize(all.size());
    assertThat(items.get(34L)).isEqualTo(new TaskItem(2, true, OptionalLong.of(7)));
    assertThat(items.get(-289L)).isEqualTo(received(2));
    assertThat(items.get(2992L)).isEqualTo(received(2));
    assertThat(items.get(35L)).isEqualTo(TaskItem.UNKNOWN);
    assertThat(table().items(RUN, List.of())).isEmpty();
  }

  @Test
  void addingNothingChangesNothing() throws Exception {
    assertThat(table().addEdges(RUN, List.of())).isEmpty();
  }

  @Test
  void edgesMayHaveLargeNumbers() throws Exception {
    for (int edge : new int[] {63, 64, 127, 128, 511, 5000, 100_000}) {
      add(9, edge);
      add(9, edge);
    }
    assertThat(table().item(RUN, 9)).isEqualTo(received(7));
  }

  @Test
  void anEdgeIsThereOnceItWasAdded() throws Exception {
    add(1, 3, 64, 1000);
    for (int edge : new int[] {3, 64, 1000}) {
      assertThat(table().hasEdge(RUN, 1, edge)).isTrue();
      assertThat(table().hasEdge(RUN, 1, edge + 1)).isFalse();
      assertThat(table().hasEdge(RUN, 2, edge)).isFalse();
    }
    assertThat(table().hasEdge(RUN, 1, 1_000_000)).isFalse();
  }

  @Test
  void theFirstMarkingRecordsTheChildThatComesNext() throws Exception {
    add(4, 0);
    assertThat(table().markDone(RUN, 4, OptionalLong.of(-17))).isTrue();
    assertThat(table().markDone(RUN, 4, OptionalLong.of(5))).isFalse();
    assertThat(table().item(RUN, 4)).isEqualTo(new TaskItem(1, true, OptionalLong.of(-17)));
    assertThat(add(4, 1)).isEqualTo(new TaskItem(2, true, OptionalLong.of(-17)));
  }

  @Test
  void edgesHaveNoNegativeNumbers() {
    assertThatThrownBy(() -> new Arrival(1, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }

  @Test
  void anItemNeverHeardOfIsEmptyAndNotDone() throws Exception {
    assertThat(table().item(RUN, 123)).isEqualTo(TaskItem.UNKNOWN);
  }

  @Test
  void itemsOfDifferentNumbersAndRunsAreApart() throws Exception {
    add(Long.MIN_VALUE, 1);
    add(Long.MAX_VALUE, 1, 2);
    add(OTHER, Long.MAX_VALUE, 1, 2, 3);
    assertThat(table().item(RUN, Long.MIN_VALUE).edges()).isEqualTo(1);
    assertThat(table().item(RUN, Long.MAX_VALUE).edges()).isEqualTo(2);
    assertThat(table().item(OTHER, Long.MAX_VALUE).edges()).isEqualTo(3);
  }

  @Test
  void onlyTheFirstMarkingIsTheFirst() throws Exception {
    assertThat(table().markDone(RUN, 4, NONE)).isTrue();
    assertThat(table().markDone(RUN, 4, NONE)).isFalse();
    assertThat(table().item(RUN, 4)).isEqualTo(new TaskItem(0, true, NONE));
  }

  @Test
  void aDoneItemStillTakesEdges() throws Exception {
    add(4, 0);
    table().markDone(RUN, 4, NONE);
    assertThat(add(4, 1)).isEqualTo(new TaskItem(2, true, NONE));
  }

  @Test
  void executorsAreListedWhileTheyGiveSignsOfLife() throws Exception {
    table().create(run(RUN));
    table().heartbeat(RUN, new ExecutorItem("one", 1, 1e9, "threads=2"));
    advance(Duration.ofSeconds(20));
    table().heartbeat(RUN, new ExecutorItem("two", 5, 2e9, ""));
    assertThat(table().executors(RUN, Duration.ofSeconds(10)))
        .containsExactly(new ExecutorItem("two", 5, 2e9, ""));
    assertThat(table().executors(RUN, Duration.ofSeconds(30))).hasSize(2);
    assertThat(table().lastSigns(RUN))
        .anyMatch(
            sign -> sign.executor().id().equals("one") && !sign.isWithin(Duration.ofSeconds(10)))
        .anyMatch(
            sign -> sign.executor().id().equals("two") && sign.isWithin(Duration.ofSeconds(10)))
        .hasSize(2);
    table().heartbeat(RUN, new ExecutorItem("one", 2, 3e9, "threads=2&left=idle"));
    assertThat(table().executors(RUN, Duration.ofSeconds(10)))
        .containsExactlyInAnyOrder(
            new ExecutorItem("one", 2, 3e9, "threads=2&left=idle"),
            new ExecutorItem("two", 5, 2e9, ""));
    assertThat(table().executors(OTHER, Duration.ofSeconds(30))).isEmpty();
  }

  @Test
  void oneLeadsForAsLongAsItClaimsInTime() throws Exception {
    for (int claims = 0; claims < 5; claims++) {
      assertThat(leads(RUN, "one", TURN)).isTrue();
      assertThat(leads(RUN, "two", TURN)).isFalse();
      advance(TURN.dividedBy(2));
    }
  }

  @Test
  void whoeverDoesNotClaimInTimeIsFollowedByAnother() throws Exception {
    assertThat(leads(RUN, "one", TURN)).isTrue();
    assertThat(leads(RUN, "two", TURN)).isFalse();
    advance(TURN.plusMillis(1));
    assertThat(leads(RUN, "two", TURN)).isTrue();
    assertThat(leads(RUN, "one", TURN)).isFalse();
  }

  @Test
  void aLeaderThatWasLateLeadsAgainIfNobodyFollowed() throws Exception {
    leads(RUN, "one", TURN);
    advance(TURN.multipliedBy(3));
    assertThat(leads(RUN, "one", TURN)).isTrue();
    assertThat(leads(RUN, "two", TURN)).isFalse();
  }

  @Test
  void leadershipThatIsGivenUpIsFreeAtOnce() throws Exception {
    leads(RUN, "one", TURN);
    assertThat(leads(RUN, "two", Duration.ZERO)).isFalse();
    assertThat(leads(RUN, "three", TURN)).isFalse();
    assertThat(leads(RUN, "one", Duration.ZERO)).isFalse();
    assertThat(leads(RUN, "two", TURN)).isTrue();
  }

  @Test
  void whoDoesNotLeadIsToldForHowLongAtMostAndAmongHowMany() throws Exception {
    assertThat(table().claimLeadership(RUN, new Claim("one", TURN, 7)))
        .isEqualTo(new Leadership(true, TURN, 7, ""));
    var two = new Claim("two", TURN, 1);
    assertThat(table().claimLeadership(RUN, two)).isEqualTo(new Leadership(false, TURN, 7, ""));
    advance(TURN.dividedBy(3));
    assertThat(table().claimLeadership(RUN, two))
        .isEqualTo(new Leadership(false, TURN.dividedBy(3).multipliedBy(2), 7, ""));
    assertThat(table().claimLeadership(RUN, new Claim("one", TURN, 8)).mine()).isTrue();
    assertThat(table().claimLeadership(RUN, two)).isEqualTo(new Leadership(false, TURN, 8, ""));
  }

  @Test
  void whoFollowsALeaderReadsWhatItWroteDown() throws Exception {
    var one = new Claim("one", TURN, 1);
    var two = new Claim("two", TURN, 1);
    assertThat(table().claimLeadership(RUN, one).memo()).isEmpty();
    assertThat(table().claimLeadership(RUN, one.withMemo("first")).memo()).isEqualTo("first");
    assertThat(table().claimLeadership(RUN, two).memo()).isEqualTo("first");
    assertThat(table().claimLeadership(RUN, one.withMemo("second")).mine()).isTrue();
    assertThat(table().claimLeadership(RUN, two).mine()).isFalse();
    advance(TURN);
    assertThat(table().claimLeadership(RUN, two))
        .isEqualTo(new Leadership(true, TURN, 1, "second"));
    assertThat(table().claimLeadership(RUN, two.withMemo("third")).mine()).isTrue();
    Claim end = new Claim("two", Duration.ZERO, 1).withMemo("fourth");
    assertThat(table().claimLeadership(RUN, end).mine()).isFalse();
    assertThat(table().claimLeadership(RUN, new Claim("three", TURN, 1)).memo())
        .isEqualTo("fourth");
  }

  @Test
  void nobodyGoesOnLeadingWhenAnotherHasLedSince() throws Exception {
    var one = new Claim("one", TURN, 1);
    assertThat(table().claimLeadership(RUN, one.withMemo("of nobody")).mine()).isFalse();
    assertThat(table().claimLeadership(RUN, one).memo()).isEmpty();
    assertThat(leads(RUN, "two", TURN)).isFalse();
    advance(TURN);
    assertThat(leads(RUN, "two", TURN)).isTrue();
    assertThat(leads(RUN, "two", Duration.ZERO)).isFalse();
    assertThat(table().claimLeadership(RUN, one.withMemo("old")).mine()).isFalse();
    assertThat(table().claimLeadership(RUN, one).memo()).as("it begins anew").isEmpty();
    assertThat(table().claimLeadership(RUN, one.withMemo("new")).memo()).isEqualTo("new");
  }

  @Test
  void runsHaveLeadersOfTheirOwn() throws Exception {
    assertThat(leads(RUN, "one", TURN)).isTrue();
    assertThat(leads(OTHER, "two", TURN)).isTrue();
    table().delete(RUN);
    assertThat(leads(RUN, "two", TURN)).isTrue();
    assertThat(leads(OTHER, "one", TURN)).isFalse();
  }

  @Test
  void ofManyThreadsThatClaimOneLeads() throws Exception {
    for (int round = 0; round < 10; round++) {
      List<Boolean> led = ManyThreads.run(8, t -> () -> leads(RUN, "thread " + t, TURN));
      assertThat(Collections.frequency(led, true)).isEqualTo(1);
      table().delete(RUN);
    }
  }

  private boolean leads(String run, String name, Duration duration) throws Exception {
    return table().claimLeadership(run, new Claim(name, duration, 1)).mine();
  }

  @Test
  void aDeletedRunIsForgotten() throws Exception {
    table().create(run(RUN));
    table().create(run(OTHER));
    add(1, 1);
    add(OTHER, 1, 1);
    table().heartbeat(RUN, new ExecutorItem("one", 1, 1, ""));
    table().delete(RUN);
    table().delete(RUN);
    assertThat(table().find(RUN)).isEmpty();
    assertThat(table().runs()).containsExactly(OTHER);
    assertThat(table().item(RUN, 1)).isEqualTo(TaskItem.UNKNOWN);
    assertThat(table().item(OTHER, 1)).isEqualTo(received(1));
    assertThat(table().executors(RUN, Duration.ofDays(1))).isEmpty();
  }

  @Test
  void ofManyThreadsOneCreatesOneEndsAndOneMarks() throws Exception {
    List<Boolean> created = ManyThreads.run(8, t -> () -> table().create(run(RUN)));
    assertThat(Collections.frequency(created, true)).isEqualTo(1);
    List<Boolean> marked = ManyThreads.run(8, t -> () -> table().markDone(RUN, 1, NONE));
    assertThat(Collections.frequency(marked, true)).isEqualTo(1);
    RunStatus[] ends = {RunStatus.DONE, RunStatus.FAILED, RunStatus.CANCELLED, RunStatus.FAILED};
    List<RunStatus> ended = ManyThreads.run(4, t -> () -> table().end(RUN, ends[t], "thread " + t));
    assertThat(ended).containsOnly(statusOf(RUN));
  }

  @Test
  void ofManyThreadsThatAddEdgesTheLastSeesAllOfThem() throws Exception {
    for (int round = 0; round < 20; round++) {
      int item = round;
      List<TaskItem> seen = ManyThreads.run(8, t -> () -> add(item, t, t + 8));
      assertThat(seen).contains(received(16));
    }
  }

  private TaskItem add(long item, int... edges) throws Exception {
    return add(RUN, item, edges);
  }

  private TaskItem add(String run, long item, int... edges) throws Exception {
    List<Arrival> arrivals = IntStream.of(edges).mapToObj(edge -> new Arrival(item, edge)).toList();
    return table().addEdges(run, arrivals).get(item);
  }

  private static TaskItem received(int edges) {
    return new TaskItem(edges, false, NONE);
  }

  private RunStatus statusOf(String run) throws Exception {
    return table().find(run).orElseThrow().status();
  }

  private static RunRecord run(String id) {
    byte[] program = {1, 2, 3, -1, 0};
    return new RunRecord(id, program, "n=4096", "tile=512", RunStatus.RUNNING, "");
  }
}
