package dev.lapwing.state.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BloscTest {
  private static final int ELEMENTS = 400;
  private static final int LARGEST = 1 << 16;

  @ParameterizedTest
  @MethodSource("containers")
  void whatNumcodecsCompressedIsDecompressed(String name, byte[] container) throws Exception {
    ByteBuffer content =
        Blosc.decode(ByteBuffer.wrap(container), LARGEST).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(content.remaining()).isEqualTo(8 * ELEMENTS);
    for (int i = 0; i < ELEMENTS; i++) {
      assertThat(content.getDouble(8 * i)).as(name).isEqualTo(Math.floor(i / 3.0));
    }
  }

  @ParameterizedTest
  @MethodSource("containers")
  void aContainerThatIsCutOffIsCorrupt(String name, byte[] container) {
    for (int length = 0; length < container.length; length += 7) {
      ByteBuffer cut = ByteBuffer.wrap(container, 0, length);
      assertThatThrownBy(() -> Blosc.decode(cut, LARGEST))
          .as(name)
          .isInstanceOf(CorruptChunk.class);
    }
  }

  @ParameterizedTest
  @MethodSource("containers")
  void damageNeverEscapesAsAnythingButACorruptChunk(String name, byte[] container) {
    var random = new SplittableRandom(name.hashCode());
    for (int round = 0; round < 300; round++) {
      byte[] damaged = container.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        Blosc.decode(ByteBuffer.wrap(damaged), LARGEST);
      } catch (CorruptChunk e) {
        assertThat(e).message().isNotEmpty();
      }
    }
  }

  static Stream<Object[]> containers() throws IOException {
    var properties = new Properties();
    try (InputStream resource = BloscTest.class.getResourceAsStream("blosc.properties")) {
      properties.load(resource);
    }
    assertThat(properties).hasSize(9);
    return properties.stringPropertyNames().stream()
        .sorted()
        .map(name -> new Object[] {name, Base64.getDecoder().decode(properties.getProperty(name))});
  }
}
