package dev.lapwing.cli;

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
    place.requireWritable(overwrite);
    return new Target(place, overwrite, place.condition());
  }

  /** What became of it when the command was stopped. */
  String fate() {
    return place + " " + place.fate(before);
  }
}
