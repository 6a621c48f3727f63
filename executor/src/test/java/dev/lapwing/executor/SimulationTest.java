package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.lapwing.state.TilePool;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A thousand disturbed runs of programs of every form, and some of every other that ships, with the
 * bits of an undisturbed one. {@code -Dlapwing.seed=N} runs one seed alone, {@code
 * -Dlapwing.seeds=N} so many from 0 on.
 */
@Tag("once")
class SimulationTest {
  private static final Optional<Long> ONE_SEED =
      Optional.ofNullable(System.getProperty("lapwing.seed")).map(Long::valueOf);
  private static final long SEEDS = Long.getLong("lapwing.seeds", 600);

  /** Those that need of the protocol what any other needs. */
  private static final Set<String> ALL_SEEDS =
      Set.of("cholesky", "cholesky-chunked", "gemm", "tsqr");

  private static final Map<String, SimulatedProgram> PROGRAMS = SimulatedProgram.all();

  private final TilePool pool = TilePool.create(1 << 24);

  static Stream<Arguments> programsAndPlaces() {
    return Stream.of(Simulation.Place.values())
        .flatMap(place -> PROGRAMS.keySet().stream().map(p -> Arguments.of(p, place)));
  }

  @AfterEach
  void close() {
    pool.close();
  }

  static Stream<String> others() {
    return ShippedRuns.all().keySet().stream().filter(name -> !PROGRAMS.containsKey(name));
  }

  @ParameterizedTest
  @MethodSource("programsAndPlaces")
  void whateverHappensTheResultIsThatOfAnUndisturbedRun(String name, Simulation.Place place)
      throws Exception {
    check(name, PROGRAMS.get(name), place, seeds(name, place));
  }

  @ParameterizedTest
  @MethodSource("others")
  void everyProgramThatShipsHasTheBitsOfAnUndisturbedRun(String name) throws Exception {
    for (Simulation.Place place : Simulation.Place.values()) {
      check(name, ShippedRuns.all().get(name), place, Math.max(1, SEEDS / 200));
    }
  }

  private void check(String name, SimulatedProgram program, Simulation.Place place, long seeds)
      throws Exception {
    long first = ONE_SEED.orElse(0L);
    long end = first + (ONE_SEED.isPresent() ? 1 : seeds);
    for (long seed = first; seed < end; seed++) {
      Optional<String> wrong = new Simulation(program, place, Protocol.RIGHT, pool, seed).run();
      if (wrong.isPresent()) {
        fail(replay(name, place, seed, wrong.get()));
      }
      assertThat(pool.bytesInUse()).as("bytes leaked by seed %d", seed).isZero();
    }
  }

  private static long seeds(String program, Simulation.Place place) {
    if (!ALL_SEEDS.contains(program)) {
      return SEEDS / 10;
    }
    boolean all = place == Simulation.Place.STORAGE || program.equals("cholesky");
    return all ? SEEDS : SEEDS / 4;
  }

  private static String replay(String program, Simulation.Place place, long seed, String wrong) {
    return """
        %s in %s, seed %d: %s. To replay:
        mvn -q -pl executor -am test -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false -Dlapwing.seed=%d
        """
        .formatted(program, place, seed, wrong, seed);
  }
}
