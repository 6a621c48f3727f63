package dev.lapwing.cli;

import dev.lapwing.Norm;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Computes a norm. */
@Command(
    name = "norm",
    header = "Computes a norm of a matrix.",
    description = {
      "",
      "one: the largest sum of absolute values of a column; infinity: of a row; frobenius: the root"
          + " of the sum of squares; max: the largest absolute value; two: the largest singular"
          + " value, estimated from below by Lanczos iteration, mostly right to six digits."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate random 500x300 --out a.npy",
      "  lapwing norm a.npy",
      "  lapwing norm a.npy --kind two --json"
    })
final class NormCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  @Parameters(paramLabel = "A", converter = MatrixPath.Converter.class, description = "The matrix.")
  private MatrixPath a;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "frobenius",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Kind kind;

  @Mixin private ResultOptions result = new ResultOptions();

  NormCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    return result.number(
        dialogue, "norm", "norm", a, matrix -> matrix.async().norm(Norm.valueOf(kind.name())));
  }

  /** Which norm. */
  enum Kind {
    ONE,
    INFINITY,
    FROBENIUS,
    MAX,
    TWO;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
