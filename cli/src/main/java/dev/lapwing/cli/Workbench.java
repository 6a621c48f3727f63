package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import dev.lapwing.Entries;
import dev.lapwing.Lapwing;
import dev.lapwing.Run;
import dev.lapwing.RunOptions;
import dev.lapwing.Shape;
import dev.lapwing.state.Precision;
import java.util.List;
import java.util.Optional;

/** One command at work: a Lapwing, and a user who is told how it goes. */
final class Workbench implements AutoCloseable {
  private final Dialogue dialogue;
  private final Venue venue;
  private final RunOptions tiles;
  private final Optional<Precision> type;
  private final boolean keepsTiles;
  private final Lapwing lapwing;

  private Workbench(Dialogue dialogue, ComputeOptions options, Venue venue, Lapwing lapwing) {
    Optional<Shape> tile = options.tile();
    this.dialogue = dialogue;
    this.venue = venue;
    RunOptions cut = tile.map(RunOptions.defaults()::tile).orElse(RunOptions.defaults());
    this.type = options.type();
    this.tiles = type.map(cut::precision).orElse(cut);
    this.keepsTiles = tile.isEmpty();
    this.lapwing = lapwing;
  }

  /** Begins to work with what the options allow. */
  static Workbench open(Dialogue dialogue, ComputeOptions options) {
    return open(dialogue, options, new FleetOptions(), List.of());
  }

  /**
   * Begins to work with what the options allow; executors compute, if that is wanted.
   *
   * @param results that are to be written
   */
  static Workbench open(
      Dialogue dialogue, ComputeOptions options, FleetOptions fleet, List<Target> results) {
    Venue venue = options.venue(fleet);
    venue.check(results);
    return new Workbench(dialogue, options, venue, options.open(venue));
  }

  Lapwing lapwing() {
    return lapwing;
  }

  /** Reads a matrix in the tiles that the user wants; an array that has them stays where it is. */
  BigMatrix read(MatrixPath input) {
    String place = input.requireExisting().uri();
    return input.isZarr() && keepsTiles && venue.reaches(input)
        ? converted(input, lapwing.open(place))
        : await("reading " + input, lapwing.async(tiles).load(place));
  }

  private BigMatrix converted(MatrixPath input, BigMatrix matrix) {
    if (type.filter(wanted -> wanted != matrix.precision()).isEmpty()) {
      return matrix;
    }
    try (matrix) {
      return await("converting " + input, matrix.async().to(type.get()));
    }
  }

  /** Makes a matrix in the tiles that the user wants; in a Zarr array, if it is to go there. */
  BigMatrix generate(Shape shape, Entries entries, Target target) {
    return await(
        "generating " + target.place(),
        lapwing
            .async(into(tiles, Optional.of(target)))
            .matrix(shape.rows(), shape.columns(), entries));
  }

  /** Makes a matrix for this command alone, in the tiles that the user wants. */
  BigMatrix make(String activity, Shape shape, Entries entries) {
    return await(activity, lapwing.async(tiles).matrix(shape.rows(), shape.columns(), entries));
  }

  /** How a run writes a result that goes to a Zarr array: as it is computed, tile by tile. */
  RunOptions into(Optional<Target> target) {
    return into(RunOptions.defaults(), target);
  }

  private RunOptions into(RunOptions options, Optional<Target> target) {
    return target.filter(venue::writes).map(wanted -> written(options, wanted)).orElse(options);
  }

  private static RunOptions written(RunOptions options, Target target) {
    return target.applyTo(options.writeTo(target.place().uri()));
  }

  /** Whether a run was left to its executors, as the user wants it, and has been named. */
  boolean leaves(String command, Run<?> run) {
    boolean leaves = venue.executors().detaches();
    if (leaves) {
      dialogue.detach(command, run, venue.site().orElseThrow(), venue.executors().start());
    }
    return leaves;
  }

  /** Waits for a run and shows how far it is. */
  <T> T await(String activity, Run<T> run) {
    return dialogue.await(activity, run);
  }

  /** Writes a result, unless {@link #into} has put it there. */
  void keep(BigMatrix result, Target target) {
    if (!venue.writes(target)) {
      save(result, target);
    }
  }

  /** Whether the result is to be checked, unless the user says: there where it was computed. */
  boolean checksUsually() {
    return !venue.isElsewhere();
  }

  /** Writes a matrix. */
  void save(BigMatrix matrix, Target target) {
    MatrixPath place = target.place();
    RunOptions options = target.applyTo(tiles);
    BigMatrix saved = await("writing " + place, matrix.async(options).save(place.uri()));
    if (saved != matrix) {
      saved.close();
    }
  }

  @Override
  public void close() {
    lapwing.close();
  }
}
