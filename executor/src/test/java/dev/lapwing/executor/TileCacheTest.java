package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A cache of two tiles in front of a store that makes copies. */
class TileCacheTest {
  private static final long TWO_TILES = 2 * 8 * 16;

  private final TilePool pool = TilePool.create(1 << 20);
  private final TileStore memory = TileStore.inMemory("mem:A");
  private final TileCache cache = new TileCache(TWO_TILES);
  private final TileStore cached = cache.inFrontOf(new Outliving(memory, pool), "RUN1", "A");

  @AfterEach
  void everyTileWasReleased() throws Exception {
    cache.clear();
    memory.close();
    assertThat(pool.bytesInUse()).isZero();
    pool.close();
  }

  @Test
  void aTileThatWasWrittenIsNotReadAgain() throws Exception {
    write(0);
    readAndRelease(0);
    assertThat(memory.counters().reads()).isZero();
  }

  @Test
  void theLeastRecentlyUsedTileGoesFirst() throws Exception {
    write(0);
    write(1);
    readAndRelease(0);
    write(2);
    readAndRelease(0);
    readAndRelease(2);
    assertThat(memory.counters().reads()).isZero();
    readAndRelease(1);
    assertThat(memory.counters().reads()).isEqualTo(1);
  }

  @Test
  void aTileThatIsTakenBelongsToTheTakerAlone() throws Exception {
    write(0);
    Tile taken = cached.take(TileIndex.of(0)).orElseThrow();
    assertThat(taken.isExclusive()).isTrue();
    taken.release();
    readAndRelease(0);
    assertThat(memory.counters().reads()).isEqualTo(1);
  }

  @Test
  void aTileThatIsReadIsShared() throws Exception {
    write(0);
    Tile read = cached.read(TileIndex.of(0)).orElseThrow();
    assertThat(read.isExclusive()).isFalse();
    read.release();
  }

  @Test
  void aDeletedTileIsGone() throws Exception {
    write(0);
    cached.delete(TileIndex.of(0));
    assertThat(cached.read(TileIndex.of(0))).isEqualTo(Optional.empty());
  }

  @Test
  void shrinkingFreesMemoryUntilNothingIsLeft() throws Exception {
    write(0);
    write(1);
    long full = pool.bytesInUse();
    assertThat(cache.shrink()).isTrue();
    assertThat(pool.bytesInUse()).isLessThan(full);
    assertThat(cache.shrink()).isTrue();
    assertThat(cache.shrink()).isFalse();
  }

  @Test
  void aTileIsFoundAgainWhenTheRunsMatricesAreOpenedAgain() throws Exception {
    write(0);
    TileStore again = cache.inFrontOf(new Outliving(memory, pool), "RUN1", "A");
    again.read(TileIndex.of(0)).orElseThrow().release();
    assertThat(memory.counters().reads()).isZero();
  }

  @Test
  void aRunThatHasEndedIsForgottenAndOthersAreNot() throws Exception {
    TileStore other = cache.inFrontOf(new Outliving(memory, pool), "RUN2", "A");
    write(0);
    other.read(TileIndex.of(0)).orElseThrow().release();
    cache.forget("RUN1");
    other.read(TileIndex.of(0)).orElseThrow().release();
    assertThat(memory.counters().reads()).isEqualTo(1);
    readAndRelease(0);
    assertThat(memory.counters().reads()).isEqualTo(2);
  }

  @Test
  void aStoreInMemoryNeedsNoCache() {
    assertThat(cache.inFrontOf(memory, "RUN1", "A")).isSameAs(memory);
  }

  private void write(long index) throws Exception {
    Tile tile = pool.zeros(4, 4);
    cached.write(TileIndex.of(index), tile);
    tile.release();
  }

  private void readAndRelease(long index) throws Exception {
    cached.read(TileIndex.of(index)).orElseThrow().release();
  }
}
