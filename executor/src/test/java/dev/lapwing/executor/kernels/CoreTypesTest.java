package dev.lapwing.executor.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoreTypesTest {
  private static final Set<String> HASWELL = Set.of("sse4_2", "avx", "avx2", "fma");

  @Test
  void aTypeWhoseFeaturesAreAllThereMayRun() {
    assertThat(coreTypes(HASWELL).mayRun("Haswell")).isTrue();
    assertThat(coreTypes(HASWELL).mayRun("haswell")).isTrue();
  }

  @Test
  void aTypeThatNeedsWhatAHypervisorHidesMayNotRun() {
    assertThat(coreTypes(HASWELL).missing("SkylakeX"))
        .containsExactly("avx512bw", "avx512cd", "avx512dq", "avx512f", "avx512vl");
    assertThat(coreTypes(HASWELL).mayRun("SkylakeX")).isFalse();
    assertThat(coreTypes(HASWELL).mayRun("skylakex")).isFalse();
  }

  @Test
  void simplerTypesFollowTheDetectedOne() {
    assertThat(coreTypes(HASWELL).candidates("SkylakeX"))
        .containsExactly("Haswell", "Sandybridge", "Nehalem");
    assertThat(coreTypes(HASWELL).candidates("Haswell"))
        .containsExactly("Haswell", "Sandybridge", "Nehalem");
    assertThat(coreTypes(HASWELL).candidates("Zen"))
        .containsExactly("Zen", "Haswell", "Sandybridge", "Nehalem");
  }

  @Test
  void withoutKnownFeaturesWhatWasDetectedIsTried() {
    assertThat(new CoreTypes(Optional.empty()).candidates("armv8")).startsWith("armv8");
    assertThat(new CoreTypes(Optional.empty()).mayRun("SkylakeX")).isTrue();
  }

  private static CoreTypes coreTypes(Set<String> features) {
    return new CoreTypes(Optional.of(features));
  }
}
