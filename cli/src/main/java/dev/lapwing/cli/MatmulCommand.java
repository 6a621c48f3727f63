package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import dev.lapwing.Run;
import dev.lapwing.RunOptions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Multiplies two matrices. */
@Command(
    name = "matmul",
    header = "Multiplies two matrices: C = A B.",
    description = {
      "",
      "Either factor may be taken transposed, without being copied. A^T A, with the same path twice,"
          + " is computed at half the cost and exactly symmetric."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate random 1000x300 --out left.npy",
      "  lapwing generate random 300x1000 --seed 2 --out right.npy",
      "  lapwing matmul left.npy right.npy --out product.npy",
      "  lapwing matmul left.npy left.npy --transpose-a --out gram.npy"
    })
final class MatmulCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  @Parameters(
      index = "0",
      paramLabel = "A",
      converter = MatrixPath.Converter.class,
      description = "The left factor, m x k.")
  private MatrixPath a;

  @Parameters(
      index = "1",
      paramLabel = "B",
      converter = MatrixPath.Converter.class,
      description = "The right factor, k x n.")
  private MatrixPath b;

  @Option(names = "--transpose-a", description = "Take the transpose of A, which is k x m.")
  private boolean transposeA;

  @Option(names = "--transpose-b", description = "Take the transpose of B, which is n x k.")
  private boolean transposeB;

  @Mixin private TargetOptions out = new TargetOptions();
  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FleetOptions fleet = new FleetOptions();
  @Mixin private CheckOption check = new CheckOption();

  MatmulCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    Optional<Target> target = dialogue.promise(out.checked(List.of(a, b)));
    try (Workbench bench = Workbench.open(dialogue, compute, fleet, target.stream().toList());
        BigMatrix first = bench.read(a);
        BigMatrix second = bench.read(b)) {
      BigMatrix left = transposeA ? first.transpose() : first;
      BigMatrix right = transposeB ? second.transpose() : second;
      RunOptions options = bench.into(target);
      Run<BigMatrix> run =
          isGram() ? first.async(options).gram() : left.async(options).multiply(right);
      if (bench.leaves("matmul", run)) {
        return ExitCode.OK;
      }
      try (BigMatrix product = bench.await("matmul", run)) {
        Outcome outcome =
            Outcome.of("matmul").input("A", a, first).input("B", b, second).run(run.report());
        if (check.isWanted(bench)) {
          outcome.residuals(bench, Claim.MATMUL, left, right, product);
        }
        target.ifPresent(place -> bench.keep(product, place));
        dialogue.answer(outcome.result("C", target, "--out c.npy").answer());
        return outcome.exitCode();
      }
    }
  }

  private boolean isGram() {
    return transposeA && !transposeB && a.given().equals(b.given());
  }
}
