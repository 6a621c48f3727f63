package dev.lapwing.compiler;

/** Adds up what the tasks of one statement do. */
final class ClassTotals {
  /** A streamed range holds the tile in use and the next one. */
  private static final long STREAMED_TILES = 2;

  private final BoundStatement statement;
  private final Calls calls;
  private final Coordinates tile;
  private final LetterLengths letters = new LetterLengths();
  private long tasks;
  private double flops;
  private long tilesRead;
  private long elementsRead;
  private long tilesWritten;
  private long elementsWritten;
  private long mostTouched;
  private long mostHeld;

  ClassTotals(BoundStatement statement, Calls calls, TileSpace tiles) {
    this.statement = statement;
    this.calls = calls;
    this.tile = new Coordinates(tiles.greatestRank());
  }

  void add(long[] env) {
    tasks++;
    flops += calls.flops(statement, env, tile, letters);
    long touched = 0;
    long held = 0;
    for (Reference read : statement.reads()) {
      long length = read.length(env);
      long largest = 0;
      long elements = 0;
      for (long p = 0; p < length; p++) {
        read.locate(env, p, tile);
        long own = calls.elements(tile);
        elements += own;
        largest = Math.max(largest, own);
      }
      tilesRead += length;
      elementsRead += elements;
      touched += elements;
      held += Math.min(length, STREAMED_TILES) * largest;
    }
    for (Reference write : statement.writes()) {
      write.locate(env, 0, tile);
      long own = calls.elements(tile);
      tilesWritten++;
      elementsWritten += own;
      touched += own;
      held += own;
    }
    mostTouched = Math.max(mostTouched, touched);
    mostHeld = Math.max(mostHeld, held);
  }

  Plan.TaskClass sum() {
    return new Plan.TaskClass(
        statement.number(),
        statement.source().kernel().id(),
        statement.source().source(),
        tasks,
        flops,
        tilesRead,
        elementsRead * Double.BYTES,
        tilesWritten,
        elementsWritten * Double.BYTES,
        mostTouched * Double.BYTES,
        mostHeld * Double.BYTES);
  }
}
