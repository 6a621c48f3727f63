package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import dev.lapwing.QrFactorization;
import dev.lapwing.Run;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Factors a matrix of any shape as Q R. */
@Command(
    name = "qr",
    header = "Factors a matrix of any shape: A = Q R, Q with orthonormal columns, R triangular.",
    description = {
      "",
      "R, min(m, n) x n, goes to --out. Q, m x min(m, n), is formed if --q says where it goes, or for"
          + " the residual; --no-check without --q computes R alone. For a matrix with a few columns"
          + " and very many rows, tsqr moves less data."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate random 600x400 --out a.npy",
      "  lapwing qr a.npy --out r.npy --q q.npy",
      "  lapwing qr a.npy --q q.zarr --full --tree binary",
      "  lapwing qr a.npy --no-check --out r.csv"
    })
final class QrCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  @Parameters(
      paramLabel = "A",
      converter = MatrixPath.Converter.class,
      description = "The matrix, m x n.")
  private MatrixPath a;

  @Mixin private QrOptions options = new QrOptions();
  @Mixin private TargetOptions out = new TargetOptions();
  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FleetOptions fleet = new FleetOptions();
  @Mixin private CheckOption check = new CheckOption();

  QrCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    options.check(fleet);
    Optional<Target> r = dialogue.promise(out.checked(List.of(a)));
    Optional<Target> q = dialogue.promise(options.target(out, a));
    List<Target> targets = Stream.of(r, q).flatMap(Optional::stream).toList();
    try (Workbench bench = Workbench.open(dialogue, compute, fleet, targets);
        BigMatrix matrix = bench.read(a)) {
      if (!fleet.detaches() && (options.isKept() || check.isWanted(bench))) {
        return answer(both(bench, matrix, r, q));
      }
      Run<BigMatrix> run = matrix.async(bench.into(r)).qrR(options.tree());
      return bench.leaves("qr", run) ? ExitCode.OK : answer(triangle(bench, matrix, r, run));
    }
  }

  private int answer(Outcome outcome) {
    dialogue.answer(outcome.answer());
    return outcome.exitCode();
  }

  private Outcome both(
      Workbench bench, BigMatrix matrix, Optional<Target> r, Optional<Target> place) {
    Run<QrFactorization> run = matrix.async(bench.into(r)).qr(options.tree());
    try (QrFactorization qr = bench.await("qr", run);
        BigMatrix q = bench.await("forming Q", form(qr, bench, place))) {
      Outcome outcome = Outcome.of("qr").input("A", a, matrix).run(run.report());
      if (check.isWanted(bench)) {
        try (BigMatrix economy = q.slice(0, q.rows(), 0, qr.r().rows())) {
          outcome.residuals(bench, Claim.QR, matrix, economy, qr.r());
        }
      }
      r.ifPresent(target -> bench.keep(qr.r(), target));
      place.ifPresent(target -> bench.keep(q, target));
      place.ifPresent(target -> outcome.written("Q", target));
      return outcome.result("R", r, "--out r.npy");
    }
  }

  private Run<BigMatrix> form(QrFactorization qr, Workbench bench, Optional<Target> place) {
    return options.form(() -> qr.qAsync(bench.into(place)), () -> qr.fullQAsync(bench.into(place)));
  }

  private Outcome triangle(
      Workbench bench, BigMatrix matrix, Optional<Target> r, Run<BigMatrix> run) {
    try (BigMatrix triangle = bench.await("qr", run)) {
      r.ifPresent(place -> bench.keep(triangle, place));
      return Outcome.of("qr").input("A", a, matrix).run(run.report()).result("R", r, "--out r.npy");
    }
  }
}
