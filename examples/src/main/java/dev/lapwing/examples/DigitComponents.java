package dev.lapwing.examples;

import dev.lapwing.BigMatrix;
import dev.lapwing.Lapwing;
import dev.lapwing.PrincipalComponents;
import dev.lapwing.data.Digits;

/** Shows how few directions 1,797 images of handwritten digits, of 64 pixels each, vary in. */
public final class DigitComponents {
  private DigitComponents() {}

  /** Prints how much of the variance the first components explain, and a digit made of them. */
  public static void main(String[] arguments) {
    Digits digits = Digits.load();
    try (Lapwing lapwing = Lapwing.local();
        BigMatrix images = lapwing.matrix(
            digits.count(), Digits.PIXELS, (i, j) -> digits.pixel((int) i, (int) j));
        PrincipalComponents pca = images.pca(16)) {
      double explained = 0;
      double[] ratios = pca.explainedVarianceRatio();
      for (int k = 0; k < ratios.length; k++) {
        explained += ratios[k];
        System.out.printf("%2d components explain %.3f of the variance%n", k + 1, explained);
      }
      System.out.print(drawing(pca, 0));
    }
  }

  /** An image as its coordinates along the components remember it. */
  static String drawing(PrincipalComponents pca, int number) {
    try (BigMatrix coordinates =
            pca.scores().slice(number, number + 1, 0, pca.scores().columns());
        BigMatrix image = pca.inverseTransform(coordinates)) {
      StringBuilder drawing = new StringBuilder();
      for (int pixel = 0; pixel < Digits.PIXELS; pixel++) {
        double gray = Math.max(0, Math.min(15, image.get(0, pixel)));
        drawing.append(" .:-=+*#".charAt((int) (gray / 2)));
        drawing.append(pixel % 8 == 7 ? System.lineSeparator() : "");
      }
      return drawing.toString();
    }
  }
}
