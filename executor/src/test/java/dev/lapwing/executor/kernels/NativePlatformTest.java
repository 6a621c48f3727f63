package dev.lapwing.executor.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativePlatformTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x86_64",
    "Linux, aarch64, linux-arm64",
    "Mac OS X, x86_64, macosx-x86_64",
    "Mac OS X, aarch64, macosx-arm64",
    "Windows 11, amd64, windows-x86_64"
  })
  void platformsAreNamedAsTheClassifiersOfTheArtifact(String system, String arch, String name) {
    NativePlatform platform = NativePlatform.of(system, arch).orElseThrow();
    assertThat(platform.name()).isEqualTo(name);
    assertThat(platform.libraries().get(platform.libraries().size() - 1)).startsWith("libopenblas");
  }

  @Test
  void thereIsNoneForOtherPlatforms() {
    assertThat(NativePlatform.of("Linux", "s390x")).isEmpty();
    assertThat(NativePlatform.of("SunOS", "amd64")).isEmpty();
  }
}
