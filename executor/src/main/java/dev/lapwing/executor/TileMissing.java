package dev.lapwing.executor;

/** A tile that must exist does not. Missing is never zero. */
public final class TileMissing extends RunFailure {
  private static final long serialVersionUID = 1L;

  private final String tile;
  private final String location;
  private final String writer;
  private final String reader;

  /**
   * A tile that was not found.
   *
   * @param tile the tile in the words of the program: {@code S[1, 3, 2]}
   * @param location the store that should hold it
   * @param writer the task that writes it, or who should have given it
   * @param reader the task that reads it
   */
  public TileMissing(String tile, String location, String writer, String reader) {
    super(
        "%s is missing: %s reads it, %s writes it, and %s does not hold it. Was something deleted while the run lasted? Start a new run, with complete inputs."
            .formatted(tile, reader, writer, location));
    this.tile = tile;
    this.location = location;
    this.writer = writer;
    this.reader = reader;
  }

  /** The tile in the words of the program. */
  public String tile() {
    return tile;
  }

  /** The store that should hold it. */
  public String location() {
    return location;
  }

  /** The task that writes it, or who should have given it. */
  public String writer() {
    return writer;
  }

  /** The task that reads it. */
  public String reader() {
    return reader;
  }
}
