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
    List<Subscript> flat = flatten(subscripts);
    requireRank(flat.size());
    Origin origin = Origin.of(recorder);
    for (Subscript subscript : flat) {
      Origin other = originOf(subscript);
      other.requireFrom(recorder, subscript);
      origin = origin.join(other);
    }
    return new SymbolicTile(this, operand(flat), origin);
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
      throw recorder.illegal("a tile of %s has %d indices, but %d %s given"
          .formatted(declaration.name(), declaration.rank(), given, given == 1 ? "is" : "are"));
    }
  }

  /** Places in a tree are two indices each. */
  private List<Subscript> flatten(Subscript[] subscripts) {
    List<Subscript> flat = new ArrayList<>();
    for (Subscript subscript : subscripts) {
      if (subscript instanceof TreeNode node) {
        flat.add(node.level());
        flat.add(node.number());
      } else if (subscript instanceof TreeChildren children) {
        flat.add(children.level());
        flat.add(children.numbers());
      } else {
        flat.add(subscript);
      }
    }
    return flat;
  }

  private Origin originOf(Subscript subscript) {
    if (subscript instanceof Range range) {
      return range.from().origin().join(range.to().origin());
    } else if (subscript instanceof Index index) {
      return index.origin();
    }
    throw recorder.illegal("an index of " + declaration.name() + " is null");
  }

  private Operand operand(List<Subscript> subscripts) {
    List<Expr> indices = new ArrayList<>();
    Optional<Integer> ranged = Optional.empty();
    for (int position = 0; position < subscripts.size(); position++) {
      if (subscripts.get(position) instanceof Range) {
        requireFirstRange(ranged);
        ranged = Optional.of(position);
      }
      indices.add(leastIndex(position, subscripts.get(position)));
    }
    return ranged
        .<Operand>map(position -> range(indices, position, (Range) subscripts.get(position)))
        .orElseGet(() -> new Operand.TileRef(declaration.name(), indices));
  }

  private Operand range(List<Expr> indices, int position, Range range) {
    return new Operand.TileRange(
        declaration.name(), indices, position, indices.get(position), range.to().expression());
  }

  private Expr leastIndex(int position, Subscript subscript) {
    Index index = subscript instanceof Range range ? range.from() : (Index) subscript;
    if (index.expression() instanceof Expr.Constant constant && constant.value() < 0) {
      throw recorder.illegal(
          "index " + position + " of " + declaration.name() + " is " + index + ", below zero");
    }
    return index.expression();
  }

  private void requireFirstRange(Optional<Integer> earlier) {
    if (earlier.isPresent()) {
      throw recorder.illegal(
          declaration.name() + " is given two ranges; an operand ranges along one index only");
    }
  }
}
