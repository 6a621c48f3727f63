package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import dev.lapwing.Entries;
import dev.lapwing.RandomMatrices;
import dev.lapwing.Shape;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a test matrix. */
@Command(
    name = "generate",
    header = "Makes a random test matrix; the same seed makes the same matrix.",
    description = {
      "",
      "random is uniform on (-1, 1), normal has mean 0 and variance 1; spd is symmetric positive"
          + " definite, graded is spd with rows and columns scaled from 1 down to 1 / --condition,"
          + " conditioned is general; identity is what it says."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate spd 1000 --out a.npy",
      "  lapwing generate random 20000x64 --seed 7 --out tall.npy",
      "  lapwing generate conditioned 500 --condition 1e12 --out hard.mtx"
    })
final class GenerateCommand implements Runnable {
  private final Dialogue dialogue;

  @Parameters(index = "0", paramLabel = "KIND", description = "One of ${COMPLETION-CANDIDATES}.")
  private Kind kind;

  @Parameters(
      index = "1",
      paramLabel = "SHAPE",
      converter = Lengths.OfMatrix.class,
      description = "Rows and columns: 4096x64, or 4096 for a square matrix.")
  private Shape shape;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Where the random numbers begin (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--condition",
      paramLabel = "X",
      defaultValue = "100",
      description = "2-norm condition number of spd and conditioned (default: ${DEFAULT-VALUE}).")
  private double condition;

  @Mixin private RequiredTarget out = new RequiredTarget();
  @Mixin private ComputeOptions compute = new ComputeOptions();

  GenerateCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public void run() {
    requireSense();
    Target target = dialogue.promise(out.checked(List.of()));
    Entries entries = kind.entries(shape, condition, seed);
    try (Workbench bench = Workbench.open(dialogue, compute);
        BigMatrix matrix = bench.generate(shape, entries, target)) {
      bench.keep(matrix, target);
      dialogue.answer(
          Answer.of("generate")
              .row(
                  "matrix",
                  "%s, %s in tiles of %s, seed %d".formatted(kind, shape, matrix.tileShape(), seed))
              .row("written", target.place() + ", " + ByteSize.text(target.place().bytes()))
              .fact("kind", kind.toString())
              .fact("seed", seed)
              .fact("out", Outcome.matrix(target.place(), matrix)));
    }
  }

  private void requireSense() {
    if (kind.square && !shape.isSquare()) {
      throw new BadInput(
          "%s matrices are square, not %s; write for example %d"
              .formatted(kind, shape, shape.rows()));
    }
    if (!(condition >= 1 && condition < Double.POSITIVE_INFINITY)) {
      throw new BadInput("--condition must be 1 or larger, not " + condition);
    }
  }

  /** What is made. */
  enum Kind {
    RANDOM(false),
    NORMAL(false),
    SPD(true),
    GRADED(true),
    CONDITIONED(false),
    IDENTITY(false);

    private final boolean square;

    Kind(boolean square) {
      this.square = square;
    }

    Entries entries(Shape shape, double condition, long seed) {
      return switch (this) {
        case RANDOM -> RandomMatrices.uniform(seed);
        case NORMAL -> RandomMatrices.normal(seed);
        case SPD -> RandomMatrices.positiveDefinite(length(shape.rows()), condition, seed);
        case GRADED -> RandomMatrices.graded(length(shape.rows()), condition, seed);
        case CONDITIONED ->
            RandomMatrices.conditioned(
                length(shape.rows()), length(shape.columns()), condition, seed);
        case IDENTITY -> (row, column) -> row == column ? 1 : 0;
      };
    }

    private int length(long length) {
      if (length > Integer.MAX_VALUE) {
        throw new BadInput(this + " matrices have at most 2147483647 rows, not " + length);
      }
      return (int) length;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
