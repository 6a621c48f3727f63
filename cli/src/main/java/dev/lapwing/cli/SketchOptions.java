package dev.lapwing.cli;

import dev.lapwing.Sketch;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** How few singular values are wanted, and how a matrix is sampled for them. */
final class SketchOptions {
  @Option(
      names = "--rank",
      paramLabel = "K",
      description = "How many of the largest values are wanted, with their vectors.")
  private Optional<Integer> rank = Optional.empty();

  @Option(
      names = "--oversampling",
      paramLabel = "P",
      description = "Random vectors beyond the rank (default: 10).")
  private Optional<Integer> oversampling = Optional.empty();

  @Option(
      names = "--power-iterations",
      paramLabel = "Q",
      description =
          "Passes that sharpen the result (default: 2): none where the values fall fast, 4 to 7"
              + " where they hardly fall. Each reads A twice.")
  private Optional<Integer> powerIterations = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Where the random numbers begin (default: 0).")
  private Optional<Long> seed = Optional.empty();

  /** What is wanted, if a rank is. */
  Optional<Sketch> sketch() {
    if (rank.isEmpty() && isTuned()) {
      throw new BadInput(
          "--oversampling, --power-iterations and --seed belong to a random sketch: give --rank K too");
    }
    return rank.map(this::of);
  }

  /** Whether more is said than the rank. */
  boolean isTuned() {
    return Stream.of(oversampling, powerIterations, seed).anyMatch(Optional::isPresent);
  }

  private Sketch of(int values) {
    Sketch usual = Sketch.ofRank(values);
    return new Sketch(
        values,
        oversampling.orElse(usual.oversampling()),
        powerIterations.orElse(usual.powerIterations()),
        seed.orElse(usual.seed()));
  }
}
