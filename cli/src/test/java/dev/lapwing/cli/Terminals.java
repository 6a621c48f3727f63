package dev.lapwing.cli;

import java.util.Optional;

/** Terminals for tests. */
final class Terminals {
  private Terminals() {}

  /** A terminal of some width that shows everything, and where nobody answers. */
  static Terminal ofColumns(int columns) {
    return answering(columns, Optional.empty());
  }

  /** A terminal where somebody has one answer to everything. */
  static Terminal answering(String answer) {
    return answering(80, Optional.of(answer));
  }

  private static Terminal answering(int columns, Optional<String> answer) {
    return new Terminal() {
      @Override
      public boolean isInteractive() {
        return true;
      }

      @Override
      public int columns() {
        return columns;
      }

      @Override
      public boolean shows(char character) {
        return true;
      }

      @Override
      public Optional<String> ask(String question) {
        return answer;
      }
    };
  }
}
