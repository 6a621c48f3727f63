package dev.lapwing.lambdapack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A matrix of the program that is being recorded; {@link #at} names its tiles. */
@Recording
public final class SymbolicMatrix {

  private final Matrix declaration;
  private final Recorder recorder;

  SymbolicMatrix(Matrix declaration, Recorder recorder) {
    this.declaration = declaration;
    this.recorder = recorder;
  }

  /** The tile with these indices, or the tiles of a range along one of them. */
  public SymbolicTile at(Subscript... subscripts) {
    recorder.requireOpen();
    requireRank(subscripts.length);
    Origin origin = Origin.of(recorder);
    List<Expr> indices = new ArrayList<>();
    Optional<Operand.TileRange> range = Optional.empty();
    for (int position = 0; position < subscripts.length; position++) {
      origin = origin.join(originOf(subscripts[position]));
      indices.add(first(position, subscripts[position]));
      if (subscripts[position] instanceof Range interval) {
        requireFirstRange(range);
        range = Optional.of(rangeAt(position, interval));
      }
    }
    Operand operand = range
        .<Operand>map(found -> completed(found, indices))
        .orElseGet(() -> new Operand.TileRef(declaration.name(), indices));
    return new SymbolicTile(this, operand, origin);
  }

  /** The tile with these indices. */
  public SymbolicTile at(long first, Subscript... rest) {
    Subscript[] subscripts = new Subscript[rest.length + 1];
    subscripts[0] = Index.constant(first);
    System.arraycopy(rest, 0, subscripts, 1, rest.length);
    return at(subscripts);
  }

  /** The tile with these indices, or the tiles of a range along the first. */
  public SymbolicTile at(Subscript first, long second) {
    return at(first, Index.constant(second));
  }

  /** The tile with these indices. */
  public SymbolicTile at(long first, long second) {
    return at(Index.constant(first), Index.constant(second));
  }

  Matrix declaration() {
    return declaration;
  }

  Recorder recorder() {
    return recorder;
  }

  private void requireRank(int given) {
    if (given != declaration.rank()) {
      throw recorder.illegal("a tile of "
          + declaration.name()
          + " has "
          + declaration.rank()
          + " indices, but "
          + given
          + (given == 1 ? " is given" : " are given"));
    }
  }

  private Origin originOf(Subscript subscript) {
    if (subscript instanceof Range range) {
      return range.from().origin().join(range.to().origin());
    } else if (subscript instanceof Index index) {
      return index.origin();
    }
    throw recorder.illegal("an index of " + declaration.name() + " is null");
  }

  private Expr first(int position, Subscript subscript) {
    Index index = subscript instanceof Range range ? range.from() : (Index) subscript;
    if (index.expression() instanceof Expr.Constant constant && constant.value() < 0) {
      throw recorder.illegal(
          "index " + position + " of " + declaration.name() + " is " + index + ", below zero");
    }
    return index.expression();
  }

  private void requireFirstRange(Optional<Operand.TileRange> earlier) {
    if (earlier.isPresent()) {
      throw recorder.illegal(
          declaration.name() + " is given two ranges; an operand ranges along one index only");
    }
  }

  private Operand.TileRange rangeAt(int position, Range range) {
    return new Operand.TileRange(
        declaration.name(),
        List.of(),
        position,
        range.from().expression(),
        range.to().expression());
  }

  private static Operand.TileRange completed(Operand.TileRange range, List<Expr> indices) {
    return new Operand.TileRange(
        range.matrix(), indices, range.dimension(), range.from(), range.to());
  }
}
