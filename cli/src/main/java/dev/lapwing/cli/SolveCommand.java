package dev.lapwing.cli;

import dev.lapwing.AsyncMatrix;
import dev.lapwing.BigMatrix;
import dev.lapwing.LuFactor;
import dev.lapwing.MixedSolution;
import dev.lapwing.Run;
import dev.lapwing.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Solves a system of linear equations. */
@Command(
    name = "solve",
    header = "Solves A X = B.",
    description = {
      "",
      "What A is decides how: general (any square matrix, by LU with pivoting; the default), spd"
          + " (symmetric positive definite, by Cholesky, in half the time: only the lower triangle"
          + " is read), lower or upper (triangular, by substitution), or tall (least squares, by"
          + " QR: X minimises ||A X - B|| column by column). A tall matrix may be wide: then X is"
          + " the solution of least norm.",
      "",
      "--mixed factors a general or spd A in float32 and refines the solution to float64, in little"
          + " more than half the time for a large A of moderate condition; where that does not"
          + " succeed, it solves in float64 and says so. --refine improves a solution in float64."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate spd 1000 --out a.npy",
      "  lapwing generate random 1000x5 --out b.npy",
      "  lapwing solve a.npy b.npy --out x.npy",
      "  lapwing solve a.npy b.npy --a spd --out x.npy --overwrite",
      "  lapwing cholesky a.npy --out l.npy",
      "  lapwing solve l.npy b.npy --a lower --out y.npy"
    })
final class SolveCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  @Parameters(
      index = "0",
      paramLabel = "A",
      converter = MatrixPath.Converter.class,
      description = "The matrix, n x n; m x n if it is tall.")
  private MatrixPath a;

  @Parameters(
      index = "1",
      paramLabel = "B",
      converter = MatrixPath.Converter.class,
      description = "The right-hand sides, with as many rows as A.")
  private MatrixPath b;

  @Option(
      names = "--a",
      paramLabel = "KIND",
      defaultValue = "general",
      description = "What A is: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Kind kind;

  @Option(
      names = "--mixed",
      description = "Factor in float32, refine to float64 (general and spd).")
  private boolean mixed;

  @Option(
      names = "--refine",
      paramLabel = "STEPS",
      defaultValue = "0",
      description = "Improve X by so many steps of iterative refinement (general; default: 0).")
  private int steps;

  @Mixin private TargetOptions out = new TargetOptions();
  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FleetOptions fleet = new FleetOptions();
  @Mixin private CheckOption check = new CheckOption();

  SolveCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    Optional<Target> target = dialogue.promise(out.checked(List.of(a, b)));
    if (fleet.detaches() && kind == Kind.TALL) {
      throw new BadInput(
          "least squares are two runs, and this command begins the second: give no --detach");
    }
    requireMixable();
    requireRefinable();
    try (Workbench bench = Workbench.open(dialogue, compute, fleet, target.stream().toList());
        BigMatrix matrix = bench.read(a);
        BigMatrix rightHandSides = bench.read(b)) {
      requireFitting(matrix.shape());
      if (mixed) {
        return mixed(bench, matrix, rightHandSides, target);
      } else if (steps > 0) {
        return refined(bench, matrix, rightHandSides, target);
      }
      Run<BigMatrix> run = kind.start(matrix.async(bench.into(target)), rightHandSides);
      if (bench.leaves("solve", run)) {
        return ExitCode.OK;
      }
      try (BigMatrix x = bench.await("solve", run)) {
        Outcome outcome = outcome(bench, matrix, rightHandSides, x, run);
        target.ifPresent(place -> bench.keep(x, place));
        dialogue.answer(outcome.result("X", target, "--out x.npy").answer());
        return outcome.exitCode();
      }
    }
  }

  private int refined(
      Workbench bench, BigMatrix matrix, BigMatrix rightHandSides, Optional<Target> target) {
    Run<LuFactor> run = matrix.async().lu();
    try (LuFactor factor = bench.await("solve", run);
        BigMatrix first = bench.await("solve", factor.solveAsync(rightHandSides));
        BigMatrix x = improved(bench, factor, matrix, first, rightHandSides)) {
      Outcome outcome = outcome(bench, matrix, rightHandSides, x, run);
      target.ifPresent(place -> bench.save(x, place));
      dialogue.answer(
          outcome.result("X", target, "--out x.npy").answer().fact("refinementSteps", steps));
      return outcome.exitCode();
    }
  }

  private BigMatrix improved(
      Workbench bench, LuFactor factor, BigMatrix matrix, BigMatrix first, BigMatrix right) {
    BigMatrix x = bench.await("refine", factor.refineAsync(matrix, first, right));
    for (int step = 1; step < steps; step++) {
      try (BigMatrix last = x) {
        x = bench.await("refine", factor.refineAsync(matrix, last, right));
      }
    }
    return x;
  }

  private int mixed(
      Workbench bench, BigMatrix matrix, BigMatrix rightHandSides, Optional<Target> target) {
    Run<MixedSolution> run = kind.startMixed(matrix.async(), rightHandSides);
    try (MixedSolution solution = bench.await("solve", run)) {
      Outcome outcome = outcome(bench, matrix, rightHandSides, solution.x(), run);
      target.ifPresent(place -> bench.save(solution.x(), place));
      dialogue.answer(
          outcome
              .result("X", target, "--out x.npy")
              .answer()
              .row("refinement", words(solution))
              .fact("refinementSteps", solution.steps())
              .fact("fellBack", solution.fellBack()));
      return outcome.exitCode();
    }
  }

  private static String words(MixedSolution solution) {
    String steps = Numbers.count(solution.steps(), "step");
    return solution.fellBack()
        ? "given up after " + steps + ": solved in float64"
        : steps + " from float32 to float64";
  }

  private Outcome outcome(
      Workbench bench, BigMatrix matrix, BigMatrix rightHandSides, BigMatrix x, Run<?> run) {
    Outcome outcome =
        Outcome.of("solve").input("A", a, matrix).input("B", b, rightHandSides).run(run.report());
    if (check.isWanted(bench)) {
      outcome.residuals(bench, kind.claim(), matrix, x, rightHandSides);
    }
    return outcome;
  }

  private void requireMixable() {
    if (mixed && kind != Kind.GENERAL && kind != Kind.SPD) {
      throw new BadInput("--mixed is for --a general and --a spd, not for " + kind);
    }
    if (mixed && fleet.detaches()) {
      throw new BadInput(
          "--mixed is several runs, which this command begins one after the other: give no --detach");
    }
  }

  private void requireRefinable() {
    if (steps < 0) {
      throw new BadInput("--refine takes a number of steps, and not " + steps);
    }
    if (steps > 0 && (mixed || kind != Kind.GENERAL)) {
      throw new BadInput("--refine is for --a general without --mixed, which refines by itself");
    }
    if (steps > 0 && fleet.detaches()) {
      throw new BadInput(
          "--refine is several runs, which this command begins one after the other: give no --detach");
    }
  }

  private void requireFitting(Shape shape) {
    if (kind != Kind.TALL && !shape.isSquare()) {
      throw new BadInput(
          "%s is %s, and %s matrices are square; for least squares, or the solution of least norm, give --a tall"
              .formatted(a, shape, kind));
    }
  }

  /** What a matrix of equations is. */
  enum Kind {
    GENERAL,
    SPD,
    LOWER,
    UPPER,
    TALL;

    Run<BigMatrix> start(AsyncMatrix a, BigMatrix b) {
      return switch (this) {
        case GENERAL -> a.solve(b);
        case SPD -> a.solveSpd(b);
        case LOWER -> a.solveLower(b);
        case UPPER -> a.solveUpper(b);
        case TALL -> a.leastSquares(b);
      };
    }

    Run<MixedSolution> startMixed(AsyncMatrix a, BigMatrix b) {
      return this == SPD ? a.solveSpdMixed(b) : a.solveMixed(b);
    }

    /** What is said of a solution. */
    Claim claim() {
      return this == TALL ? Claim.LEAST_SQUARES : Claim.SOLVE;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
