package dev.lapwing.cli;

import dev.lapwing.AsyncMatrix;
import dev.lapwing.BigMatrix;
import dev.lapwing.Run;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Inverts a matrix. */
@Command(
    name = "inv",
    header = "Inverts a square matrix.",
    description = {
      "",
      "What A is decides how: general (by LU factorization with pivoting; the default), spd"
          + " (symmetric positive definite, by Cholesky: only the lower triangle is read), lower or"
          + " upper (triangular). To solve equations, lapwing solve is faster and more accurate."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate spd 500 --out a.npy",
      "  lapwing inv a.npy --out x.npy",
      "  lapwing inv a.npy --a spd --out y.npy",
      "  lapwing cholesky a.npy --out l.npy",
      "  lapwing inv l.npy --a lower --out z.npy"
    })
final class InvCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  @Parameters(
      paramLabel = "A",
      converter = MatrixPath.Converter.class,
      description = "The matrix, n x n.")
  private MatrixPath a;

  @Option(
      names = "--a",
      paramLabel = "KIND",
      defaultValue = "general",
      description = "What A is: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Kind kind;

  @Mixin private TargetOptions out = new TargetOptions();
  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FleetOptions fleet = new FleetOptions();
  @Mixin private CheckOption check = new CheckOption();

  InvCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    Optional<Target> target = dialogue.promise(out.checked(List.of(a)));
    if (fleet.detaches() && kind == Kind.GENERAL) {
      throw new BadInput(
          "the inverse of a general matrix is two runs, and this command begins the second: give no --detach");
    }
    try (Workbench bench = Workbench.open(dialogue, compute, fleet, target.stream().toList());
        BigMatrix matrix = bench.read(a)) {
      Run<BigMatrix> run = kind.start(matrix.async(bench.into(target)));
      if (bench.leaves("inv", run)) {
        return ExitCode.OK;
      }
      try (BigMatrix x = bench.await("inv", run)) {
        Outcome outcome = Outcome.of("inv").input("A", a, matrix).run(run.report());
        if (check.isWanted(bench)) {
          try (BigMatrix identity =
              bench.make("identity", matrix.shape(), (i, j) -> i == j ? 1 : 0)) {
            outcome.residuals(bench, Claim.SOLVE, matrix, x, identity);
          }
        }
        target.ifPresent(place -> bench.keep(x, place));
        dialogue.answer(outcome.result("X", target, "--out x.npy").answer());
        return outcome.exitCode();
      }
    }
  }

  /** What a matrix is that is inverted. */
  enum Kind {
    GENERAL,
    SPD,
    LOWER,
    UPPER;

    Run<BigMatrix> start(AsyncMatrix a) {
      return switch (this) {
        case GENERAL -> a.inverse();
        case SPD -> a.inverseSpd();
        case LOWER -> a.inverseLower();
        case UPPER -> a.inverseUpper();
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
