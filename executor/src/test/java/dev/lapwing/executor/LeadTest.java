package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.RunTable;
import dev.lapwing.state.RunTable.ExecutorItem;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TaskQueue.TaskMessage;
import dev.lapwing.state.aws.AwsClients;
import dev.lapwing.state.aws.DynamoWorld;
import dev.lapwing.state.contract.OwnedClock;
import dev.lapwing.testing.AwsEnvironment;
import dev.lapwing.testing.AwsServices;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Many autoscalers of one run, each with a DynamoDB table of its own making that holds the lead, in
 * owned time. Signs of life are in memory.
 */
@Tag("once")
class LeadTest {
  private static final Duration STEP = Duration.ofMillis(100);
  private static final int STEPS_IN_INTERVAL = 10;
  private static final int MOST_DEATHS = 5;
  private static final RunLimits LIMITS = RunLimits.defaults().withLease(Duration.ofSeconds(16));
  private static final Duration PATIENCE = KnownExecutor.patience(LIMITS);
  private static final int MISSING = 5;

  private static AwsServices services;
  private static AwsEnvironment environment;
  private static AwsClients clients;

  private final OwnedClock clock = new OwnedClock(Instant.now());
  private final DynamoWorld world = DynamoWorld.at(services.dynamoDb());
  private final RunTable memory = RunTable.inMemory(clock);
  private final TaskQueue queue = TaskQueue.inMemory(clock);
  private final Map<Integer, Autoscaler> autoscalers = new TreeMap<>();
  private final Set<String> alive = new TreeSet<>();
  private final List<Integer> leaders = new ArrayList<>();
  private int starts;
  private long steps;

  @BeforeAll
  static void startService() throws Exception {
    services = AwsServices.find();
    environment = AwsEnvironment.start().service("DynamoDb", services.dynamoDb());
    clients = AwsClients.ofEnvironment();
  }

  @AfterAll
  static void stopService() throws Exception {
    clients.close();
    environment.close();
    services.close();
  }

  @BeforeEach
  void workForEverybody() throws Exception {
    queue.send(LongStream.range(0, 2000).mapToObj(task -> new TaskMessage(task, 0)).toList());
  }

  @AfterEach
  void closeWorld() {
    world.close();
  }

  @ParameterizedTest
  @CsvSource({"1, 0.55", "4, 3.6", "16, 5.5", "1000, 6.6"})
  void howeverManyExecutorsThereAreTheyAskAFewTimesInASecondAndOneLeads(int executors, double most)
      throws Exception {
    begin(executors);
    pass(Duration.ofSeconds(8));
    long before = requests();
    pass(Duration.ofSeconds(20));
    assertThat((requests() - before) / 20.0).isBetween(0.45, most);
    assertThat(leaders).as("a leader that lives is not followed").hasSize(1);
    int deaths = Math.min(executors - 1, MOST_DEATHS);
    followDeaths(deaths);
    pass(PATIENCE.plusSeconds(20));
    assertThat(leaders)
        .as("nobody leads beside another")
        .hasSize(1 + deaths)
        .doesNotHaveDuplicates();
    assertThat(starts).as("nobody is started twice").isEqualTo(MISSING + deaths);
  }

  /** All soon; all but one, when there are so many that chance decides, within an interval. */
  private void followDeaths(int deaths) throws Exception {
    Duration interval = STEP.multipliedBy(STEPS_IN_INTERVAL);
    Duration lease = interval.multipliedBy(Lead.LEASE_IN_INTERVALS);
    List<Duration> takeovers = new ArrayList<>();
    for (int death = 0; death < deaths; death++) {
      pass(STEP.multipliedBy(37));
      takeovers.add(takeover());
    }
    assertThat(takeovers)
        .allMatch(time -> time.compareTo(lease.plus(interval.multipliedBy(3))) <= 0)
        .filteredOn(time -> time.compareTo(lease.plus(interval)) <= 0)
        .hasSizeGreaterThanOrEqualTo(deaths < MOST_DEATHS ? deaths : deaths - 1);
  }

  @Test
  void aLeadThatIsGivenUpIsTakenAtOnce() throws Exception {
    begin(16);
    pass(Duration.ofSeconds(12));
    autoscalers.get(leaders.get(0)).leave();
    autoscalers.remove(leaders.get(0));
    pass(Duration.ofSeconds(2));
    assertThat(leaders).hasSize(2);
  }

  /** The leader dies; how long until another leads. */
  private Duration takeover() throws Exception {
    int before = leaders.size();
    int leader = leaders.get(before - 1);
    autoscalers.remove(leader);
    alive.remove(name(leader));
    Instant death = clock.instant();
    while (leaders.size() == before && steps < 1_000_000) {
      step();
    }
    return Duration.between(death, clock.instant());
  }

  private void begin(int executors) throws Exception {
    RunSpec.Builder spec = SimulatedFleet.run().limits(LIMITS);
    Scaling scaling = Scaling.upTo(executors + MISSING);
    for (int i = 0; i < executors; i++) {
      RunSpec seen = spec.state(new RunState(queue, table(), ScratchStores.inMemory())).build();
      if (i == 0) {
        assertThat(memory.create(RunRecords.of(seen, "kernels"))).isTrue();
      }
      var chance = new SplittableRandom(i);
      autoscalers.put(
          i,
          new Autoscaler(
              seen, scaling, (run, count, permit) -> start(count), Optional::empty, clock, chance));
      alive.add(name(i));
    }
    tell();
  }

  /** A process's own view of the table. */
  private RunTable table() throws StoreException {
    RunTable own = world.table(clock, clients.dynamoDb());
    return new TableDecorator(memory) {
      @Override
      public Leadership claimLeadership(String run, Claim claim) throws StoreException {
        return own.claimLeadership(run, claim);
      }
    };
  }

  /** Those that are started are there at once. */
  private Fleet.Start start(int count) {
    for (int i = 0; i < count; i++) {
      alive.add("started " + starts++);
    }
    return Fleet.Start.of(count);
  }

  private void pass(Duration time) throws Exception {
    for (long left = time.dividedBy(STEP); left > 0; left--) {
      step();
    }
  }

  /** A tenth of the autoscalers is due in every step. */
  private void step() throws Exception {
    if (steps % 50 == 0) {
      tell();
    }
    for (Map.Entry<Integer, Autoscaler> each : List.copyOf(autoscalers.entrySet())) {
      int number = each.getKey();
      if (number % STEPS_IN_INTERVAL == steps % STEPS_IN_INTERVAL
          && each.getValue().look().isPresent()
          && (leaders.isEmpty() || leaders.get(leaders.size() - 1) != number)) {
        leaders.add(number);
      }
    }
    clock.advance(STEP);
    steps++;
  }

  /** All that live give signs of life, and tell nothing else. */
  private void tell() throws Exception {
    for (String executor : alive) {
      memory.heartbeat("run", new ExecutorItem(executor, 0, 0, ""));
    }
  }

  private static long requests() {
    return clients.counters().of("DynamoDb").requests();
  }

  private static String name(int number) {
    return "executor " + number;
  }
}
