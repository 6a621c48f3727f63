package dev.lapwing.state.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.state.RunTable;
import dev.lapwing.state.RunTable.Arrival;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import dev.lapwing.state.contract.OwnedClock;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FaultyStoresTest {
  private static final FaultRates ALWAYS_BEFORE = new FaultRates(1, 0, 0, 0, 0, 0, 0);
  private static final FaultRates ALWAYS_MIDWAY = new FaultRates(0, 1, 0, 0, 0, 0, 0);
  private static final FaultRates ALWAYS_AFTER = new FaultRates(0, 0, 1, 0, 0, 0, 0);

  private static final List<Arrival> EDGE = List.of(new Arrival(1, 0));

  private final RunTable table = RunTable.inMemory(new OwnedClock());
  private final TileStore tiles = TileStore.inMemory("mem:S");
  private final Tile tile = TilePool.create(1 << 20).zeros(2, 2);

  @Test
  void whatFailsBeforeItsEffectHasNone() throws Exception {
    var faults = new Faults(1, ALWAYS_BEFORE);
    assertThatThrownBy(() -> new FaultyRunTable(table, faults).addEdges("RUN", EDGE))
        .isInstanceOf(StoreException.class);
    assertThat(table.hasEdge("RUN", 1, 0)).isFalse();
    assertThatThrownBy(() -> new FaultyTileStore(tiles, faults).write(TileIndex.of(1), tile))
        .isInstanceOf(StoreException.class);
    assertThat(tiles.contains(TileIndex.of(1))).isFalse();
    assertThat(faults.injected()).isEqualTo(2);
  }

  @Test
  void whatFailsMidwayHasDoneSomeOfIt() {
    List<Arrival> arrivals =
        LongStream.range(0, 64).mapToObj(item -> new Arrival(item, 0)).toList();
    assertThatThrownBy(
            () -> new FaultyRunTable(table, new Faults(1, ALWAYS_MIDWAY)).addEdges("RUN", arrivals))
        .isInstanceOf(StoreException.class);
    assertThat(arrivals).anyMatch(this::isThere).anyMatch(arrival -> !isThere(arrival));
  }

  private boolean isThere(Arrival arrival) {
    try {
      return table.hasEdge("RUN", arrival.item(), arrival.edge());
    } catch (StoreException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatFailsAfterItsEffectHasIt() throws Exception {
    var faults = new Faults(1, ALWAYS_AFTER);
    RunTable faulty = new FaultyRunTable(table, faults);
    assertThatThrownBy(() -> faulty.markDone("RUN", 1, OptionalLong.empty()))
        .isInstanceOf(StoreException.class);
    assertThat(table.item("RUN", 1).done()).isTrue();
    assertThatThrownBy(() -> new FaultyTileStore(tiles, faults).write(TileIndex.of(1), tile))
        .isInstanceOf(StoreException.class);
    assertThat(tiles.contains(TileIndex.of(1))).isTrue();
  }

  @Test
  void onceStoppedNothingFails() throws Exception {
    var faults = new Faults(1, ALWAYS_BEFORE);
    faults.stop();
    assertThat(new FaultyRunTable(table, faults).addEdges("RUN", EDGE).get(1L).edges())
        .isEqualTo(1);
    assertThat(faults.injected()).isZero();
  }
}
