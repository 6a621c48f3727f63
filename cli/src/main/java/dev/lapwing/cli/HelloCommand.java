package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import dev.lapwing.CholeskyFactor;
import dev.lapwing.Run;
import dev.lapwing.Shape;
import dev.lapwing.data.Digits;
import dev.lapwing.examples.DigitReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Factors a matrix of real data and solves with it, as a first look at Lapwing. */
@Command(
    name = "hello",
    header = "Learns to read handwritten digits: a first run, on real data.",
    description = {
      "",
      "Builds the kernel matrix of 1,437 images, factors it, solves the kernel ridge regression and"
          + " reads 360 images that it has not seen. The program is examples/DigitReader.java."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  lapwing hello", "  lapwing hello --threads 1 --tile 128 --json"})
final class HelloCommand implements Callable<Integer> {
  private static final int TRAINING = 1437;
  private static final int SHOWN = 4;

  private final Dialogue dialogue;

  @Mixin private ComputeOptions compute = new ComputeOptions();

  HelloCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    Digits all = Digits.load();
    Digits training = all.range(0, TRAINING);
    Digits heldOut = all.range(TRAINING, all.count());
    try (Workbench bench = Workbench.open(dialogue, compute);
        BigMatrix alike = compare(bench, training);
        BigMatrix k = alike.plusDiagonal(DigitReader.RIDGE)) {
      Run<CholeskyFactor> run = k.async().cholesky();
      try (CholeskyFactor factor = bench.await("cholesky", run)) {
        int[] read = read(bench, factor, training, heldOut);
        Outcome outcome = Outcome.of("hello");
        tellData(outcome.answer(), all, k);
        outcome.run(run.report()).residuals(bench, Claim.CHOLESKY, k, factor.lower());
        tellReading(outcome.answer(), heldOut, read);
        dialogue.answer(outcome.answer());
        return outcome.exitCode();
      }
    }
  }

  private static BigMatrix compare(Workbench bench, Digits images) {
    Shape shape = new Shape(images.count(), images.count());
    return bench.make("comparing images", shape, DigitReader.likeness(images, images));
  }

  private static int[] read(
      Workbench bench, CholeskyFactor factor, Digits training, Digits heldOut) {
    try (BigMatrix targets = DigitReader.targets(bench.lapwing(), training);
        BigMatrix c = bench.await("solve", factor.solveAsync(targets));
        BigMatrix likeness = DigitReader.likenessOf(bench.lapwing(), heldOut, training);
        BigMatrix scores = bench.await("matmul", likeness.async().multiply(c))) {
      return DigitReader.read(scores);
    }
  }

  private static void tellData(Answer answer, Digits all, BigMatrix k) {
    answer
        .row("data", "%,d handwritten digits, 8 x 8 pixels (UCI, CC BY 4.0)".formatted(all.count()))
        .row("A", "how alike %,d of them are, in tiles of %s".formatted(k.rows(), k.tileShape()))
        .fact("n", k.rows());
  }

  private static void tellReading(Answer answer, Digits heldOut, int[] read) {
    double accuracy = DigitReader.accuracy(read, heldOut);
    answer
        .fact("accuracy", accuracy)
        .row(
            "accuracy",
            "%.1f %% of %d digits that it had not seen; some of them:"
                .formatted(100 * accuracy, read.length))
        .line("");
    List<Integer> shown = shown(heldOut, read);
    DigitArt.sideBySide(heldOut, shown).forEach(answer::line);
    answer.line(DigitArt.captions(heldOut, read, shown)).line("");
    List.of(
            "Next:",
            "  lapwing doctor                               what this machine offers",
            "  lapwing generate spd 4000 --out a.npy        a matrix of your own ...",
            "  lapwing cholesky a.npy --out l.npy           ... factored",
            "  lapwing explain cholesky --source            the program behind it",
            "  lapwing plan cholesky --n 65536 --tile 1024  what a large one would cost")
        .forEach(answer::line);
  }

  /** The first images, and in the last place one that was misread, if there is one. */
  private static List<Integer> shown(Digits digits, int[] read) {
    List<Integer> shown = new ArrayList<>(IntStream.range(0, SHOWN).boxed().toList());
    IntStream.range(SHOWN, read.length)
        .filter(i -> read[i] != digits.label(i))
        .findFirst()
        .ifPresent(misread -> shown.set(SHOWN - 1, misread));
    return shown;
  }
}
