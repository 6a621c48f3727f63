package dev.lapwing.executor.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SelfTestTest {

  @Test
  void pureJavaPasses() {
    assertThat(new SelfTest<>(new JavaBlas()).mistakes()).isEmpty();
  }

  @Test
  void openBlasPasses() {
    assertThat(KernelLibraries.openBlas().reason()).isEmpty();
  }
}
