package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import dev.lapwing.Entries;
import dev.lapwing.Lapwing;
import dev.lapwing.Run;
import dev.lapwing.Shape;
import java.util.Optional;
import java.util.function.Supplier;

/** One command at work: a Lapwing that Ctrl-C closes, and a user who is told how it goes. */
final class Workbench implements AutoCloseable {
  private final Dialogue dialogue;
  private final Optional<Shape> tile;
  private final Lapwing lapwing;
  private final Interruption.Watch watch;

  private Workbench(Dialogue dialogue, Optional<Shape> tile, Lapwing lapwing) {
    this.dialogue = dialogue;
    this.tile = tile;
    this.lapwing = lapwing;
    this.watch = dialogue.interruption().stopBy(lapwing::close);
  }

  /** Begins to work with what the options allow. */
  static Workbench open(Dialogue dialogue, ComputeOptions options) {
    return new Workbench(dialogue, options.tile(), options.open());
  }

  Lapwing lapwing() {
    return lapwing;
  }

  /** Reads a matrix, in the tiles that the user wants. */
  BigMatrix read(MatrixPath input) {
    input.requireExisting();
    return dialogue.during("reading " + input, () -> tiled(lapwing.open(input.path().toString())));
  }

  /** Makes a matrix, in the tiles that the user wants. */
  BigMatrix generate(Shape shape, Entries entries) {
    return dialogue.during(
        "generating " + shape, () -> tiled(lapwing.matrix(shape.rows(), shape.columns(), entries)));
  }

  /** The matrix in the tiles that the user wants. */
  private BigMatrix tiled(BigMatrix matrix) {
    if (tile.isEmpty() || tile.get().equals(matrix.tileShape())) {
      return matrix;
    }
    try (matrix) {
      return matrix.copy(tile.get());
    }
  }

  /** Waits for a run and shows how far it is. */
  <T> T await(Run<T> run) {
    return dialogue.await(run);
  }

  /** Computes a residual, which may take as long as what it checks. */
  double check(Supplier<Double> residual) {
    return dialogue.during("checking the result", residual);
  }

  /** Writes a result. */
  void save(BigMatrix result, Target target) {
    dialogue.during(
        "writing " + target.place(),
        () -> {
          result.save(target.place().path().toString());
          return target;
        });
  }

  @Override
  public void close() {
    watch.close();
    lapwing.close();
  }
}
