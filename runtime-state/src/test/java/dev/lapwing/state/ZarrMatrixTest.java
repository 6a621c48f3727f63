package dev.lapwing.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.state.contract.StoredMatrixContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZarrMatrixTest extends StoredMatrixContract {
  @TempDir private Path folder;
  private final Storage storage = Storage.inMemory(pool);

  @Override
  protected Storage storage() {
    return storage;
  }

  @Override
  protected String uri(String name) {
    return folder.resolve(name + ".zarr").toUri().toString().replaceAll("/$", "");
  }

  @Test
  void aFinishedArrayHoldsNothingButMetadataAndChunks() throws Exception {
    create("A", MatrixLayout.full(16, 12, 8, 6)).finish();
    assertThat(filesIn(folder.resolve("A.zarr")))
        .containsExactly("c/0/0", "c/0/1", "c/1/0", "c/1/1", "zarr.json");
  }

  @Test
  void whileItIsWrittenThereIsNothingThatLooksLikeAnArray() throws Exception {
    create("A", MatrixLayout.full(8, 6, 8, 6));
    assertThat(filesIn(folder.resolve("A.zarr"))).containsExactly("c/0/0", "unfinished/array.json");
  }

  @Test
  void aPlainPathIsAPlace() throws Exception {
    Path path = folder.resolve("plain.zarr");
    storage.create(path.toString(), MatrixLayout.full(4, 4, 2, 2)).finish();
    assertThat(storage.open(uri("plain")).location()).isEqualTo("file://" + path);
  }

  @Test
  void aDamagedChunkIsNamed() throws Exception {
    create("A", MatrixLayout.full(16, 12, 8, 6)).finish();
    Path chunk = folder.resolve("A.zarr/c/1/0");
    byte[] bytes = Files.readAllBytes(chunk);
    bytes[17] ^= 1;
    Files.write(chunk, bytes);
    StoredMatrix opened = storage.open(uri("A"));
    assertThatThrownBy(() -> opened.read(TileIndex.of(1, 0)))
        .isInstanceOf(TileUnreadable.class)
        .hasMessageContainingAll("A.zarr/c/1/0", "damaged", "CRC32C");
  }

  @Test
  void aDamagedChunkAtTheEdgeIsNamed() throws Exception {
    create("A", MatrixLayout.full(10, 12, 8, 6)).finish();
    Path chunk = folder.resolve("A.zarr/c/1/0");
    byte[] bytes = Files.readAllBytes(chunk);
    bytes[bytes.length - 1] ^= 1;
    Files.write(chunk, bytes);
    StoredMatrix opened = storage.open(uri("A"));
    assertThatThrownBy(() -> opened.read(TileIndex.of(1, 0)))
        .isInstanceOf(TileUnreadable.class)
        .hasMessageContaining("A.zarr/c/1/0");
  }

  @Test
  void aChunkThatIsCutOffIsNamed() throws Exception {
    create("A", MatrixLayout.full(16, 12, 8, 6)).finish();
    Path chunk = folder.resolve("A.zarr/c/0/1");
    Files.write(chunk, java.util.Arrays.copyOf(Files.readAllBytes(chunk), 100));
    StoredMatrix opened = storage.open(uri("A"));
    assertThatThrownBy(() -> opened.read(TileIndex.of(0, 1)))
        .isInstanceOf(TileUnreadable.class)
        .hasMessageContainingAll("c/0/1", "100 bytes, not 388");
  }

  @Test
  void whatIsNotAMatrixIsNeverReplacedOrDeleted() throws Exception {
    Path other = Files.createDirectories(folder.resolve("photos"));
    Files.writeString(other.resolve("bird.txt"), "lapwing");
    MatrixLayout layout = MatrixLayout.full(4, 4, 2, 2);
    assertThatThrownBy(() -> storage.create(other.toString(), layout))
        .isInstanceOf(MatrixUnavailable.class)
        .hasMessageContaining("not a matrix");
    assertThatThrownBy(() -> storage.replace(other.toString(), layout))
        .isInstanceOf(MatrixUnavailable.class);
    storage.delete(other.toString());
    assertThat(filesIn(other)).containsExactly("bird.txt");
  }

  @Test
  void aGroupIsNotDeleted() throws Exception {
    Path group = Files.createDirectories(folder.resolve("group.zarr"));
    Files.writeString(group.resolve("zarr.json"), "{\"zarr_format\": 3, \"node_type\": \"group\"}");
    assertThatThrownBy(() -> storage.delete(group.toString()))
        .isInstanceOf(MatrixUnavailable.class)
        .hasMessageContaining("group");
    assertThat(filesIn(group)).containsExactly("zarr.json");
  }

  @Test
  void aFileIsNoPlaceForAMatrix() throws Exception {
    Path file = Files.writeString(folder.resolve("notes.txt"), "x");
    assertThatThrownBy(() -> storage.create(file.toString(), MatrixLayout.full(4, 4, 2, 2)))
        .isInstanceOf(MatrixUnavailable.class)
        .hasMessageContaining("not a matrix");
    assertThatThrownBy(() -> storage.open(file.toString())).isInstanceOf(MatrixUnavailable.class);
  }

  @Test
  void aForgottenSuffixIsSuggested() throws Exception {
    create("A", MatrixLayout.full(8, 6, 8, 6)).finish();
    assertThatThrownBy(() -> storage.open(folder.resolve("A").toString()))
        .isInstanceOf(MatrixUnavailable.class)
        .hasMessageContaining("did you mean file://" + folder.resolve("A.zarr"));
  }

  @Test
  void anArrayWhoseMetadataWasNeverWrittenCanBeReplaced() throws Exception {
    Files.createDirectories(folder.resolve("A.zarr/unfinished"));
    MatrixLayout layout = MatrixLayout.full(8, 6, 8, 6);
    assertThatThrownBy(() -> storage.create(uri("A"), layout))
        .isInstanceOf(MatrixUnavailable.class)
        .hasMessageContaining("replaced");
    storage.replace(uri("A"), layout).finish();
    assertThat(storage.open(uri("A")).layout()).isEqualTo(layout);
  }

  private static Stream<String> filesIn(Path folder) throws Exception {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> folder.relativize(path).toString())
          .sorted()
          .toList()
          .stream();
    }
  }
}
