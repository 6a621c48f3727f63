package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.executor.cost.CostMeter;
import dev.lapwing.executor.cost.Usage;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in a folder that may cost so much. */
@Tag("once")
class CostGuardTest extends CostGuardContract {
  @TempDir private Path folder;

  CostGuardTest() {
    super(240);
  }

  @Override
  RunPlace place() {
    return RunPlace.folder(folder);
  }

  @Test
  void whatIsSaidOfCostIsReadByOthers() {
    var meter = new CostMeter(PRICES, 1.0 / 3);
    assertThat(CostText.meter(CostText.encode(meter))).isEqualTo(meter);
    RunFailure failure = new CostLimitReached(3, 2, 1);
    assertThat(FailureText.decode("RUN1", FailureText.encode(failure))).hasSameClassAs(failure);
    assertThat(CostText.usage("")).isEqualTo(Usage.NONE);
  }
}
