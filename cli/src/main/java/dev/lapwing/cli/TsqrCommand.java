package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import dev.lapwing.QrFactors;
import dev.lapwing.Run;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Factors a tall matrix. */
@Command(
    name = "tsqr",
    header = "Factors a tall matrix: A = Q R, Q with orthonormal columns, R triangular.",
    description = {
      "",
      "A has at least as many rows as columns. R goes to --out. Q is formed if --q says where it"
          + " goes, or for the residual; --no-check without --q computes R alone, at half the cost."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate random 20000x64 --out tall.npy",
      "  lapwing tsqr tall.npy --out r.npy --q q.npy",
      "  lapwing tsqr tall.npy --no-check --out r.csv"
    })
final class TsqrCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  @Parameters(
      paramLabel = "A",
      converter = MatrixPath.Converter.class,
      description = "The matrix, m x n with m >= n.")
  private MatrixPath a;

  @Option(
      names = "--q",
      paramLabel = "FILE",
      converter = MatrixPath.Converter.class,
      description = "Where Q goes.")
  private Optional<MatrixPath> q;

  @Mixin private TargetOptions out = new TargetOptions();
  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FleetOptions fleet = new FleetOptions();
  @Mixin private CheckOption check = new CheckOption();

  TsqrCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    Optional<Target> r = dialogue.promise(out.checked(List.of(a)));
    Optional<Target> qTarget =
        dialogue.promise(q.map(place -> Target.of(place, out.overwrites(), List.of(a))));
    List<Target> targets = Stream.of(r, qTarget).flatMap(Optional::stream).toList();
    try (Workbench bench = Workbench.open(dialogue, compute, fleet, targets);
        BigMatrix matrix = bench.read(a)) {
      if (fleet.detaches()) {
        return left(bench, matrix, r, qTarget);
      }
      Outcome outcome =
          check.isWanted(bench) || q.isPresent()
              ? both(bench, matrix, r, qTarget)
              : triangle(bench, matrix, r);
      dialogue.answer(outcome.answer());
      return outcome.exitCode();
    }
  }

  private int left(
      Workbench bench, BigMatrix matrix, Optional<Target> r, Optional<Target> qTarget) {
    if (r.isPresent() && qTarget.isPresent()) {
      throw new BadInput("with --detach only one of --out and --q can be given");
    }
    Run<?> run =
        q.isPresent()
            ? matrix.async(bench.into(qTarget)).tsqr()
            : matrix.async(bench.into(r)).tsqrR();
    return bench.leaves("tsqr", run) ? ExitCode.OK : ExitCode.INTERNAL;
  }

  private Outcome both(
      Workbench bench, BigMatrix matrix, Optional<Target> r, Optional<Target> qTarget) {
    Run<QrFactors> run = matrix.async(bench.into(qTarget)).tsqr();
    try (QrFactors factors = bench.await("tsqr", run)) {
      Outcome outcome = Outcome.of("tsqr").input("A", a, matrix).run(run.report());
      if (check.isWanted(bench)) {
        outcome.residuals(bench, Claim.QR, matrix, factors.q(), factors.r());
      }
      r.ifPresent(place -> bench.save(factors.r(), place));
      qTarget.ifPresent(place -> bench.keep(factors.q(), place));
      qTarget.ifPresent(place -> outcome.written("Q", place));
      return outcome.result("R", r, "--out r.npy");
    }
  }

  private Outcome triangle(Workbench bench, BigMatrix matrix, Optional<Target> r) {
    Run<BigMatrix> run = matrix.async(bench.into(r)).tsqrR();
    try (BigMatrix triangle = bench.await("tsqr", run)) {
      r.ifPresent(place -> bench.keep(triangle, place));
      return Outcome.of("tsqr")
          .input("A", a, matrix)
          .run(run.report())
          .result("R", r, "--out r.npy");
    }
  }
}
