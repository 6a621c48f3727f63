package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import dev.lapwing.Run;
import dev.lapwing.RunOptions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** What the commands have in common that make one matrix of others and leave nothing to check. */
final class ResultOptions {
  @Mixin private TargetOptions out = new TargetOptions();
  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FleetOptions fleet = new FleetOptions();

  /** Starts the run that makes the result. */
  @FunctionalInterface
  interface Start {
    /** The run on these inputs, which are closed after it. */
    Run<BigMatrix> of(List<BigMatrix> inputs, RunOptions options);
  }

  /**
   * Reads the inputs, makes the result, writes it and says so.
   *
   * @param command what the user called
   * @return the exit code
   */
  int make(Dialogue dialogue, String command, List<MatrixPath> inputs, Start start) {
    Optional<Target> target = dialogue.promise(out.checked(inputs));
    try (Workbench bench = Workbench.open(dialogue, compute, fleet, target.stream().toList());
        Inputs matrices = Inputs.read(bench, inputs)) {
      Run<BigMatrix> run = start.of(matrices.all(), bench.into(target));
      if (bench.leaves(command, run)) {
        return ExitCode.OK;
      }
      try (BigMatrix result = bench.await(command, run)) {
        Outcome outcome = matrices.tell(Outcome.of(command), inputs).run(run.report());
        target.ifPresent(place -> bench.keep(result, place));
        dialogue.answer(outcome.result("C", target, "--out c.npy").answer());
        return outcome.exitCode();
      }
    }
  }

  /**
   * As {@link #make}, for a run that gives a number.
   *
   * @param what what it is called
   */
  int number(Dialogue dialogue, String command, String what, MatrixPath input, Figure figure) {
    if (fleet.detaches()) {
      throw new BadInput(
          "the %s is a number, which only a command that waits can print: give no --detach"
              .formatted(what));
    }
    try (Workbench bench = Workbench.open(dialogue, compute, fleet, List.of());
        BigMatrix matrix = bench.read(input)) {
      double value = bench.await(command, figure.of(matrix));
      dialogue.answer(
          Outcome.of(command)
              .input("A", input, matrix)
              .answer()
              .row(what, Double.toString(value))
              .fact("value", value));
      return ExitCode.OK;
    }
  }

  /** Starts the run that gives a number. */
  @FunctionalInterface
  interface Figure {
    /** The run on a matrix. */
    Run<Double> of(BigMatrix matrix);
  }

  /** Matrices that were read, and are closed together. */
  private record Inputs(Deque<BigMatrix> read) implements AutoCloseable {
    static Inputs read(Workbench bench, List<MatrixPath> places) {
      var inputs = new Inputs(new ArrayDeque<>());
      try {
        places.forEach(place -> inputs.read.add(bench.read(place)));
        return inputs;
      } catch (RuntimeException e) {
        inputs.close();
        throw e;
      }
    }

    List<BigMatrix> all() {
      return new ArrayList<>(read);
    }

    Outcome tell(Outcome outcome, List<MatrixPath> places) {
      char name = 'A';
      List<BigMatrix> matrices = all();
      for (int at = 0; at < matrices.size(); at++) {
        outcome.input(Character.toString(name++), places.get(at), matrices.get(at));
      }
      return outcome;
    }

    @Override
    public void close() {
      read.forEach(BigMatrix::close);
    }
  }
}
