package dev.lapwing.lambdapack.reference;

import dev.lapwing.lambdapack.Node;
import java.util.List;

/**
 * One execution of a statement.
 *
 * @param statement what is executed
 * @param at the values of everything at its loop indices
 * @param writes the tile of every output
 * @param reads the tiles of every input, ranges unrolled; version 0 is the input's own tile
 */
public record Execution(
    Node.Statement statement, Evaluator at, List<TileName> writes, List<List<TileName>> reads) {

  public Execution {
    writes = List.copyOf(writes);
    reads = List.copyOf(reads);
  }

  @Override
  public String toString() {
    return statement.kernel().id() + at.indices() + " at " + statement.source();
  }
}
