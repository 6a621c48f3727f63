package dev.lapwing.state;

import dev.lapwing.state.contract.OwnedClock;
import dev.lapwing.state.contract.RunTableContract;
import java.time.Duration;

class MemoryRunTableTest extends RunTableContract {
  private final OwnedClock clock = new OwnedClock();
  private final RunTable table = RunTable.inMemory(clock);

  @Override
  protected RunTable table() {
    return table;
  }

  @Override
  protected void advance(Duration duration) {
    clock.advance(duration);
  }
}
