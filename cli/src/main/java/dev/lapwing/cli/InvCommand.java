package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import dev.lapwing.Run;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Inverts a matrix. */
@Command(
    name = "inv",
    header = "Inverts a square matrix.",
    description = {
      "",
      "By LU factorization with pivoting. To solve equations, lapwing solve is faster and more"
          + " accurate."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate random 500x500 --out a.npy",
      "  lapwing inv a.npy --out x.npy",
    })
final class InvCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  @Parameters(
      paramLabel = "A",
      converter = MatrixPath.Converter.class,
      description = "The matrix, n x n.")
  private MatrixPath a;

  @Mixin private TargetOptions out = new TargetOptions();
  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private CheckOption check = new CheckOption();

  InvCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    Optional<Target> target = dialogue.promise(out.checked(List.of(a)));
    try (Workbench bench = Workbench.open(dialogue, compute);
        BigMatrix matrix = bench.read(a)) {
      Run<BigMatrix> run = matrix.async().inverse();
      try (BigMatrix x = bench.await("inv", run)) {
        Outcome outcome = Outcome.of("inv").input("A", a, matrix).run(run.report());
        if (check.isWanted(bench)) {
          try (BigMatrix identity =
              bench.make("identity", matrix.shape(), (i, j) -> i == j ? 1 : 0)) {
            outcome.residuals(bench, Claim.SOLVE, matrix, x, identity);
          }
        }
        target.ifPresent(place -> bench.save(x, place));
        dialogue.answer(outcome.result("X", target, "--out x.npy").answer());
        return outcome.exitCode();
      }
    }
  }
}
