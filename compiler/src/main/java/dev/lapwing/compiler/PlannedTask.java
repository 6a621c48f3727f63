package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Kernel;

/**
 * One task as a plan sees it: its tiles by name and size, its flops and its memory. One object
 * serves one task after the other. {@link Plan} states the memory model.
 */
final class PlannedTask {
  static final int NO_TILE = -1;

  private final TileSpace tiles;
  private final Calls calls;
  private final int lookAhead;
  private final Coordinates tile;
  private final LetterLengths letters = new LetterLengths();
  private final TileList inputs = new TileList();
  private final TileList outputs = new TileList();
  private double flops;
  private long workspaceBytes;
  private long windowBytes;
  private int target;
  private long sparedBytes;

  PlannedTask(QueryTaskGraph graph, int lookAhead) {
    if (lookAhead < 1) {
      throw new IllegalArgumentException("lookAhead must be at least 1, not " + lookAhead);
    }
    this.tiles = graph.tiles();
    this.calls = graph.calls();
    this.lookAhead = lookAhead;
    this.tile = new Coordinates(tiles.greatestRank());
  }

  /** Turns to the task of a statement at the loop indices in {@code env}. */
  void load(BoundStatement statement, long[] env) {
    Kernel kernel = statement.source().kernel();
    flops = calls.flops(statement, env, tile, letters);
    workspaceBytes = (long) (Double.BYTES * kernel.workspace().elements(letters));
    loadInputs(statement.reads(), kernel.inPlace().orElse(NO_TILE), env);
    outputs.clear();
    for (Reference write : statement.writes()) {
      add(write, env, 0, outputs);
    }
  }

  private void loadInputs(Reference[] reads, int inPlace, long[] env) {
    inputs.clear();
    windowBytes = 0;
    sparedBytes = 0;
    target = NO_TILE;
    for (int r = 0; r < reads.length; r++) {
      int first = inputs.size();
      long length = reads[r].length(env);
      long largest = isSummed(reads, r, inPlace) ? sum(reads[r], env) : list(reads[r], env);
      windowBytes += largest * Math.min(length, lookAhead);
      if (r == inPlace && length > 0) {
        target = first;
        // Of a range that is longer, the window moves on to other tiles.
        sparedBytes = length <= lookAhead ? largest : 0;
      }
    }
  }

  /** Whether nobody asks for the tiles of a range by name: inputs, of which none is overwritten. */
  private boolean isSummed(Reference[] reads, int read, int inPlace) {
    int matrix = reads[read].matrix();
    return reads[read].isRange()
        && tiles.isInput(matrix)
        && calls.isSideBySide(reads[read])
        && (inPlace == NO_TILE || tiles.leadingZeros(reads[inPlace].matrix(), matrix) < 0);
  }

  /** Adds an operand tile by tile; gives the bytes of the largest. */
  private long list(Reference read, long[] env) {
    int first = inputs.size();
    long length = read.length(env);
    for (long p = 0; p < length; p++) {
      add(read, env, p, inputs);
    }
    return inputs.largestFrom(first);
  }

  /** Adds a range as a whole; gives the bytes of its first tile: none is larger. */
  private long sum(Reference range, long[] env) {
    long length = range.length(env);
    if (length == 0) {
      return 0;
    }
    inputs.addNameless(length, Double.BYTES * calls.elements(range, env, tile));
    range.locate(env, 0, tile);
    return Double.BYTES * calls.elements(tile);
  }

  private void add(Reference reference, long[] env, long position, TileList list) {
    reference.tile(env, position, tile);
    list.add(tiles.pack(tile), Double.BYTES * calls.elements(tile));
  }

  TileList inputs() {
    return inputs;
  }

  TileList outputs() {
    return outputs;
  }

  double flops() {
    return flops;
  }

  /** The position of the input whose memory output 0 may take over, or {@link #NO_TILE}. */
  int target() {
    return target;
  }

  /** Whether output 0 takes that input's memory over, if so many tasks read it. */
  boolean overwrites(int readers) {
    return target != NO_TILE
        && readers == 1
        && inputs.bytes(target) == outputs.bytes(0)
        && !inputs.hasTwice(inputs.name(target));
  }

  /** The bytes that the task holds while it runs. */
  long bytes(boolean overwrites) {
    return newBytes() + windowBytes - (overwrites ? sparedBytes : 0);
  }

  /** The bytes that the task takes besides its inputs. */
  long newBytes() {
    return outputs.totalBytes() + workspaceBytes;
  }
}
