package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.executor.ExecutorDetails.ClassWork;
import dev.lapwing.executor.ExecutorDetails.Tally;
import dev.lapwing.executor.cost.Charge;
import dev.lapwing.executor.cost.Usage;
import dev.lapwing.state.StoreCounters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExecutorDetailsTest {

  @Test
  void whatAnExecutorTellsIsReadByOthers() {
    var details =
        new ExecutorDetails(
            3,
            2,
            Duration.ofMillis(4711),
            List.of(new ClassWork(5, 6, 1e12 / 3, 0.1), ClassWork.NONE),
            Map.of("A", new StoreCounters(1, 2, 3, 4, 5), "S=1&2", StoreCounters.ZERO),
            123_456_789,
            new Tally(1, 2, 3, 4),
            new Usage(Map.of(Charge.S3_READ, 3.0, Charge.LAMBDA_GB_SECOND, 1e-3 / 3)),
            Optional.of("there was nothing to do"),
            new StartTrouble(
                Optional.of("an executor ended with exit code 1: no & such = class"),
                Optional.of("3 executors were started, and none came in within 10 s")));
    assertThat(ExecutorDetails.decode(details.encode())).isEqualTo(details);
  }

  @Test
  void anExecutorThatTellsNothingIsKnownAllTheSame() {
    ExecutorDetails silent = ExecutorDetails.decode("");
    assertThat(silent.threads()).isZero();
    assertThat(silent.left()).isEmpty();
  }
}
