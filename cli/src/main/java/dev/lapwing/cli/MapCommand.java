package dev.lapwing.cli;

import dev.lapwing.lambdapack.EntryFunction;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Applies a function to every entry. */
@Command(
    name = "map",
    header = "Applies a function to every entry of a matrix.",
    description = {
      "",
      "plus, over (x / X), power, min and max take a number with --with X; clip takes two, --with"
          + " X,Y. What has no value is NaN, as the root of a negative number."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate random 1000x300 --out a.npy",
      "  lapwing map exp a.npy --out e.npy",
      "  lapwing map clip a.npy --with 0,0.5 --out c.npy"
    })
final class MapCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  @Parameters(
      index = "0",
      paramLabel = "FUNCTION",
      description = "One of ${COMPLETION-CANDIDATES}.")
  private EntryFunction function;

  @Parameters(
      index = "1",
      paramLabel = "A",
      converter = MatrixPath.Converter.class,
      description = "The matrix.")
  private MatrixPath a;

  @Option(
      names = "--with",
      paramLabel = "X",
      split = ",",
      description = "The numbers that the function takes besides the entry.")
  private List<Double> scalars = List.of();

  @Mixin private ResultOptions result = new ResultOptions();

  MapCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    if (scalars.size() != function.scalars()) {
      throw new BadInput(
          "%s takes %s with --with, and %s given"
              .formatted(
                  function,
                  Numbers.count(function.scalars(), "number"),
                  scalars.size() == 1 ? "1 is" : scalars.size() + " are"));
    }
    double[] numbers = scalars.stream().mapToDouble(Double::doubleValue).toArray();
    return result.make(
        dialogue,
        "map",
        List.of(a),
        (inputs, options) -> inputs.get(0).async(options).map(function, numbers));
  }
}
