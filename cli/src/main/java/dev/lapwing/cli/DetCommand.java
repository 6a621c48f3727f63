package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import dev.lapwing.CholeskyFactor;
import dev.lapwing.Determinant;
import dev.lapwing.Run;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Computes a determinant. */
@Command(
    name = "det",
    header = "Computes the determinant of a square matrix, as a sign and a logarithm.",
    description = {
      "",
      "By LU factorization with pivoting; of a symmetric positive definite matrix, with --a spd, by"
          + " Cholesky factorization, of which only the lower triangle is read. The determinant of a large matrix is often beyond the range"
          + " of a number; its logarithm is not."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate random 500x500 --out a.npy",
      "  lapwing det a.npy",
      "  lapwing det a.npy --json",
      "  lapwing generate spd 500 --out s.npy",
      "  lapwing det s.npy --a spd"
    })
final class DetCommand implements Callable<Integer> {
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

  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FleetOptions fleet = new FleetOptions();

  DetCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    fleet.requireAttached("the determinant is read off the factors by this command");
    try (Workbench bench = Workbench.open(dialogue, compute, fleet, List.of());
        BigMatrix matrix = bench.read(a)) {
      Outcome outcome = Outcome.of("det").input("A", a, matrix);
      Determinant determinant =
          kind == Kind.SPD ? definite(bench, matrix, outcome) : general(bench, matrix, outcome);
      dialogue.answer(
          outcome
              .answer()
              .row("sign", "%.0f".formatted(determinant.sign()))
              .row("ln |det|", Double.toString(determinant.logAbsolute()))
              .row("det", words(determinant))
              .fact("sign", determinant.sign())
              .fact("logAbsolute", determinant.logAbsolute())
              .fact("determinant", determinant.value()));
      return ExitCode.OK;
    }
  }

  private static Determinant general(Workbench bench, BigMatrix matrix, Outcome outcome) {
    Run<Determinant> run = matrix.async().determinant();
    Determinant determinant = bench.await("det", run);
    outcome.run(run.report());
    return determinant;
  }

  private static Determinant definite(Workbench bench, BigMatrix matrix, Outcome outcome) {
    Run<CholeskyFactor> run = matrix.async().cholesky();
    try (CholeskyFactor factor = bench.await("det", run)) {
      outcome.run(run.report());
      return new Determinant(1, bench.await("logarithm", factor.logDeterminantAsync()));
    }
  }

  /** What a matrix is whose determinant is computed. */
  enum Kind {
    GENERAL,
    SPD;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static String words(Determinant determinant) {
    boolean outOfRange =
        Double.isInfinite(determinant.value()) && Double.isFinite(determinant.logAbsolute());
    boolean vanishes =
        determinant.value() == 0 && determinant.logAbsolute() != Double.NEGATIVE_INFINITY;
    if (outOfRange) {
      return "beyond the range of a number (1.8e308)";
    }
    return vanishes
        ? "below the range of a number (4.9e-324), but not zero"
        : Double.toString(determinant.value());
  }
}
