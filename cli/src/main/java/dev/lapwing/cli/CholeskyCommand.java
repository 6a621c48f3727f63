package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import dev.lapwing.CholeskyFactor;
import dev.lapwing.Run;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Factors a symmetric positive definite matrix. */
@Command(
    name = "cholesky",
    header = "Factors a symmetric positive definite matrix: A = L L^T.",
    description = {
      "",
      "Only the lower triangle of A is read; L is lower triangular. Prints the time, the speed, and"
          + " how far L L^T is from A in units of rounding."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate spd 1000 --out a.npy",
      "  lapwing cholesky a.npy --out l.npy",
      "  lapwing cholesky a.npy --tile 256 --threads 1 --out l.zarr --json"
    })
final class CholeskyCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  @Parameters(
      paramLabel = "A",
      converter = MatrixPath.Converter.class,
      description = "The matrix, n x n.")
  private MatrixPath a;

  @Mixin private TargetOptions out = new TargetOptions();
  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FleetOptions fleet = new FleetOptions();
  @Mixin private CheckOption check = new CheckOption();

  CholeskyCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    Optional<Target> target = dialogue.promise(out.checked(List.of(a)));
    try (Workbench bench = Workbench.open(dialogue, compute, fleet, target.stream().toList());
        BigMatrix matrix = bench.read(a)) {
      Run<CholeskyFactor> run = matrix.async(bench.into(target)).cholesky();
      if (bench.leaves("cholesky", run)) {
        return ExitCode.OK;
      }
      try (CholeskyFactor factor = bench.await("cholesky", run)) {
        Outcome outcome = Outcome.of("cholesky").input("A", a, matrix).run(run.report());
        if (check.isWanted(bench)) {
          outcome.residuals(bench, Claim.CHOLESKY, matrix, factor.lower());
        }
        target.ifPresent(place -> bench.keep(factor.lower(), place));
        dialogue.answer(outcome.result("L", target, "--out l.npy").answer());
        return outcome.exitCode();
      }
    }
  }
}
