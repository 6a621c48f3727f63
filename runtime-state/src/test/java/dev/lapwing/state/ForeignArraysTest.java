package dev.lapwing.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays as other programs write them: 5 x 3 entries 10 i + j in chunks of 4 x 2. */
class ForeignArraysTest {
  private static final String BYTES =
      "{\"name\":\"bytes\",\"configuration\":{\"endian\":\"little\"}}";
  private static final String VERSION_3 =
      """
      {"zarr_format": 3, "node_type": "array", "shape": [5, 3], "data_type": "float64",
       "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": [4, 2]}},
       "chunk_key_encoding": {"name": "default", "configuration": {"separator": "/"}},
       "fill_value": 0, "codecs": [CODECS]}
      """;
  private static final String VERSION_2 =
      """
      {"zarr_format": 2, "shape": [5, 3], "chunks": [4, 2], "dtype": "<f8", "order": "C",
       "compressor": null, "filters": null, "fill_value": 0}
      """;

  @TempDir private Path folder;
  private final TilePool pool = TilePool.create(1 << 20);
  private final Storage storage = Storage.inMemory(pool);

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zlib", "zstd", "null"})
  void version2IsReadThroughItsCompressors(String compressor) throws Exception {
    boolean none = compressor.equals("null");
    document(
        ".zarray",
        VERSION_2.replace(
            "\"compressor\": null",
            none
                ? "\"compressor\": null"
                : "\"compressor\": {\"id\": \"" + compressor + "\", \"level\": 1}"));
    chunks("%d.%d", bytes -> compress(compressor, bytes), ByteOrder.LITTLE_ENDIAN, false);
    assertIsRead();
  }

  @Test
  void version2IsReadInColumnMajorBigEndianWithSlashes() throws Exception {
    document(
        ".zarray",
        VERSION_2.replace("<f8", ">f8").replace("\"C\"", "\"F\", \"dimension_separator\": \"/\""));
    chunks("%d/%d", bytes -> bytes, ByteOrder.BIG_ENDIAN, true);
    assertIsRead();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void version3IsReadThroughItsCompressors(String compressor) throws Exception {
    document(
        "zarr.json",
        VERSION_3.replace(
            "CODECS",
            BYTES + ", {\"name\": \"" + compressor + "\", \"configuration\": {\"level\": 1}}"));
    chunks("c/%d/%d", bytes -> compress(compressor, bytes), ByteOrder.LITTLE_ENDIAN, false);
    assertIsRead();
  }

  @Test
  void version3IsReadInColumnMajorBigEndian() throws Exception {
    document(
        "zarr.json",
        VERSION_3.replace(
            "CODECS",
            "{\"name\": \"transpose\", \"configuration\": {\"order\": [1, 0]}}, "
                + BYTES.replace("little", "big")));
    chunks("c/%d/%d", bytes -> bytes, ByteOrder.BIG_ENDIAN, true);
    assertIsRead();
  }

  @Test
  void anAbsentChunkIsTheFillValueAndWithoutOneItIsMissing() throws Exception {
    document(".zarray", VERSION_2.replace("\"fill_value\": 0", "\"fill_value\": \"NaN\""));
    Tile filled = storage.open(folder.toString()).read(TileIndex.of(1, 1)).orElseThrow();
    assertThat(filled.get(0, 0)).isNaN();
    filled.release();
    document(".zarray", VERSION_2.replace("\"fill_value\": 0", "\"fill_value\": null"));
    assertThat(storage.open(folder.toString()).read(TileIndex.of(1, 1))).isEmpty();
  }

  @Test
  void nobodyWritesToAForeignArray() throws Exception {
    document(".zarray", VERSION_2);
    StoredMatrix matrix = storage.reopen(folder.toString());
    Tile tile = pool.zeros(4, 2);
    assertThatThrownBy(() -> matrix.write(TileIndex.of(0, 0), tile))
        .isInstanceOf(PermanentStoreException.class)
        .hasMessageContaining("finished");
  }

  @Test
  void compressedBytesThatAreDamagedAreNamed() throws Exception {
    document(
        ".zarray", VERSION_2.replace("\"compressor\": null", "\"compressor\": {\"id\": \"zlib\"}"));
    chunks("%d.%d", bytes -> bytes, ByteOrder.LITTLE_ENDIAN, false);
    StoredMatrix matrix = storage.open(folder.toString());
    assertThatThrownBy(() -> matrix.read(TileIndex.of(1, 0)))
        .isInstanceOf(TileUnreadable.class)
        .hasMessageContainingAll("1.0", "cannot be decompressed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"shape\": [5, 3] | \"shape\": [5, 3, 2] | two dimensions",
        "\"shape\": [5, 3] | \"shape\": [5, -3] | -3",
        "\"shape\": [5, 3] | \"extent\": [5, 3] | 'extent'",
        "float64 | complex64 | complex64",
        "regular | rectilinear | rectilinear",
        "\"default\" | \"hashed\" | hashed",
        "\"fill_value\": 0 | \"fill_value\": \"much\" | much",
        "\"node_type\": \"array\" | \"node_type\": \"group\" | a group, not an array",
        "\"zarr_format\": 3 | \"zarr_format\": 4 | zarr_format 4",
        "[4, 2] | [400000, 200000] | smaller chunks",
        "[4, 2] | [0, 2] | chunk_shape",
        "CODECS | {\"name\": \"lz77\"} | lz77",
        "CODECS | {\"name\": \"gzip\"} | gzip",
        "CODECS | {\"name\": \"transpose\", \"configuration\": {\"order\": [2, 0]}} | [2,0]",
        "CODECS | {\"name\": \"bytes\"} | byte order",
        "{\"zarr_format\" | {\"zarr_format | not JSON",
      })
  void whatIsNotReadIsRefusedWithItsName(String from, String to, String message) throws Exception {
    document("zarr.json", VERSION_3.replace(from, to).replace("CODECS", BYTES));
    assertThatThrownBy(() -> storage.open(folder.toString()))
        .isInstanceOf(MatrixUnavailable.class)
        .hasMessageContainingAll("zarr.json", message)
        .extracting(e -> ((MatrixUnavailable) e).reason())
        .isEqualTo(MatrixUnavailable.Reason.UNREADABLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<f8 | <M8[D] | M8[D]",
        "\"filters\": null | \"filters\": [{\"id\": \"delta\"}] | delta",
        "\"compressor\": null | \"compressor\": {\"id\": \"lzma\"} | lzma",
        "\"compressor\": null | \"compressor\": {\"id\": \"blosc\", \"cname\": \"snappy\"} | snappy",
        "\"C\" | \"K\" | \"K\"",
      })
  void whatIsNotReadOfVersion2IsRefusedWithItsName(String from, String to, String message)
      throws Exception {
    document(".zarray", VERSION_2.replace(from, to));
    assertThatThrownBy(() -> storage.open(folder.toString()))
        .isInstanceOf(MatrixUnavailable.class)
        .hasMessageContainingAll(".zarray", message);
  }

  private void assertIsRead() throws Exception {
    StoredMatrix matrix = storage.open(folder.toString());
    assertThat(matrix.layout()).isEqualTo(MatrixLayout.full(5, 3, 4, 2));
    Tile all = matrix.readWindow(0, 0, 5, 3);
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 3; j++) {
        assertThat(all.get(i, j)).isEqualTo(10 * i + j);
      }
    }
    all.release();
    assertThat(pool.bytesInUse()).isZero();
  }

  private void document(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  private void chunks(String key, Codec codec, ByteOrder order, boolean columnMajor)
      throws IOException {
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        Path file = folder.resolve(key.formatted(i, j));
        Files.createDirectories(file.getParent());
        Files.write(file, codec.encode(chunk(4 * i, 2 * j, order, columnMajor)));
      }
    }
  }

  /** The 4 x 2 entries from (top, left) on; those outside the array are padding. */
  private static byte[] chunk(int top, int left, ByteOrder order, boolean columnMajor) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * 8).order(order);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 2; j++) {
        bytes.putDouble(8 * (columnMajor ? i + 4 * j : 2 * i + j), 10 * (top + i) + left + j);
      }
    }
    return bytes.array();
  }

  private static byte[] compress(String compressor, byte[] bytes) throws IOException {
    if (compressor.equals("zstd")) {
      return Zstd.compress(bytes);
    }
    var compressed = new ByteArrayOutputStream();
    try (OutputStream stream = compressing(compressor, compressed)) {
      stream.write(bytes);
    }
    return compressed.toByteArray();
  }

  private static OutputStream compressing(String compressor, OutputStream target)
      throws IOException {
    return switch (compressor) {
      case "gzip" -> new GZIPOutputStream(target);
      case "zlib" -> new DeflaterOutputStream(target);
      default -> target;
    };
  }

  private interface Codec {
    byte[] encode(byte[] bytes) throws IOException;
  }
}
