package dev.lapwing.executor;

import dev.lapwing.compiler.TaskCall;
import dev.lapwing.compiler.TaskCall.TileShape;
import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.executor.kernels.KernelFailure;
import dev.lapwing.executor.kernels.KernelLibrary;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileUnreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The tiles of one task while it is worked on. Single inputs are read before the kernel starts,
 * ranges while it runs. Where the kernel can work in place and nobody else can see the input,
 * output 0 is that input.
 */
final class TaskTiles implements KernelLibrary.Operands {
  private static final int NOT_IN_PLACE = -1;

  private final TaskCall call;
  private final TaskGraph graph;
  private final RunTiles tiles;
  private final TileTally tally;
  private final TileReader reader;
  private final Traffic traffic;
  private final OperandTiles[] inputs;
  private final List<Tile> outputs = new ArrayList<>(2);
  private final int inPlace;
  private boolean overwritesMemory;
  private boolean computing;

  TaskTiles(
      TaskCall call,
      TaskGraph graph,
      RunTiles tiles,
      TileTally tally,
      TileReader reader,
      Traffic traffic) {
    this.call = call;
    this.graph = graph;
    this.tiles = tiles;
    this.tally = tally;
    this.reader = reader;
    this.traffic = traffic;
    this.inputs = new OperandTiles[call.inputs().size()];
    int candidate = call.kernel().inPlace().orElse(NOT_IN_PLACE);
    this.inPlace =
        candidate != NOT_IN_PLACE && call.inputs().get(candidate).length > 0
            ? candidate
            : NOT_IN_PLACE;
  }

  /**
   * Reads the single inputs and takes memory for the outputs. The input that may be overwritten is
   * taken from its store last, when nothing but the kernel can go wrong any more.
   *
   * @throws TileUnavailable if an input is missing or its store fails
   * @throws dev.lapwing.state.OutOfTileMemory if an output does not fit
   */
  void open(TilePool pool) {
    for (int input = 0; input < inputs.length; input++) {
      inputs[input] = new OperandTiles(this, input, call.inputs().get(input), reader);
      if (input != inPlace && count(input) == 1) {
        inputs[input].begin(0);
      }
    }
    for (int input = 0; input < inputs.length; input++) {
      if (input != inPlace && count(input) == 1) {
        inputs[input].tile(0);
      }
    }
    for (int output = inPlace == NOT_IN_PLACE ? 0 : 1; output < call.outputs().length; output++) {
      outputs.add(allocate(pool, output));
    }
    if (inPlace != NOT_IN_PLACE) {
      outputs.add(0, overwriteOrAllocate(pool));
    }
  }

  /**
   * Computes the outputs.
   *
   * @throws TileUnreadable if the kernel refuses a scratch tile that is not as its task writes it
   */
  void compute(KernelLibrary kernels, TilePool workspace) throws KernelFailure, TileUnreadable {
    computing = true;
    try {
      kernels.compute(call.kernel(), this, outputs, call.scalars(), workspace);
    } catch (IllegalArgumentException e) {
      for (OperandTiles input : inputs) {
        input.requireShapes();
      }
      throw e;
    }
  }

  /** The shape in which a tile is written; that of a tile of an input matrix is its store's. */
  Optional<TileShape> shapeOf(Place place) {
    long writer = graph.writer(place.tile());
    if (writer < 0) {
      return Optional.empty();
    }
    TaskCall writing = graph.call(writer);
    return IntStream.range(0, writing.outputs().length)
        .filter(output -> writing.outputs()[output] == place.tile())
        .mapToObj(writing.shapes()::get)
        .findFirst();
  }

  void write(int output) throws StoreException {
    Place place = tiles.place(call.outputs()[output]);
    if (isWanted(place)) {
      place.store().write(place.index(), outputs.get(output));
      traffic.wrote(outputs.get(output));
    }
  }

  /** Whether anybody will read a tile: a scratch tile that a program writes in vain is not kept. */
  boolean isWanted(Place place) {
    return !place.scratch() || graph.readerCount(place.tile()) > 0;
  }

  @Override
  public int count(int input) {
    return call.inputs().get(input).length;
  }

  @Override
  public Tile tile(int input, int position) {
    return inputs[input].tile(position);
  }

  @Override
  public void done(int input, int position) {
    boolean streamed = count(input) > 1 && !(input == inPlace && position == 0);
    if (streamed) {
      inputs[input].release(position);
    }
  }

  /** Gives all references back. */
  void close() {
    for (OperandTiles input : inputs) {
      if (input != null) {
        input.close();
      }
    }
    outputs.forEach(Tile::release);
    outputs.clear();
    overwritesMemory = false;
  }

  /**
   * Closes after a failure, and gives an input that was taken from memory back to its store.
   *
   * @return false if that input was overwritten, so that the task cannot be begun again
   */
  boolean undo() throws StoreException {
    boolean intact = !(overwritesMemory && computing);
    if (intact && inPlace != NOT_IN_PLACE && inputs[inPlace] != null) {
      inputs[inPlace].putBack();
    }
    close();
    return intact;
  }

  /** What counts the tiles that are read. */
  Traffic traffic() {
    return traffic;
  }

  /** Where a tile is. */
  Place place(long tile) {
    return tiles.place(tile);
  }

  /**
   * Whether a tile may be taken from its store instead of read: no other task reads it any more,
   * and either it is a copy anyway or the kernel overwrites it.
   */
  boolean mayTake(int input, int position, Place place) {
    boolean overwritable = place.scratch() && input == inPlace && position == 0;
    return (overwritable || !place.store().inMemory())
        && isLastReader(place)
        && isReadOnce(place.tile());
  }

  /** Only of tiles in the memory of this process do all readers belong to it. */
  private boolean isLastReader(Place place) {
    return graph.readerCount(place.tile()) == 1
        || (place.store().inMemory() && tally.hasOneReaderLeft(place.tile()));
  }

  private Tile overwriteOrAllocate(TilePool pool) {
    Tile input = inputs[inPlace].tile(0);
    TileShape shape = call.shapes().get(0);
    boolean fits =
        input.rows() == shape.rows()
            && input.columns() == shape.columns()
            && input.precision() == tiles.precision();
    if (!fits || !input.isExclusive()) {
      return allocate(pool, 0);
    }
    overwritesMemory = inputs[inPlace].isFromMemory(0);
    return input.retain();
  }

  private Tile allocate(TilePool pool, int output) {
    TileShape shape = call.shapes().get(output);
    return pool.allocate(tiles.precision(), shape.rows(), shape.columns());
  }

  private boolean isReadOnce(long tile) {
    int readings = 0;
    for (long[] operand : call.inputs()) {
      for (long other : operand) {
        readings += other == tile ? 1 : 0;
      }
    }
    return readings == 1;
  }
}
