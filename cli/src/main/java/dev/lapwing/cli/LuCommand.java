package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import dev.lapwing.LuFactor;
import dev.lapwing.Run;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Factors any matrix. */
@Command(
    name = "lu",
    header = "Factors any matrix: P A = L U, with pivoting.",
    description = {
      "",
      "L is unit lower triangular, U upper triangular; P is a column of row numbers: row i of P A is"
          + " row P(i) of A, counted from 0. --out takes both factors in one matrix, as LAPACK keeps"
          + " them: L below the diagonal, without its ones, and U from the diagonal on. A singular"
          + " matrix has factors too, with a zero on the diagonal of U."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate random 1000x1000 --out a.npy",
      "  lapwing lu a.npy --l l.npy --u u.npy --p p.npy",
      "  lapwing verify lu a.npy l.npy u.npy p.npy",
      "  lapwing lu a.npy --tile 128 --out f.zarr --no-check --json"
    })
final class LuCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  @Parameters(
      paramLabel = "A",
      converter = MatrixPath.Converter.class,
      description = "The matrix, m x n.")
  private MatrixPath a;

  @Option(
      names = "--l",
      paramLabel = "FILE",
      converter = MatrixPath.Converter.class,
      description = "Where L goes.")
  private Optional<MatrixPath> l;

  @Option(
      names = "--u",
      paramLabel = "FILE",
      converter = MatrixPath.Converter.class,
      description = "Where U goes.")
  private Optional<MatrixPath> u;

  @Option(
      names = "--p",
      paramLabel = "FILE",
      converter = MatrixPath.Converter.class,
      description = "Where P goes.")
  private Optional<MatrixPath> p;

  @Mixin private TargetOptions out = new TargetOptions();
  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FleetOptions fleet = new FleetOptions();
  @Mixin private CheckOption check = new CheckOption();

  LuCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    Targets targets =
        new Targets(dialogue.promise(out.checked(List.of(a))), promise(l), promise(u), promise(p));
    if (fleet.detaches() && targets.parts().findAny().isPresent()) {
      throw new BadInput("with --detach only --out can be given: the parts are made afterwards");
    }
    try (Workbench bench = Workbench.open(dialogue, compute, fleet, targets.all());
        BigMatrix matrix = bench.read(a)) {
      Run<LuFactor> run = matrix.async(bench.into(targets.packed())).lu();
      if (bench.leaves("lu", run)) {
        return ExitCode.OK;
      }
      try (LuFactor factor = bench.await("lu", run)) {
        Outcome outcome = Outcome.of("lu").input("A", a, matrix).run(run.report());
        keep(bench, matrix, factor, targets, outcome);
        dialogue.answer(outcome.answer());
        return outcome.exitCode();
      }
    }
  }

  private Optional<Target> promise(Optional<MatrixPath> place) {
    return dialogue.promise(place.map(path -> Target.of(path, out.overwrites(), List.of(a))));
  }

  private void keep(
      Workbench bench, BigMatrix matrix, LuFactor factor, Targets targets, Outcome outcome) {
    targets.packed().ifPresent(place -> bench.keep(factor.packed(), place));
    boolean checks = check.isWanted(bench);
    if (checks || targets.lower().isPresent() || targets.upper().isPresent()) {
      try (BigMatrix lower = bench.await("lower", factor.lowerAsync());
          BigMatrix upper = bench.await("upper", factor.upperAsync())) {
        if (checks) {
          outcome.residuals(bench, Claim.LU, matrix, lower, upper, factor.order());
        }
        targets.lower().ifPresent(place -> bench.save(lower, place));
        targets.upper().ifPresent(place -> bench.save(upper, place));
      }
    }
    targets.order().ifPresent(place -> bench.save(factor.order(), place));
    targets.lower().ifPresent(place -> outcome.written("L", place));
    targets.upper().ifPresent(place -> outcome.written("U", place));
    targets.order().ifPresent(place -> outcome.written("P", place));
    if (targets.packed().isPresent() || targets.parts().findAny().isEmpty()) {
      outcome.result("F", targets.packed(), "--l l.npy --u u.npy --p p.npy");
    }
  }

  /** Where the factors go, as far as they are wanted. */
  private record Targets(
      Optional<Target> packed,
      Optional<Target> lower,
      Optional<Target> upper,
      Optional<Target> order) {

    Stream<Target> parts() {
      return Stream.of(lower, upper, order).flatMap(Optional::stream);
    }

    List<Target> all() {
      return Stream.concat(packed.stream(), parts()).toList();
    }
  }
}
