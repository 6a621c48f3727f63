package dev.lapwing.cli;

/** Terminals for tests. */
final class Terminals {
  private Terminals() {}

  /** A terminal of some width that shows everything. */
  static Terminal ofColumns(int columns) {
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
    };
  }
}
