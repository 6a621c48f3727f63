package dev.lapwing.cli;

/** What standard error is connected to. */
interface Terminal {

  /** Whether somebody is watching, so that a line may be drawn over and over again. */
  boolean isInteractive();

  /** The width in characters, as it is now. */
  int columns();

  /** Whether it shows this character. */
  boolean shows(char character);

  /** A file, a pipe, or nothing. */
  static Terminal none() {
    return new Terminal() {
      @Override
      public boolean isInteractive() {
        return false;
      }

      @Override
      public int columns() {
        return 80;
      }

      @Override
      public boolean shows(char character) {
        return character < 128;
      }
    };
  }
}
