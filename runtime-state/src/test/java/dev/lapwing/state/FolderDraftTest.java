package dev.lapwing.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.state.contract.ManyThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Matrices that are written beside their place and then put there. */
class FolderDraftTest {
  private static final MatrixLayout LAYOUT = MatrixLayout.full(2, 2, 2, 2);

  @TempDir private Path folder;
  private final TilePool pool = TilePool.create(1 << 20);
  private Storage storage;
  private Path target;

  @BeforeEach
  void open() throws Exception {
    storage = Storage.inMemory(pool);
    target = folder.resolve("l.zarr");
  }

  @AfterEach
  void close() throws Exception {
    storage.close();
  }

  @Test
  void aDraftTakesItsPlaceWhenItIsPublishedAndNotBefore() throws Exception {
    StoredMatrix draft = written(1);
    assertThat(storage.exists(target.toString())).isFalse();
    draft.finish();
    assertThat(storage.exists(target.toString())).isFalse();
    assertThat(storage.publish(draft.location())).isEqualTo(target.toString());
    assertThat(corner()).isEqualTo(1);
    assertThat(names()).containsExactly("l.zarr");
  }

  @Test
  void theMatrixThatWasThereGoes() throws Exception {
    publish(written(1));
    publish(written(2));
    assertThat(corner()).isEqualTo(2);
    assertThat(names()).containsExactly("l.zarr");
  }

  @Test
  void publishingAgainChangesNothing() throws Exception {
    StoredMatrix draft = written(3);
    publish(draft);
    assertThat(storage.publish(draft.location())).isEqualTo(target.toString());
    assertThat(corner()).isEqualTo(3);
  }

  @Test
  void manyPublishAtOnceAndTheNewMatrixIsThere() throws Exception {
    publish(written(1));
    for (int round = 2; round < 12; round++) {
      StoredMatrix draft = written(round);
      draft.finish();
      ManyThreads.run(6, thread -> () -> storage.publish(draft.location()));
      assertThat(corner()).isEqualTo(round);
      assertThat(names()).containsExactly("l.zarr");
    }
  }

  @Test
  void whatWasLeftHalfPublishedIsGoneOnWith() throws Exception {
    publish(written(1));
    StoredMatrix draft = written(2);
    draft.finish();
    Path part = Path.of(java.net.URI.create(draft.location()));
    // As a process that is killed after the first of two moves leaves it.
    Files.move(target, Path.of(part.toString().replace(".part.", ".old.")));
    storage.publish(draft.location());
    assertThat(corner()).isEqualTo(2);
    assertThat(names()).containsExactly("l.zarr");
  }

  @Test
  void anUnfinishedDraftIsNotPublished() throws Exception {
    publish(written(1));
    StoredMatrix draft = written(2);
    assertThatThrownBy(() -> storage.publish(draft.location()))
        .isInstanceOf(MatrixUnavailable.class)
        .hasMessageContaining("not finished");
    assertThat(corner()).isEqualTo(1);
  }

  @Test
  void aPlaceThatHoldsSomethingElseIsRefused() throws Exception {
    Files.createDirectory(target);
    Files.writeString(target.resolve("thesis.txt"), "years of work");
    assertThatThrownBy(() -> storage.draft(target.toString(), LAYOUT))
        .isInstanceOf(MatrixUnavailable.class)
        .hasMessageContaining("is not a matrix");
  }

  @Test
  void aMatrixThatWasNotDraftedStaysWhereItIs() throws Exception {
    StoredMatrix matrix = storage.create("mem:A", LAYOUT);
    matrix.finish();
    assertThat(storage.publish("mem:A")).isEqualTo("mem:A");
  }

  private StoredMatrix written(double value) throws StoreException {
    StoredMatrix draft = storage.draft(target.toString(), LAYOUT);
    Tile tile = pool.zeros(2, 2);
    tile.set(0, 0, value);
    draft.write(TileIndex.of(0, 0), tile);
    tile.release();
    return draft;
  }

  private void publish(StoredMatrix draft) throws StoreException {
    draft.finish();
    storage.publish(draft.location());
  }

  private double corner() throws StoreException {
    Tile tile = storage.open(target.toString()).read(TileIndex.of(0, 0)).orElseThrow();
    double corner = tile.get(0, 0);
    tile.release();
    return corner;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
