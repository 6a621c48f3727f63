package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import dev.lapwing.LowRankSvd;
import dev.lapwing.Run;
import dev.lapwing.RunOptions;
import dev.lapwing.Sketch;
import dev.lapwing.SvdFactorization;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Computes singular values, and vectors. */
@Command(
    name = "svd",
    header = "Computes the singular value decomposition of any matrix: A = U S V^T.",
    description = {
      "",
      "S is a column of k values, the lesser of m and n, from the largest to the smallest; U is m x k"
          + " and V^T is k x n. --values computes S alone, which takes a fraction of the time and of"
          + " the memory: with vectors, one task holds five k x k matrices. A matrix with an entry"
          + " that is not finite has the singular values NaN.",
      "",
      "--rank K computes the K largest values and their vectors alone, from products of A with K + P"
          + " random vectors: for K far below m and n in a small part of the time, and with no task"
          + " that holds more than a few columns. What they leave out of A is bounded by products"
          + " with 20 other random vectors; the bound fails once in a million times."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate random 600x400 --out a.npy",
      "  lapwing svd a.npy --values --s s.csv",
      "  lapwing svd a.npy --u u.npy --s s.npy --vt vt.npy",
      "  lapwing verify svd a.npy u.npy s.npy vt.npy",
      "  lapwing svd a.npy --rank 10 --u u10.npy --s s10.csv"
    })
final class SvdCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  @Parameters(
      paramLabel = "A",
      converter = MatrixPath.Converter.class,
      description = "The matrix, m x n.")
  private MatrixPath a;

  @Option(names = "--values", description = "Compute singular values only, and no vectors.")
  private boolean valuesOnly;

  @Mixin private SketchOptions sketch = new SketchOptions();

  @Option(names = "--full", description = "Make U m x m and V^T n x n.")
  private boolean full;

  @Option(
      names = "--u",
      paramLabel = "FILE",
      converter = MatrixPath.Converter.class,
      description = "Where U goes.")
  private Optional<MatrixPath> u;

  @Option(
      names = "--s",
      paramLabel = "FILE",
      converter = MatrixPath.Converter.class,
      description = "Where S goes.")
  private Optional<MatrixPath> s;

  @Option(
      names = "--vt",
      paramLabel = "FILE",
      converter = MatrixPath.Converter.class,
      description = "Where V^T goes.")
  private Optional<MatrixPath> vt;

  @Option(names = "--overwrite", description = "Replace what is there.")
  private boolean replaces;

  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FleetOptions fleet = new FleetOptions();
  @Mixin private CheckOption check = new CheckOption();

  SvdCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    fleet.requireAttached("S and V^T are put in their places by this command");
    if (valuesOnly && (full || u.isPresent() || vt.isPresent())) {
      throw new BadInput("--values computes no vectors: leave out --u, --vt and --full");
    }
    Optional<Sketch> wanted = sketch.sketch();
    if (wanted.isPresent() && (full || valuesOnly)) {
      throw new BadInput(
          "--rank computes some values and their vectors: leave out --values and --full");
    }
    Targets targets = new Targets(promise(u), promise(s), promise(vt));
    try (Workbench bench = Workbench.open(dialogue, compute, fleet, targets.all());
        BigMatrix matrix = bench.read(a)) {
      Outcome outcome =
          valuesOnly
              ? values(bench, matrix, targets)
              : wanted
                  .map(some -> sketched(bench, matrix, some, targets))
                  .orElseGet(() -> factors(bench, matrix, targets));
      dialogue.answer(outcome.answer());
      return outcome.exitCode();
    }
  }

  private Optional<Target> promise(Optional<MatrixPath> place) {
    return dialogue.promise(place.map(path -> Target.of(path, replaces, List.of(a))));
  }

  private Outcome values(Workbench bench, BigMatrix matrix, Targets targets) {
    Run<double[]> run = matrix.async().singularValues();
    double[] values = bench.await("singular values", run);
    Outcome outcome = Outcome.of("svd").input("A", a, matrix).run(run.report());
    Spectrum.describe(outcome, values);
    targets.values().ifPresent(place -> Spectrum.save(bench, values, place));
    return outcome.result("S", targets.values(), "--s s.csv");
  }

  private Outcome factors(Workbench bench, BigMatrix matrix, Targets targets) {
    RunOptions options = full ? RunOptions.defaults() : bench.into(targets.left());
    Run<SvdFactorization> run = matrix.async(options).svd();
    try (SvdFactorization svd = bench.await("svd", run)) {
      double[] values = svd.singularValues();
      Outcome outcome = Outcome.of("svd").input("A", a, matrix).run(run.report());
      Spectrum.describe(outcome, values);
      if (check.isWanted(bench)) {
        try (BigMatrix column = Spectrum.column(bench, values)) {
          outcome.residuals(bench, Claim.SVD, matrix, svd.u(), column, svd.vt());
        }
      }
      return kept(bench, outcome, svd, targets);
    }
  }

  private Outcome sketched(Workbench bench, BigMatrix matrix, Sketch wanted, Targets targets) {
    Run<LowRankSvd> run = matrix.async(bench.into(targets.left())).svdRandomised(wanted);
    try (LowRankSvd svd = bench.await("svd", run)) {
      double[] values = svd.singularValues();
      Outcome outcome = Outcome.of("svd").input("A", a, matrix).run(run.report());
      Spectrum.describe(outcome, values);
      outcome
          .answer()
          .row(
              "error",
              "||A - U S V^T|| is at most %s; the largest value is %s"
                  .formatted(Numbers.threeDigits(svd.error()), Numbers.threeDigits(values[0])))
          .fact("error", svd.error());
      if (check.isWanted(bench)) {
        outcome.residuals(bench, Claim.LOW_RANK, svd.u(), svd.vt());
      }
      return kept(bench, outcome, svd.factors(), targets);
    }
  }

  private Outcome kept(Workbench bench, Outcome outcome, SvdFactorization svd, Targets targets) {
    targets.values().ifPresent(place -> Spectrum.save(bench, svd.singularValues(), place));
    targets.left().ifPresent(place -> keepLeft(bench, svd, place));
    targets.right().ifPresent(place -> keepRight(bench, svd, place));
    targets.left().ifPresent(place -> outcome.written("U", place));
    targets.right().ifPresent(place -> outcome.written("V^T", place));
    return outcome.result("S", targets.values(), "--u u.npy --s s.npy --vt vt.npy");
  }

  private void keepLeft(Workbench bench, SvdFactorization svd, Target place) {
    if (full) {
      try (BigMatrix whole = bench.await("all of U", svd.fullUAsync())) {
        bench.save(whole, place);
      }
    } else {
      bench.keep(svd.u(), place);
    }
  }

  private void keepRight(Workbench bench, SvdFactorization svd, Target place) {
    if (full) {
      try (BigMatrix whole = bench.await("all of V", svd.fullVAsync());
          BigMatrix rows = whole.transpose()) {
        bench.save(rows, place);
      }
    } else {
      bench.save(svd.vt(), place);
    }
  }

  /** Where the factors go, as far as they are wanted. */
  private record Targets(Optional<Target> left, Optional<Target> values, Optional<Target> right) {

    List<Target> all() {
      return Stream.of(left, values, right).flatMap(Optional::stream).toList();
    }
  }
}
