package dev.lapwing.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.algorithm.Algorithm;
import dev.lapwing.lambdapack.algorithm.Algorithms;
import dev.lapwing.lambdapack.algorithm.Cholesky;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EncodingTest {
  private static final int LARGEST = 4096;

  static Stream<Program> programs() {
    return Algorithms.all().stream().map(Algorithm::program);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void everyShippedProgramFitsInFourKilobytesAndComesBackEqual(Program program) {
    CompiledProgram compiled = Compiler.compile(program);
    byte[] encoded = compiled.encode();
    assertThat(encoded.length).isLessThan(LARGEST);
    assertThat(Compiler.decode(encoded)).isEqualTo(compiled);
    assertThat(Compiler.decode(encoded).program()).isEqualTo(program);
  }

  @Test
  void damagedBytesAreRefusedWithWhatIsWrong() {
    byte[] encoded = Compiler.compile(Cholesky.program()).encode();
    Random random = new Random(1);
    for (int k = 0; k < 1000; k++) {
      byte[] damaged = encoded.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
      assertThatThrownBy(() -> Compiler.decode(damaged))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("not an encoded program: ");
    }
  }

  @Test
  void bytesThatEndTooSoonAreRefused() {
    byte[] encoded = Compiler.compile(Cholesky.program()).encode();
    for (int length = 0; length < encoded.length; length++) {
      byte[] cut = Arrays.copyOf(encoded, length);
      assertThatThrownBy(() -> Compiler.decode(cut)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void damageBeneathTheChecksumIsRefusedToo() {
    byte[] plain = ProgramEncoder.encode(Cholesky.program());
    Random random = new Random(2);
    for (int k = 0; k < 5000; k++) {
      byte[] damaged = plain.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      decodeOrRefuse(damaged);
    }
  }

  /** Damage may give another program, but nothing worse than a refusal. */
  private static void decodeOrRefuse(byte[] bytes) {
    try {
      assertThat(ProgramDecoder.decode(bytes)).isNotNull();
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageContaining("encoded program");
    }
  }

  @Test
  void anotherFormatVersionIsNamed() {
    byte[] encoded = Compiler.compile(Cholesky.program()).encode();
    encoded[3] = 9;
    assertThatThrownBy(() -> Compiler.decode(encoded))
        .hasMessageContaining("its format is version 9");
  }
}
