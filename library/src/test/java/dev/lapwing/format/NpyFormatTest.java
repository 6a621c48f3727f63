package dev.lapwing.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.BigMatrix;
import dev.lapwing.Lapwing;
import dev.lapwing.state.Precision;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpyFormatTest {
  private static final double[][] SMALL = {{1, 2, 3}, {4, 5, 6}};

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "<f8, 8", ">f8, 8", "<f4, 4", ">f4, 4", "<i8, 8", ">i8, 8", "<i4, 4", "<i2, 2", ">i2, 2",
    "|i1, 1", "<u8, 8", "<u4, 4", "<u2, 2", "|u1, 1", "=f8, 8"
  })
  void everyElementTypeIsRead(String type, int bytes) throws IOException {
    Path file = npy(1, header(type, "False", "(2, 3)"), elements(type, bytes, 1, 2, 3, 4, 5, 6));

    assertThat(FormatFixture.read(file)).isDeepEqualTo(SMALL);
  }

  @Test
  void fortranOrderIsRead() throws IOException {
    Path file = npy(1, header("<f8", "True", "(2, 3)"), elements("<f8", 8, 1, 4, 2, 5, 3, 6));

    assertThat(FormatFixture.read(file)).isDeepEqualTo(SMALL);
    assertThat(MatrixFiles.info(file).details()).containsEntry("order", "Fortran");
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void everyVersionOfTheHeaderIsRead(int version) throws IOException {
    Path file =
        npy(version, header("<f8", "False", "(2, 3)"), elements("<f8", 8, 1, 2, 3, 4, 5, 6));

    assertThat(FormatFixture.read(file)).isDeepEqualTo(SMALL);
    assertThat(MatrixFiles.info(file).format()).isEqualTo("npy " + version + ".0");
  }

  @Test
  void anArrayOfOneDimensionIsAColumn() throws IOException {
    Path file = npy(1, header("<f8", "False", "(3,)"), elements("<f8", 8, 7, 8, 9));

    assertThat(FormatFixture.read(file)).isDeepEqualTo(new double[][] {{7}, {8}, {9}});
  }

  @Test
  void booleansAreZeroAndOne() throws IOException {
    Path file = npy(1, header("|b1", "False", "(1, 2)"), new byte[] {0, 1});

    assertThat(FormatFixture.read(file)).isDeepEqualTo(new double[][] {{0, 1}});
  }

  @Test
  void largeUnsignedIntegersAreRoundedToTheNearestDouble() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(-1L).putLong(Long.MIN_VALUE + 1025);
    Path file = npy(1, header("<u8", "False", "(1, 2)"), bytes.array());

    assertThat(FormatFixture.read(file)).isDeepEqualTo(new double[][] {{0x1p64, 0x1p63 + 2048}});
  }

  @Test
  void floatsStayFloats() throws IOException {
    Path file = npy(1, header("<f4", "False", "(2, 3)"), elements("<f4", 4, 1, 2, 3, 4, 5, 6));

    assertThat(MatrixFiles.info(file).precision()).isEqualTo(Precision.FLOAT32);
    try (Lapwing lapwing = Lapwing.local();
        BigMatrix matrix = lapwing.open(file.toString())) {
      assertThat(matrix.precision()).isEqualTo(Precision.FLOAT32);
      Path copy = folder.resolve("copy.npy");
      matrix.save(copy.toString());
      assertThat(MatrixFiles.info(copy).details()).containsEntry("element type", "<f4");
      assertThat(FormatFixture.read(copy)).isDeepEqualTo(SMALL);
    }
  }

  @Test
  void theDataBeginsAtAMultipleOf64Bytes() throws IOException {
    NpyHeader header = NpyHeader.of(Precision.FLOAT64, 123456789, 987654321);

    assertThat(header.dataOffset() % 64).isZero();
  }

  @Test
  void aFileThatIsCutOffIsNamedWithBothLengths() throws IOException {
    Path file = npy(1, header("<f8", "False", "(2, 3)"), elements("<f8", 8, 1, 2, 3, 4, 5));

    assertThatThrownBy(() -> MatrixFiles.info(file))
        .isInstanceOf(MalformedMatrixFile.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("ends too early")
        .hasMessageContaining("2 x 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "<c16; (2, 3); '<c16'",
        "<f2; (2, 3); '<f2'",
        "<U5; (2, 3); '<U5'",
        "<f8; (2, 3, 4); one or two dimensions",
        "<f8; (); one or two dimensions"
      })
  void whatIsNoRealMatrixIsRefusedWithTheReason(String type, String shape, String reason)
      throws IOException {
    Path file = npy(1, header(type, "False", shape), new byte[1000]);

    assertThatThrownBy(() -> MatrixFiles.info(file))
        .isInstanceOf(MalformedMatrixFile.class)
        .hasMessageContaining(reason);
  }

  @Test
  void aRecordArrayIsRefused() throws IOException {
    String header = "{'descr': [('x', '<f8')], 'fortran_order': False, 'shape': (2, 3), }";
    Path file = npy(1, header, new byte[48]);

    assertThatThrownBy(() -> MatrixFiles.info(file))
        .isInstanceOf(MalformedMatrixFile.class)
        .hasMessageContaining("plain element type");
  }

  @Test
  void aFileOfSomethingElseIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("a.npy"), "1,2,3\n4,5,6\n");

    assertThatThrownBy(() -> MatrixFiles.info(file))
        .isInstanceOf(MalformedMatrixFile.class)
        .hasMessageContaining("byte 0")
        .hasMessageContaining("NUMPY");
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("a.npy"));

    assertThatThrownBy(() -> MatrixFiles.info(file)).isInstanceOf(MalformedMatrixFile.class);
  }

  private static String header(String type, String fortranOrder, String shape) {
    return "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }"
        .formatted(type, fortranOrder, shape);
  }

  private static byte[] elements(String type, int bytes, int... values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * bytes)
            .order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      switch (type.substring(1)) {
        case "f8" -> buffer.putDouble(value);
        case "f4" -> buffer.putFloat(value);
        case "i8", "u8" -> buffer.putLong(value);
        case "i4", "u4" -> buffer.putInt(value);
        case "i2", "u2" -> buffer.putShort((short) value);
        default -> buffer.put((byte) value);
      }
    }
    return buffer.array();
  }

  private Path npy(int version, String header, byte[] data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    var bytes = new ByteArrayOutputStream();
    bytes.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    ByteBuffer length =
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, text.length);
    bytes.write(length.array(), 0, version == 1 ? 2 : 4);
    bytes.write(text);
    bytes.write(data);
    return Files.write(folder.resolve("a.npy"), bytes.toByteArray());
  }
}
