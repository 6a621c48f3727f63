package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.executor.ExecutorDetails.Tally;
import dev.lapwing.executor.cost.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SurplusTest {
  private static final Duration PROBATION = Duration.ofSeconds(3);

  @Test
  void nobodyLeavesWhoIsNeeded() {
    List<KnownExecutor> live = List.of(executor("a", 60), executor("b", 60), executor("c", 0));
    assertThat(Surplus.includes("c", live, 3, PROBATION)).isFalse();
  }

  @Test
  void thoseThatWereThereBeforeStay() {
    List<KnownExecutor> live = List.of(executor("y", 60), executor("z", 60), executor("a", 1));
    assertThat(Surplus.includes("a", live, 2, PROBATION)).isTrue();
  }

  @Test
  void ofThoseThatComeTogetherAsManyStayAsAreNeeded() {
    List<KnownExecutor> live =
        Stream.of("a", "b", "c", "d", "e").map(name -> executor(name, 1)).toList();
    assertThat(live.stream().filter(each -> !Surplus.includes(each.id(), live, 3, PROBATION)))
        .hasSize(3);
  }

  private static KnownExecutor executor(String id, long seconds) {
    var details =
        new ExecutorDetails(
            1,
            0,
            Duration.ofSeconds(seconds),
            List.of(),
            Map.of(),
            0,
            Tally.NONE,
            Usage.NONE,
            Optional.empty(),
            StartTrouble.NONE);
    return new KnownExecutor(id, details);
  }
}
