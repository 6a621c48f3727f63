package dev.lapwing.cli;

import dev.lapwing.RunOptions;
import java.util.List;

/**
 * Where one result goes.
 *
 * @param place where
 * @param overwrites whether what is there may go
 * @param before how the place was before the command began
 */
record Target(MatrixPath place, boolean overwrites, MatrixPath.Condition before) {

  /** Refuses at once what would fail, or destroy something, at the end. */
  static Target of(MatrixPath place, boolean overwrite, List<MatrixPath> inputs) {
    if (inputs.stream().anyMatch(place::isSameAs)) {
      throw new BadInput(place + " is an input; give the result another name");
    }
    MatrixPath.Condition before = place.condition();
    place.requireWritable(before, overwrite);
    return new Target(place, overwrite, before);
  }

  /** The options of a run or copy that writes it. */
  RunOptions applyTo(RunOptions options) {
    return overwrites ? options.replacing() : options;
  }

  /** What became of it when the command was stopped. */
  String fate() {
    return place + " " + place.fate(before);
  }
}
