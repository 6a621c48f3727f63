package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import dev.lapwing.PcaMethod;
import dev.lapwing.PcaOptions;
import dev.lapwing.PrincipalComponents;
import dev.lapwing.Run;
import dev.lapwing.Sketch;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds the directions in which rows vary most. */
@Command(
    name = "pca",
    header = "Finds the principal components of the rows of a matrix.",
    description = {
      "",
      "The rows of A are observations, its columns variables. The means of the columns are taken"
          + " away; the components are the directions, orthonormal, in which the rest varies most,"
          + " and the scores its coordinates along them: A = 1 MEAN + SCORES COMPONENTS, nearly. The"
          + " entry of largest absolute value of a component is positive, as in scikit-learn.",
      "",
      "With few rows or columns, up to 500, or when most components are wanted, they come from a"
          + " full singular value decomposition; otherwise from a random sketch, as with svd --rank."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate random 600x40 --out a.npy",
      "  lapwing pca a.npy --rank 3 --scores t.csv --components c.csv",
      "  lapwing pca a.npy --rank 3 --method randomised --variance v.csv"
    })
final class PcaCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  @Parameters(
      paramLabel = "A",
      converter = MatrixPath.Converter.class,
      description = "The matrix, m x n, a row for every observation.")
  private MatrixPath a;

  @Mixin private SketchOptions sketch = new SketchOptions();

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      defaultValue = "automatic",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private PcaMethod method;

  @Option(
      names = "--scores",
      paramLabel = "FILE",
      converter = MatrixPath.Converter.class,
      description = "Where the scores go, m x K.")
  private Optional<MatrixPath> scores;

  @Option(
      names = "--components",
      paramLabel = "FILE",
      converter = MatrixPath.Converter.class,
      description = "Where the components go, K x n.")
  private Optional<MatrixPath> components;

  @Option(
      names = "--mean",
      paramLabel = "FILE",
      converter = MatrixPath.Converter.class,
      description = "Where the means of the columns go, 1 x n.")
  private Optional<MatrixPath> mean;

  @Option(
      names = "--variance",
      paramLabel = "FILE",
      converter = MatrixPath.Converter.class,
      description = "Where the variances along the components go, K x 1.")
  private Optional<MatrixPath> variance;

  @Option(names = "--overwrite", description = "Replace what is there.")
  private boolean replaces;

  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FleetOptions fleet = new FleetOptions();

  PcaCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    fleet.requireAttached("components and mean are put in their places by this command");
    Sketch wanted =
        sketch
            .sketch()
            .orElseThrow(() -> new BadInput("say how many components are wanted: --rank K"));
    PcaMethod chosen =
        method == PcaMethod.AUTOMATIC && sketch.isTuned() ? PcaMethod.RANDOMISED : method;
    Targets targets =
        new Targets(promise(scores), promise(components), promise(mean), promise(variance));
    try (Workbench bench = Workbench.open(dialogue, compute, fleet, targets.all());
        BigMatrix matrix = bench.read(a)) {
      Outcome outcome = components(bench, matrix, new PcaOptions(wanted, chosen), targets);
      dialogue.answer(outcome.answer());
      return outcome.exitCode();
    }
  }

  private Optional<Target> promise(Optional<MatrixPath> place) {
    return dialogue.promise(place.map(path -> Target.of(path, replaces, List.of(a))));
  }

  private Outcome components(
      Workbench bench, BigMatrix matrix, PcaOptions options, Targets targets) {
    Run<PrincipalComponents> run = matrix.async(bench.into(targets.scores())).pca(options);
    try (PrincipalComponents pca = bench.await("pca", run)) {
      Outcome outcome = Outcome.of("pca").input("A", a, matrix).run(run.report());
      describe(outcome.answer(), pca);
      targets.scores().ifPresent(place -> bench.keep(pca.scores(), place));
      targets.components().ifPresent(place -> bench.save(pca.components(), place));
      targets.mean().ifPresent(place -> bench.save(pca.mean(), place));
      targets.variance().ifPresent(place -> Spectrum.save(bench, pca.explainedVariance(), place));
      targets.components().ifPresent(place -> outcome.written("components", place));
      targets.mean().ifPresent(place -> outcome.written("mean", place));
      targets.variance().ifPresent(place -> outcome.written("variance", place));
      return outcome.result("scores", targets.scores(), "--scores t.npy --components c.npy");
    }
  }

  private static void describe(Answer answer, PrincipalComponents pca) {
    double[] ratios = pca.explainedVarianceRatio();
    answer
        .row(
            "explained",
            "%.1f %% of the variance by %s, %.1f %% by the first"
                .formatted(
                    100 * Arrays.stream(ratios).sum(),
                    Numbers.count(ratios.length, "component"),
                    100 * ratios[0]))
        .facts("explainedVarianceRatio", ratios)
        .facts("explainedVariance", pca.explainedVariance())
        .facts("singularValues", pca.singularValues());
  }

  /** Where the results go, as far as they are wanted. */
  private record Targets(
      Optional<Target> scores,
      Optional<Target> components,
      Optional<Target> mean,
      Optional<Target> variance) {

    List<Target> all() {
      return Stream.of(scores, components, mean, variance).flatMap(Optional::stream).toList();
    }
  }
}
