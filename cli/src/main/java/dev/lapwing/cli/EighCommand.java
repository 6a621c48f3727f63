package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import dev.lapwing.EigenFactorization;
import dev.lapwing.Run;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Computes eigenvalues and eigenvectors of symmetric matrices. */
@Command(
    name = "eigh",
    header = "Computes the eigenvalues and eigenvectors of a symmetric matrix: A = V W V^T.",
    description = {
      "",
      "W is a column of values, from the smallest to the largest; the columns of V are the vectors."
          + " --values computes W alone. The triangles of A must agree: that is not checked, and of a small"
          + " A only the lower one is read."
          + " A matrix with an entry that is not finite has the eigenvalues NaN."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate spd 500 --out a.npy",
      "  lapwing eigh a.npy --values --w w.csv",
      "  lapwing eigh a.npy --w w.npy --v v.npy",
      "  lapwing verify eigh a.npy w.npy v.npy"
    })
final class EighCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  @Parameters(
      paramLabel = "A",
      converter = MatrixPath.Converter.class,
      description = "The matrix, n x n and symmetric.")
  private MatrixPath a;

  @Option(names = "--values", description = "Compute eigenvalues only, and no vectors.")
  private boolean valuesOnly;

  @Option(
      names = "--w",
      paramLabel = "FILE",
      converter = MatrixPath.Converter.class,
      description = "Where W goes.")
  private Optional<MatrixPath> w;

  @Option(
      names = "--v",
      paramLabel = "FILE",
      converter = MatrixPath.Converter.class,
      description = "Where V goes.")
  private Optional<MatrixPath> v;

  @Option(names = "--overwrite", description = "Replace what is there.")
  private boolean replaces;

  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FleetOptions fleet = new FleetOptions();
  @Mixin private CheckOption check = new CheckOption();

  EighCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    fleet.requireAttached("W is put in its place by this command");
    if (valuesOnly && v.isPresent()) {
      throw new BadInput("--values computes no vectors: leave out --v");
    }
    Optional<Target> values = promise(w);
    Optional<Target> vectors = promise(v);
    List<Target> targets = Stream.of(values, vectors).flatMap(Optional::stream).toList();
    try (Workbench bench = Workbench.open(dialogue, compute, fleet, targets);
        BigMatrix matrix = bench.read(a)) {
      Outcome outcome =
          valuesOnly ? values(bench, matrix, values) : factors(bench, matrix, values, vectors);
      dialogue.answer(outcome.answer());
      return outcome.exitCode();
    }
  }

  private Optional<Target> promise(Optional<MatrixPath> place) {
    return dialogue.promise(place.map(path -> Target.of(path, replaces, List.of(a))));
  }

  private Outcome values(Workbench bench, BigMatrix matrix, Optional<Target> target) {
    Run<double[]> run = matrix.async().eigenvalues();
    double[] values = bench.await("eigenvalues", run);
    Outcome outcome = Outcome.of("eigh").input("A", a, matrix).run(run.report());
    Spectrum.describe(outcome, values);
    target.ifPresent(place -> Spectrum.save(bench, values, place));
    return outcome.result("W", target, "--w w.csv");
  }

  private Outcome factors(
      Workbench bench, BigMatrix matrix, Optional<Target> target, Optional<Target> vectors) {
    Run<EigenFactorization> run = matrix.async(bench.into(vectors)).eigh();
    try (EigenFactorization eigen = bench.await("eigh", run)) {
      Outcome outcome = Outcome.of("eigh").input("A", a, matrix).run(run.report());
      Spectrum.describe(outcome, eigen.values());
      if (check.isWanted(bench)) {
        try (BigMatrix column = Spectrum.column(bench, eigen.values())) {
          outcome.residuals(bench, Claim.EIGH, matrix, column, eigen.vectors());
        }
      }
      target.ifPresent(place -> Spectrum.save(bench, eigen.values(), place));
      vectors.ifPresent(place -> bench.keep(eigen.vectors(), place));
      vectors.ifPresent(place -> outcome.written("V", place));
      return outcome.result("W", target, "--w w.npy --v v.npy");
    }
  }
}
