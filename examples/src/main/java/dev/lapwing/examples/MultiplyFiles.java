package dev.lapwing.examples;

import dev.lapwing.BigMatrix;
import dev.lapwing.Lapwing;
import dev.lapwing.RunOptions;
import java.nio.file.Path;

/**
 * Multiplies two matrices from NumPy's .npy files into a Zarr array, with no more than 1 GiB of
 * tiles in memory, whatever the size of the files.
 */
public final class MultiplyFiles {
  private static final long GIBIBYTE = 1L << 30;

  private MultiplyFiles() {}

  /** Arguments: a.npy, b.npy, c.zarr, and a folder to work in. */
  public static void main(String[] arguments) {
    multiply(arguments[0], arguments[1], arguments[2], Path.of(arguments[3]));
  }

  /** C = A B. */
  static void multiply(String a, String b, String c, Path folder) {
    try (Lapwing lapwing =
            Lapwing.builder().memoryBudget(GIBIBYTE).folder(folder).build();
        BigMatrix left = lapwing.open(a);
        BigMatrix right = lapwing.open(b);
        BigMatrix product = left.async(RunOptions.into(c)).multiply(right).join()) {
      System.out.println(product);
    }
  }
}
