package dev.lapwing.cli;

import java.util.Optional;

/** What standard error is connected to. */
interface Terminal {

  /** Whether somebody is watching, so that a line may be drawn over and over again. */
  boolean isInteractive();

  /** The width in characters, as it is now. */
  int columns();

  /** Whether it shows this character. */
  boolean shows(char character);

  /** Asks whoever is watching; empty if there is nobody to answer. */
  Optional<String> ask(String question);

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

      @Override
      public Optional<String> ask(String question) {
        return Optional.empty();
      }
    };
  }
}
