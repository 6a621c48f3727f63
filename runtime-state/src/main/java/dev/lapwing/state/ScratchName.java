package dev.lapwing.state;

import java.util.regex.Pattern;

/** Names of runs and scratch matrices, which become parts of paths and keys. */
final class ScratchName {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

  private ScratchName() {}

  /** The name itself, if it leads nowhere else. */
  static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' cannot name a folder: use letters, digits, '_', '-' and '.'.".formatted(name));
    }
    return name;
  }
}
