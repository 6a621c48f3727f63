package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import dev.lapwing.LqFactorization;
import dev.lapwing.Run;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Factors a matrix of any shape as L Q. */
@Command(
    name = "lq",
    header = "Factors a matrix of any shape: A = L Q, L triangular, Q with orthonormal rows.",
    description = {
      "",
      "L, m x min(m, n), goes to --out. Q, min(m, n) x n, is formed if --q says where it goes, or for"
          + " the residual. It is the QR factorization of the transpose."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate random 200x900 --out wide.npy",
      "  lapwing lq wide.npy --out l.npy --q q.npy"
    })
final class LqCommand implements Callable<Integer> {
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

  LqCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    fleet.requireAttached("L is put in its place by this command");
    options.check(fleet);
    Optional<Target> l = dialogue.promise(out.checked(List.of(a)));
    Optional<Target> q = dialogue.promise(options.target(out, a));
    List<Target> targets = Stream.of(l, q).flatMap(Optional::stream).toList();
    try (Workbench bench = Workbench.open(dialogue, compute, fleet, targets);
        BigMatrix matrix = bench.read(a)) {
      Run<LqFactorization> run = matrix.async().lq(options.tree());
      try (LqFactorization lq = bench.await("lq", run)) {
        Outcome outcome = Outcome.of("lq").input("A", a, matrix).run(run.report());
        if (options.isKept() || check.isWanted(bench)) {
          formed(bench, matrix, lq, q, outcome);
        }
        l.ifPresent(target -> bench.save(lq.l(), target));
        dialogue.answer(outcome.result("L", l, "--out l.npy").answer());
        return outcome.exitCode();
      }
    }
  }

  private void formed(
      Workbench bench,
      BigMatrix matrix,
      LqFactorization lq,
      Optional<Target> place,
      Outcome outcome) {
    Run<BigMatrix> run = options.form(lq::qAsync, lq::fullQAsync);
    try (BigMatrix q = bench.await("forming Q", run);
        BigMatrix economy = q.slice(0, lq.l().columns(), 0, q.columns())) {
      if (check.isWanted(bench)) {
        outcome.residuals(bench, Claim.LQ, matrix, lq.l(), economy);
      }
      place.ifPresent(target -> bench.save(q, target));
      place.ifPresent(target -> outcome.written("Q", target));
    }
  }
}
