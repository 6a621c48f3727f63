package dev.lapwing.cli;

import dev.lapwing.AsyncMatrix;
import dev.lapwing.BigMatrix;
import dev.lapwing.Run;
import dev.lapwing.lambdapack.EntryOperator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Combines two matrices entry by entry. */
@Command(
    name = "combine",
    header = "Combines two matrices of one shape, entry by entry.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate random 1000x300 --out a.npy",
      "  lapwing generate random 1000x300 --seed 2 --out b.npy",
      "  lapwing combine plus a.npy b.npy --out c.npy",
      "  lapwing combine times a.npy b.npy --out d.npy"
    })
final class CombineCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  @Parameters(
      index = "0",
      paramLabel = "OPERATOR",
      description = "One of ${COMPLETION-CANDIDATES}.")
  private Operator operator;

  @Parameters(
      index = "1",
      paramLabel = "A",
      converter = MatrixPath.Converter.class,
      description = "The first matrix.")
  private MatrixPath a;

  @Parameters(
      index = "2",
      paramLabel = "B",
      converter = MatrixPath.Converter.class,
      description = "The second matrix.")
  private MatrixPath b;

  @Mixin private ResultOptions result = new ResultOptions();

  CombineCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    return result.make(
        dialogue,
        "combine",
        List.of(a, b),
        (inputs, options) -> operator.start(inputs.get(0).async(options), inputs.get(1)));
  }

  /** What is done with two entries. */
  enum Operator {
    PLUS,
    MINUS,
    TIMES,
    DIVIDE,
    MIN,
    MAX;

    Run<BigMatrix> start(AsyncMatrix a, BigMatrix b) {
      return switch (this) {
        case PLUS -> a.plus(b);
        case MINUS -> a.minus(b);
        case TIMES, DIVIDE, MIN, MAX -> a.combine(EntryOperator.valueOf(name()), b);
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
