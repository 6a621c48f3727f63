package dev.lapwing.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.state.aws.AwsClients;
import dev.lapwing.state.aws.LocalBucket;
import dev.lapwing.state.aws.RequestCount;
import dev.lapwing.testing.WireFaults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** Parts of a matrix in S3 whose tiles are large: 600 x 500 entries in tiles of 400 x 400. */
@Tag("endpoint")
class S3WindowsTest {
  @RegisterExtension static final LocalBucket BUCKET = new LocalBucket();

  private static final MatrixLayout LAYOUT = MatrixLayout.full(600, 500, 400, 400);
  private static final int TILE = 8 * 400 * 400;

  private final TilePool pool = TilePool.create(64 << 20);
  private final AwsClients aws = BUCKET.clients(WireFaults.none());
  private final Storage storage = Storage.inMemory(pool, aws);
  private final String uri = BUCKET.place() + "/a.zarr";
  private StoredMatrix matrix;

  @BeforeEach
  void create() throws Exception {
    matrix = storage.create(uri, LAYOUT);
    for (long i = 0; i < 2; i++) {
      for (long j = 0; j < 2; j++) {
        Tile tile = pool.allocate(LAYOUT.rowsOf(i), LAYOUT.columnsOf(j));
        for (int column = 0; column < tile.columns(); column++) {
          for (int row = 0; row < tile.rows(); row++) {
            tile.set(row, column, entry(400 * i + row, 400 * j + column));
          }
        }
        matrix.write(TileIndex.of(i, j), tile);
        tile.release();
      }
    }
    matrix.finish();
    matrix = storage.open(uri);
  }

  @AfterEach
  void nothingIsKept() throws Exception {
    assertThat(pool.bytesInUse()).isZero();
    storage.close();
  }

  @ParameterizedTest
  @CsvSource({
    // one entry, a column of all tiles, a block of columns, a block at the corner of all four
    "5, 7, 1, 1, 8",
    "0, 3, 600, 1, 4800",
    "0, 10, 400, 50, 160000",
    "390, 390, 20, 20, 115520",
  })
  void ofALargeTileNoMoreIsReadThanIsNeeded(int row, int column, int rows, int columns, long bytes)
      throws Exception {
    assertThat(received(row, column, rows, columns)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    // a row, which is spread over the whole tile, and a part that is more than a quarter of it
    "5, 0, 1, 400",
    "0, 0, 400, 110",
  })
  void whereLittleWouldBeSavedTheTileIsReadWholeAndItsChecksumCompared(
      int row, int column, int rows, int columns) throws Exception {
    assertThat(received(row, column, rows, columns)).isEqualTo(TILE + 4);
    put("c/0/0", damaged());
    assertThatThrownBy(() -> matrix.readWindow(row, column, rows, columns))
        .isInstanceOf(TileUnreadable.class)
        .hasMessageContaining("CRC32C");
  }

  @Test
  void aPartOfATileThatIsMissingOrCutOffIsNotMadeUp() throws Exception {
    put("c/0/0", new byte[100]);
    assertThatThrownBy(() -> matrix.readWindow(0, 0, 1, 1))
        .isInstanceOf(TileUnreadable.class)
        .hasMessageContainingAll(uri + "/c/0/0", "100 bytes, not 1,280,004");
    BUCKET.s3().deleteObject(b -> b.bucket(LocalBucket.NAME).key(key("c/0/0")));
    assertThatThrownBy(() -> matrix.readWindow(0, 0, 1, 1))
        .isInstanceOf(TileUnreadable.class)
        .hasMessageContaining("missing");
  }

  private long received(int row, int column, int rows, int columns) throws Exception {
    RequestCount before = aws.counters().of("S3", "GetObject");
    Tile window = matrix.readWindow(row, column, rows, columns);
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        assertThat(window.get(i, j)).isEqualTo(entry(row + i, column + j));
      }
    }
    window.release();
    return aws.counters().of("S3", "GetObject").minus(before).bytesReceived();
  }

  private byte[] damaged() throws Exception {
    byte[] bytes =
        BUCKET
            .s3()
            .getObjectAsBytes(b -> b.bucket(LocalBucket.NAME).key(key("c/0/0")))
            .asByteArray();
    bytes[1_000_000] ^= 1;
    return bytes;
  }

  private void put(String chunk, byte[] content) throws Exception {
    BUCKET
        .s3()
        .putObject(b -> b.bucket(LocalBucket.NAME).key(key(chunk)), RequestBody.fromBytes(content));
  }

  private String key(String chunk) {
    return LocalBucket.key(uri) + "/" + chunk;
  }

  private static double entry(long row, long column) {
    return 1000.0 * row + column;
  }
}
