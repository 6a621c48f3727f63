package dev.lapwing.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.BigMatrix;
import dev.lapwing.Lapwing;
import dev.lapwing.Residuals;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MultiplyFilesTest {

  @Test
  void theProductOfTwoFilesIsInTheThird(@TempDir Path folder) {
    String a = folder.resolve("a.npy").toString();
    String b = folder.resolve("b.npy").toString();
    String c = folder.resolve("c.zarr").toString();
    try (Lapwing lapwing = Lapwing.local()) {
      lapwing.random(300, 200, 1).save(a);
      lapwing.random(200, 100, 2).save(b);

      MultiplyFiles.multiply(a, b, c, folder.resolve("work"));

      BigMatrix product = lapwing.open(c);
      assertThat(Residuals.multiply(lapwing.open(a), lapwing.open(b), product)).isLessThan(10);
    }
  }
}
