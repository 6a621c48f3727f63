package dev.lapwing.cli;

import dev.lapwing.AsyncMatrix;
import dev.lapwing.BigMatrix;
import dev.lapwing.Run;
import dev.lapwing.lambdapack.Axis;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts matrices together. */
@Command(
    name = "concat",
    header = "Puts matrices one above the other, or beside each other.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate random 1000x300 --out a.npy",
      "  lapwing generate random 10x300 --seed 2 --out b.npy",
      "  lapwing concat rows a.npy b.npy --out c.npy",
      "  lapwing concat columns a.npy a.npy a.npy --out d.zarr"
    })
final class ConcatCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  @Parameters(
      index = "0",
      paramLabel = "AXIS",
      description = "rows: one below the other; columns: one beside the other.")
  private Axis axis;

  @Parameters(
      index = "1..*",
      arity = "2..*",
      paramLabel = "MATRIX",
      converter = MatrixPath.Converter.class,
      description = "The matrices, two or more, in their order.")
  private List<MatrixPath> matrices;

  @Mixin private ResultOptions result = new ResultOptions();

  ConcatCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    return result.make(
        dialogue,
        "concat",
        matrices,
        (inputs, options) ->
            start(inputs.get(0).async(options), inputs.stream().skip(1).toArray(BigMatrix[]::new)));
  }

  private Run<BigMatrix> start(AsyncMatrix first, BigMatrix[] others) {
    return axis == Axis.ROWS ? first.above(others) : first.beside(others);
  }
}
