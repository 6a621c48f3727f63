package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.TilePool;
import java.util.Collection;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation finds what is wrong with a protocol that is wrong in one place. */
@Tag("once")
class WrongProtocolsTest {
  private static final long SEEDS = 200;

  @ParameterizedTest
  @EnumSource(WrongProtocols.class)
  void aWrongProtocolIsFoundOut(WrongProtocols protocol) throws Exception {
    assertThat(firstFailure(protocol)).isPresent();
  }

  private static Optional<String> firstFailure(Protocol protocol) throws Exception {
    Collection<SimulatedProgram> programs = SimulatedProgram.all().values();
    try (TilePool pool = TilePool.create(1 << 24)) {
      for (long seed = 0; seed < SEEDS; seed++) {
        for (SimulatedProgram program : programs) {
          Optional<String> wrong =
              new Simulation(program, Simulation.Place.STORAGE, protocol, pool, seed).run();
          if (wrong.isPresent()) {
            return wrong;
          }
        }
      }
      return Optional.empty();
    }
  }
}
