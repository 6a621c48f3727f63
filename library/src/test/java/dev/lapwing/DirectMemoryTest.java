package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class DirectMemoryTest {
  @Test
  void theDefaultBudgetIsWhatTheJvmLetsDirectBuffersTake() {
    boolean asInPom =
        ManagementFactory.getRuntimeMXBean()
            .getInputArguments()
            .contains("-XX:MaxDirectMemorySize=4g");
    long expected = asInPom ? 4L << 30 : Runtime.getRuntime().maxMemory();
    try (Lapwing lapwing = Lapwing.local()) {
      assertThat(lapwing.memoryBudget()).isEqualTo(expected);
    }
  }
}
