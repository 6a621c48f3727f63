package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.executor.StartMemo.Batch;
import dev.lapwing.executor.lambda.LambdaFleet;
import dev.lapwing.state.RunTable;
import dev.lapwing.state.RunTable.Claim;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TaskQueue.TaskMessage;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.contract.OwnedClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The autoscaler on traces of queue depth: a real queue, a real table, simulated executors, and
 * time that passes in steps of a second.
 */
class AutoscalerTest {
  private static final int MOST = 20;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration START_UP = Duration.ofSeconds(4);
  private static final Duration TASK = Duration.ofSeconds(2);
  private static final Scaling SCALING =
      Scaling.upTo(MOST).withRamp(5).withStartUp(Duration.ofSeconds(8));

  private final OwnedClock clock = new OwnedClock();
  private final RunTable table = RunTable.inMemory(clock);
  private final TaskQueue queue = TaskQueue.inMemory(clock);
  private final TilePool pool = TilePool.create(1 << 20);
  private final List<ScalingSample> samples = new ArrayList<>();
  private RunSpec spec;
  private SimulatedFleet fleet;
  private long sent;

  @BeforeEach
  void createRun() throws Exception {
    spec = withTable(table);
    assertThat(table.create(RunRecords.of(spec, "kernels"))).isTrue();
    fleet = new SimulatedFleet(spec, START_UP, TASK);
  }

  @AfterEach
  void neverMoreThanTheCap() {
    assertThat(samples)
        .allSatisfy(
            sample ->
                assertThat(sample.live() + sample.starting() + sample.started())
                    .isLessThanOrEqualTo(MOST));
    pool.close();
  }

  @Test
  void aBurstIsMetInStepsUpToTheCap() throws Exception {
    run(autoscaler(), 12, second -> second == 0 ? 200 : 0);
    assertThat(samples.subList(0, 5))
        .extracting(ScalingSample::started)
        .containsExactly(5, 5, 5, 5, 0);
    assertThat(samples).extracting(ScalingSample::target).first().isEqualTo(MOST);
    assertThat(fleet.size()).isEqualTo(MOST);
  }

  @Test
  void afterTheWorkEverybodyLeavesAndNobodyComes() throws Exception {
    run(autoscaler(), 80, second -> second == 0 ? 100 : 0);
    assertThat(fleet.size()).isZero();
    assertThat(last().target()).isZero();
    assertThat(fleet.starts()).isLessThanOrEqualTo(MOST);
  }

  @Test
  void aLongTailIsDoneByFew() throws Exception {
    run(autoscaler(), 120, second -> second == 0 ? 100 : second % 4 == 0 ? 1 : 0);
    assertThat(fleet.size()).isBetween(1, 4);
    int after = fleet.starts();
    run(autoscaler(), 60, second -> second % 4 == 0 ? 1 : 0);
    assertThat(fleet.starts() - after).isLessThanOrEqualTo(3);
  }

  @Test
  void aSteadyLoadHasASteadyFleet() throws Exception {
    run(autoscaler(), 40, second -> 3);
    int settled = fleet.starts();
    run(autoscaler(), 100, second -> 3);
    // Three tasks a second of two seconds each keep six executors busy.
    assertThat(fleet.size()).isBetween(6, 14);
    assertThat(fleet.starts() - settled).isLessThanOrEqualTo(6);
  }

  @Test
  void loadThatComesAndGoesDoesNotMakeExecutorsComeAndGo() throws Exception {
    run(autoscaler(), 20, second -> second % 5 == 0 ? 10 : 0);
    int first = fleet.starts();
    run(autoscaler(), 100, second -> second % 5 == 0 ? 10 : 0);
    assertThat(fleet.starts() - first).isLessThanOrEqualTo(5);
  }

  @Test
  void executorsThatAreOnTheirWayAreNotStartedAgain() throws Exception {
    run(autoscaler(), 4, second -> second == 0 ? 3 : 0);
    assertThat(fleet.starts()).isEqualTo(3);
    assertThat(samples).extracting(ScalingSample::starting).containsExactly(0, 3, 3, 3);
  }

  @Test
  void executorsThatNeverComeAreStartedAgainAfterAWhile() throws Exception {
    fleet.bearStillborn();
    run(autoscaler(), 17, second -> second == 0 ? 3 : 0);
    assertThat(fleet.starts()).isEqualTo(9);
  }

  @Test
  void executorsThatAreVerySlowToComeAreNeverMoreThanTheCap() throws Exception {
    fleet = new SimulatedFleet(spec, Duration.ofSeconds(40), TASK);
    Scaling few = Scaling.upTo(3).withStartUp(Duration.ofSeconds(8));
    var autoscaler = new Autoscaler(spec, few, fleet, Optional::empty, clock);
    run(autoscaler, 60, second -> second == 0 ? 300 : 0);
    assertThat(fleet.starts()).isEqualTo(3);
    assertThat(fleet.size()).isEqualTo(3);
  }

  @Test
  void executorsThatAreHeldBackCountForAsLongAsTheyMayCome() throws Exception {
    // The last start that may begin comes when others would long have been taken for lost.
    fleet = new SimulatedFleet(spec, LambdaFleet.EVENT_AGE.plusSeconds(5), TASK);
    fleet.holdBackFor(LambdaFleet.EVENT_AGE);
    var autoscaler = new Autoscaler(spec, Scaling.upTo(3), fleet, Optional::empty, clock);
    run(autoscaler, (int) LambdaFleet.EVENT_AGE.toSeconds() + 20, second -> second == 0 ? 600 : 0);
    assertThat(fleet.starts()).isEqualTo(3);
    assertThat(fleet.size()).isEqualTo(3);
  }

  @Test
  void executorsThatWereStartedAndDoNotComeAreNamedAndCounted() throws Exception {
    fleet.bearOnly(2);
    Autoscaler autoscaler = autoscaler();
    run(autoscaler, 1, second -> 5);
    run(autoscaler, 7, second -> second == 6 ? 50 : 0);
    assertThat(autoscaler.trouble()).isEqualTo(StartTrouble.NONE);
    fleet.breakDown();
    run(autoscaler, 1, second -> 0);
    assertThat(autoscaler.trouble().late())
        .contains(
            "5 executors were started, and 2 came in within 8 s; the last start that failed: the door is locked");
    fleet.repair();
    fleet.bearOnly(MOST);
    run(autoscaler, 20, second -> 5);
    assertThat(autoscaler.trouble().late())
        .as("some never come")
        .hasValueSatisfying(words -> assertThat(words).contains(" came in within 8 s"));
  }

  @Test
  void whenAllHaveComeThereIsNoTrouble() throws Exception {
    fleet = new SimulatedFleet(spec, Duration.ofSeconds(20), TASK);
    Autoscaler autoscaler = autoscaler();
    run(autoscaler, 10, second -> second == 0 ? 2 : 0);
    assertThat(autoscaler.trouble().late())
        .contains("2 executors were started, and none came in within 8 s");
    run(autoscaler, 60, second -> 0);
    assertThat(autoscaler.trouble()).isEqualTo(StartTrouble.NONE);
  }

  @Test
  void aFleetThatIsThrottledIsAskedLessAndLessOften() throws Exception {
    fleet.limitTo(4);
    run(autoscaler(), 32, second -> second == 0 ? 500 : 0);
    assertThat(fleet.size()).isEqualTo(4);
    // After 1, 2, 4, 8 and 16 seconds.
    assertThat(fleet.calls()).isLessThanOrEqualTo(6);
    assertThat(last().problem()).contains("there are as many as may be");
    fleet.limitTo(MOST);
    run(autoscaler(), 60, second -> 10);
    assertThat(fleet.size()).isEqualTo(MOST);
  }

  @Test
  void whyNobodyCouldBeStartedIsKnownUntilSomebodyWas() throws Exception {
    Autoscaler autoscaler = autoscaler();
    fleet.breakDown();
    run(autoscaler, 2, second -> 5);
    assertThat(autoscaler.trouble().problem()).contains("the door is locked");
    fleet.repair();
    run(autoscaler, 5, second -> 0);
    assertThat(autoscaler.trouble().problem()).isEmpty();
    assertThat(fleet.starts()).isPositive();
  }

  @Test
  void deadExecutorsAreReplacedWhenTheyHaveBeenSilentForTooLong() throws Exception {
    Autoscaler autoscaler = autoscaler();
    run(autoscaler, 12, second -> second == 0 ? 400 : 0);
    assertThat(fleet.size()).isEqualTo(MOST);
    fleet.kill(MOST * 8 / 10);
    run(autoscaler, (int) KnownExecutor.patience(spec.limits()).toSeconds() + 6, second -> 0);
    assertThat(fleet.size()).isEqualTo(MOST);
  }

  @Test
  void ofTwoAutoscalersOneActs() throws Exception {
    Autoscaler one = autoscaler();
    Autoscaler other = autoscaler();
    send(300);
    for (int second = 0; second < 20; second++) {
      assertThat(look(one)).isPresent();
      assertThat(look(other)).isEmpty();
      pass();
    }
    assertThat(fleet.starts()).isEqualTo(MOST);
  }

  @Test
  void anAutoscalerThatDiesIsFollowedByOneThatKnowsWhomItStarted() throws Exception {
    run(autoscaler(), 1, second -> 300);
    assertThat(fleet.starts()).isEqualTo(5);
    Autoscaler follower = autoscaler();
    int seconds = 0;
    while (fleet.starts() == 5 && seconds < 60) {
      pass();
      look(follower).ifPresent(samples::add);
      seconds++;
    }
    assertThat(seconds).as("its claim has to run out").isEqualTo(Lead.LEASE_IN_INTERVALS - 1);
    run(follower, 10, second -> 0);
    assertThat(fleet.size()).isEqualTo(MOST);
  }

  @Test
  void howeverManyLeadersDieNoMoreAreStartedThanTheCap() throws Exception {
    fleet = new SimulatedFleet(spec, LambdaFleet.EVENT_AGE.plusSeconds(5), TASK);
    fleet.holdBackFor(LambdaFleet.EVENT_AGE);
    send(600);
    int age = (int) LambdaFleet.EVENT_AGE.toSeconds();
    for (int second = 0; second < age; second += 30) {
      run(autoscaler(Scaling.upTo(3)), 30, later -> 0);
    }
    assertThat(fleet.starts()).as("all are held back").isEqualTo(3);
    run(autoscaler(Scaling.upTo(3)), 30, later -> 0);
    assertThat(fleet.size()).isEqualTo(3);
    assertThat(fleet.starts()).isEqualTo(3);
  }

  @Test
  void whomALeaderStartsIsWrittenDownBefore() throws Exception {
    List<StartMemo> memos = new ArrayList<>();
    Fleet asking =
        (run, count, permit) -> {
          memos.add(memo());
          return Fleet.Start.of(count);
        };
    run(new Autoscaler(spec, SCALING, asking, Optional::empty, clock), 2, second -> 7);
    assertThat(memos)
        .containsExactly(
            new StartMemo(0).with(new Batch(5, Duration.ZERO)),
            new StartMemo(0).with(new Batch(5, SECOND)).with(new Batch(5, Duration.ZERO)));
  }

  @Test
  void whoLeadsAgainKnowsWhomAnotherHasStartedMeanwhile() throws Exception {
    fleet = new SimulatedFleet(spec, Duration.ofSeconds(100), TASK);
    Autoscaler stopped = autoscaler(Scaling.upTo(5));
    run(stopped, 1, second -> 2);
    for (int second = 0; second < Lead.LEASE_IN_INTERVALS; second++) {
      pass();
    }
    Autoscaler other = autoscaler(Scaling.upTo(5));
    run(other, 1, second -> 300);
    other.leave();
    assertThat(fleet.starts()).isEqualTo(5);
    run(stopped, 10, second -> 0);
    assertThat(last().live() + last().starting()).as("it leads again").isEqualTo(5);
    assertThat(fleet.starts()).isEqualTo(5);
  }

  @Test
  void aLeaderThatIsHeldUpBeforeItsStartsLeavesThemToOthers() throws Exception {
    fleet.holdUpBy(() -> clock.advance(Lead.lease(SCALING.interval())));
    Autoscaler leader = autoscaler();
    run(leader, 1, second -> 300);
    assertThat(fleet.calls()).isEqualTo(1);
    assertThat(fleet.starts()).isZero();
    assertThat(last().problem()).hasValueSatisfying(why -> assertThat(why).contains("held up"));
    fleet.holdUpBy(() -> {});
    run(leader, 10, second -> 0);
    assertThat(fleet.starts()).isEqualTo(MOST);
  }

  @Test
  void whoCannotLookALastTimeGivesUpTheLeadAllTheSame() throws Exception {
    var broken = new AtomicBoolean();
    TaskQueue shaky =
        new QueueDecorator(queue) {
          @Override
          public Depth depth() throws StoreException {
            if (broken.get()) {
              throw new StoreException("no answer");
            }
            return super.depth();
          }
        };
    spec = SimulatedFleet.run().state(new RunState(shaky, table, ScratchStores.inMemory())).build();
    Autoscaler leader = autoscaler();
    assertThat(look(leader)).isPresent();
    broken.set(true);
    assertThatThrownBy(leader::leave).hasMessage("no answer");
    broken.set(false);
    assertThat(look(autoscaler())).as("another leads").isPresent();
  }

  private StartMemo memo() {
    try {
      return StartMemo.decode(table.claimLeadership("run", new Claim("another", SECOND, 1)).memo());
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anAutoscalerThatLostItsClaimUnnoticedDoesNothingMore() throws Exception {
    Autoscaler stopped = autoscaler();
    run(stopped, 1, second -> 300);
    for (int second = 0; second < 6; second++) {
      pass();
    }
    Autoscaler follower = autoscaler();
    assertThat(look(follower)).isPresent();
    assertThat(look(stopped)).isEmpty();
  }

  @Test
  void anExecutorThatLeavesWithItsAutoscalerIsReplacedFirst() throws Exception {
    run(autoscaler(), 8, second -> 1);
    int before = fleet.size();
    int starts = fleet.starts();
    Optional<String> leaver =
        Optional.of(KnownExecutor.live(table, "run", spec.limits()).get(0).id());
    var leaving = new Autoscaler(spec, SCALING.withLeast(before), fleet, () -> leaver, clock);
    for (int second = 0; second < 6; second++) {
      pass();
    }
    assertThat(leaving.look()).isPresent();
    leaving.leave();
    assertThat(fleet.starts()).isEqualTo(starts + 1);
    assertThat(look(autoscaler())).isPresent();
  }

  @Test
  void whoeverLeavesJustAfterTheLeaderIsReplacedToo() throws Exception {
    Autoscaler leader = autoscaler();
    run(leader, 8, second -> 1);
    Optional<String> leaver =
        Optional.of(KnownExecutor.live(table, "run", spec.limits()).get(0).id());
    Scaling asMany = SCALING.withLeast(fleet.size());
    var follower = new Autoscaler(spec, asMany, fleet, () -> leaver, clock);
    assertThat(follower.look()).as("it does not lead").isEmpty();
    leader.leave();
    int starts = fleet.starts();
    follower.leave();
    assertThat(fleet.starts()).isEqualTo(starts + 1);
    assertThat(look(autoscaler())).as("the lead is free").isPresent();
  }

  @Test
  void whoeverLeavesARunThatAnotherLeadsStartsNobody() throws Exception {
    Autoscaler leader = autoscaler();
    run(leader, 3, second -> 1);
    int starts = fleet.starts();
    Scaling more = SCALING.withLeast(MOST);
    new Autoscaler(spec, more, fleet, Optional::empty, clock).leave();
    assertThat(fleet.starts()).isEqualTo(starts);
  }

  @Test
  void aRunThatHasEndedGetsNoMoreExecutors() throws Exception {
    assertThat(table.end("run", RunStatus.CANCELLED, "")).isEqualTo(RunStatus.CANCELLED);
    run(autoscaler(), 5, second -> 100);
    assertThat(fleet.calls()).isZero();
  }

  @Test
  void aTableThatDoesNotAnswerIsAskedAgain() throws Exception {
    var answers = new AtomicInteger();
    RunTable shaky =
        new TableDecorator(table) {
          @Override
          public Leadership claimLeadership(String run, Claim claim) throws StoreException {
            switch (answers.getAndIncrement()) {
              case 0, 1 -> throw new StoreException("no answer");
              case 2 -> throw new IllegalStateException("a defect");
              default -> {}
            }
            return super.claimLeadership(run, claim);
          }
        };
    spec = withTable(shaky);
    var looked = new CountDownLatch(2);
    Scaling quick = SCALING.withInterval(Duration.ofMillis(1));
    var autoscaler = new Autoscaler(spec, quick, fleet, Optional::empty, clock);
    try (var loop = ScalingLoop.start(spec, quick, autoscaler, sample -> looked.countDown())) {
      assertThat(looked.await(3, TimeUnit.MINUTES)).as("%s", loop).isTrue();
    }
  }

  @Test
  void theLoopIsClosedByWhoeverComesFirstAndByWhoeverComesNext() throws Exception {
    var loop = ScalingLoop.start(spec, SCALING, autoscaler(), samples::add);
    loop.close();
    loop.close();
    assertThat(table.claimLeadership("run", new Claim("another", SECOND, 1)).mine())
        .as("the lead is free")
        .isTrue();
  }

  private RunSpec withTable(RunTable runs) {
    return SimulatedFleet.run().state(new RunState(queue, runs, ScratchStores.inMemory())).build();
  }

  private Autoscaler autoscaler() {
    return autoscaler(SCALING);
  }

  private Autoscaler autoscaler(Scaling scaling) {
    return new Autoscaler(spec, scaling, fleet, Optional::empty, clock);
  }

  /** Lets time pass, with so many new tasks at the beginning of each second. */
  private void run(Autoscaler autoscaler, int seconds, IntUnaryOperator tasks) throws Exception {
    for (int second = 0; second < seconds; second++) {
      send(tasks.applyAsInt(second));
      look(autoscaler).ifPresent(samples::add);
      pass();
    }
  }

  private void send(int tasks) throws Exception {
    queue.send(
        LongStream.range(sent, sent + tasks).mapToObj(task -> new TaskMessage(task, 0)).toList());
    sent += tasks;
  }

  private Optional<ScalingSample> look(Autoscaler autoscaler) throws Exception {
    fleet.live(clock.instant());
    return autoscaler.look();
  }

  private void pass() throws Exception {
    clock.advance(SECOND);
    fleet.live(clock.instant());
  }

  private ScalingSample last() {
    return samples.get(samples.size() - 1);
  }
}
