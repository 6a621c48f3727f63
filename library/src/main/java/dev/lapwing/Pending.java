package dev.lapwing;

/** Stands in for what is being built behind the library's face. */
@SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"})
final class Pending {
  private Pending() {}

  static <T> T value() {
    throw new UnsupportedOperationException("this part of the library is being built");
  }
}
