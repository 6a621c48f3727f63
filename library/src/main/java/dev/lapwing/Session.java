package dev.lapwing;

/** The time of one {@link Lapwing} in a place. Its id is a ULID. */
interface Session extends AutoCloseable {
  /** Its name, which no other session has. */
  String id();

  @Override
  default void close() {}
}
