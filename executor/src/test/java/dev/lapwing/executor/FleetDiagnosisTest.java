package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.executor.ExecutorDetails.Tally;
import dev.lapwing.executor.cost.Usage;
import dev.lapwing.state.TaskQueue.Depth;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a run is said to wait for, by what is known of its executors. */
class FleetDiagnosisTest {
  private static final String LATE =
      "9 executors were invoked, and 1 came in within 30 s: probably";
  private static final StartTrouble TROUBLE = new StartTrouble(Optional.empty(), Optional.of(LATE));
  private static final KnownExecutor AT_WORK = executor("one", StartTrouble.NONE);
  private static final KnownExecutor LEADER = executor("two", TROUBLE);

  @Test
  void readyTasksWaitForExecutorsThatDoNotCome() {
    assertThat(why(new Depth(5, 1), List.of(AT_WORK, LEADER), StartTrouble.NONE)).contains(LATE);
    assertThat(why(new Depth(5, 1), List.of(AT_WORK), TROUBLE)).contains(LATE);
  }

  @Test
  void whereAllReadyTasksAreInHandNothingWaits() {
    assertThat(why(new Depth(0, 1), List.of(AT_WORK, LEADER), TROUBLE)).isEmpty();
    assertThat(why(new Depth(5, 1), List.of(AT_WORK), StartTrouble.NONE)).isEmpty();
  }

  @Test
  void whereNobodyIsAliveWhatIsKnownForCertainComesFirst() {
    assertThat(why(new Depth(5, 0), List.of(), TROUBLE)).contains("no executor is alive: " + LATE);
    var both = new StartTrouble(Optional.of("the door is locked"), Optional.of(LATE));
    assertThat(why(new Depth(5, 0), List.of(), both))
        .contains("no executor is alive: an executor could not be started: the door is locked");
  }

  private static Optional<String> why(Depth depth, List<KnownExecutor> live, StartTrouble own) {
    var view = new FleetView(depth, new KnownExecutors(live, live));
    return new FleetDiagnosis(view, RunLimits.defaults(), own).waitingBecause();
  }

  private static KnownExecutor executor(String id, StartTrouble trouble) {
    var details =
        new ExecutorDetails(
            1,
            1,
            Duration.ofMinutes(1),
            List.of(),
            Map.of(),
            0,
            Tally.NONE,
            Usage.NONE,
            Optional.empty(),
            trouble);
    return new KnownExecutor(id, details);
  }
}
