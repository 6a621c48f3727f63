package dev.lapwing.lambdapack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Records a program: the sizes and matrices that it declares, then its loops, guards and kernel
 * calls in sequential order. Made by {@link Program#define}.
 *
 * <p>Every mistake is an {@link IllegalProgram}, thrown by the call that makes it.
 */
@Recording
public final class ProgramBuilder {

  private static final Index ONE = Index.constant(1);

  private final Recorder recorder;
  private final Declarations declarations;

  ProgramBuilder(String program) {
    this.recorder = new Recorder(program);
    this.declarations = new Declarations(recorder);
  }

  /** A dimension that is cut into tiles. */
  public Dimension size(String name) {
    return declare(new Size(name));
  }

  /**
   * A dimension that is cut at the same places as another, as far as both reach: into tiles as long
   * as those of the other, unless one of the two is a single tile.
   */
  public Dimension size(String name, Dimension like) {
    requireHere(like.origin(), like);
    return declare(new Size(name, Optional.of(like.size().name())));
  }

  /**
   * The smaller of two dimensions, of which one was declared to be cut like the other.
   *
   * @throws IllegalProgram if they may be cut at different places
   */
  public Dimension smaller(Dimension left, Dimension right) {
    requireHere(left.origin().join(right.origin()), left);
    if (!isCutLike(left, right) && !isCutLike(right, left)) {
      throw recorder.illegal(
          "%s and %s may be cut at different places; declare one like the other: size(name, like)"
              .formatted(left, right));
    }
    return Dimension.smaller(left, right);
  }

  private static boolean isCutLike(Dimension left, Dimension right) {
    return left.size().like().filter(right.size().name()::equals).isPresent();
  }

  private Dimension declare(Size size) {
    declarations.add(size);
    return Dimension.of(size, Origin.of(recorder));
  }

  /** A plain integer that is given when a run starts. */
  public Index parameter(String name) {
    Parameter parameter = new Parameter(name);
    declarations.add(parameter);
    return new Index(new Expr.ParameterValue(parameter), Origin.of(recorder));
  }

  /** A real number that is given when a run starts. */
  public Scalar scalar(String name) {
    declarations.addScalar(name);
    return new Scalar(new ScalarArgument.Named(name), Origin.of(recorder));
  }

  /** Refuses sizes and parameters that break a condition, with a reason for the user. */
  public void require(Condition condition, String reason) {
    requireHere(condition.origin(), condition);
    declarations.add(new Requirement(condition.guard(), reason));
    recorder.assume(condition.guard());
  }

  /** A matrix that the caller gives; tile (i, j) has row block i and column block j. */
  public SymbolicMatrix input(String name, Dimension rows, Dimension columns) {
    return plane(name, Matrix.Role.INPUT, rows, columns, Matrix.Structure.FULL);
  }

  /** A matrix that is kept for the caller, all of whose tiles are written. */
  public SymbolicMatrix output(String name, Dimension rows, Dimension columns) {
    return output(name, rows, columns, Matrix.Structure.FULL);
  }

  /** A matrix that is kept for the caller, of which only some tiles are written. */
  public SymbolicMatrix output(
      String name, Dimension rows, Dimension columns, Matrix.Structure structure) {
    return plane(name, Matrix.Role.OUTPUT, rows, columns, structure);
  }

  /** A matrix that the caller gives, with tiles of any shape and two indices. */
  public SymbolicMatrix input(
      String name, Extent rows, Extent columns, Index rowTiles, Index columnTiles) {
    return declare(matrix(
        name, Matrix.Role.INPUT, rows, columns, Matrix.Structure.FULL, rowTiles, columnTiles));
  }

  /** A matrix that is kept for the caller, with tiles of any shape and two indices. */
  public SymbolicMatrix output(
      String name,
      Extent rows,
      Extent columns,
      Matrix.Structure structure,
      Index rowTiles,
      Index columnTiles) {
    return declare(
        matrix(name, Matrix.Role.OUTPUT, rows, columns, structure, rowTiles, columnTiles));
  }

  /**
   * Tiles that live during a run only.
   *
   * @param rows the number of rows of a tile: {@code m.along(0)}, {@code n.tile(0)}, ...
   * @param columns the number of columns of a tile
   * @param extents the exclusive upper bound of every index
   */
  public SymbolicMatrix scratch(String name, Extent rows, Extent columns, Index... extents) {
    return declare(
        matrix(name, Matrix.Role.SCRATCH, rows, columns, Matrix.Structure.FULL, extents));
  }

  /**
   * The versions of the tiles of an input matrix as an algorithm overwrites them: tile (0, j, k) IS
   * tile (j, k) of the input; tile (v, j, k) is what the v-th update makes of it.
   *
   * @param count the exclusive upper bound of the version
   */
  public SymbolicMatrix versions(String name, SymbolicMatrix input, Index count) {
    Matrix base = input.declaration();
    requireHere(Origin.of(input.recorder()), base.name());
    if (base.role() != Matrix.Role.INPUT) {
      throw recorder.illegal(
          name + " has versions of " + base.name() + ", which is not an input; use scratch");
    }
    List<Expr> extents = new ArrayList<>(expressions(count));
    extents.addAll(base.extents());
    return declare(new Matrix(
        name,
        Matrix.Role.SCRATCH,
        extents,
        oneLater(base.rows()),
        oneLater(base.columns()),
        Matrix.Structure.FULL,
        Optional.of(base.name())));
  }

  /** {@code for index = from; index < to; index += 1}. */
  public void loop(String name, Index from, Index to, Consumer<Index> body) {
    loop(name, from, to, ONE, body);
  }

  /** {@code for index = from; index < to; index += 1}. */
  public void loop(String name, long from, Index to, Consumer<Index> body) {
    loop(name, Index.constant(from), to, ONE, body);
  }

  /** {@code for index = from; index < to; index += step}; the step is positive. */
  public void loop(String name, long from, Index to, Index step, Consumer<Index> body) {
    loop(name, Index.constant(from), to, step, body);
  }

  /** {@code for index = from; index < to; index += step}; the step is positive. */
  public void loop(String name, Index from, Index to, Index step, Consumer<Index> body) {
    requireHere(from.origin().join(to.origin()).join(step.origin()), Range.range(from, to));
    requireIndexName(name);
    requirePositive(name, step);
    Expr.IndexValue value = new Expr.IndexValue(name, recorder.depth());
    LoopScope scope = new LoopScope(value, CallSite.ofCaller());
    recorder.loop(
        scope,
        () -> body.accept(new Index(value, Origin.of(recorder, scope))),
        nodes ->
            new Node.Loop(value, from.expression(), to.expression(), step.expression(), nodes));
  }

  /** The body counts only where the condition holds. */
  public void when(Condition condition, Runnable body) {
    requireHere(condition.origin(), condition);
    recorder.when(condition.guard(), body);
  }

  /** Begins a statement that writes these tiles; {@code be} completes it. */
  public Assignment let(SymbolicTile... targets) {
    for (SymbolicTile target : targets) {
      requireHere(target.origin(), target);
      requireWritable(target);
    }
    requireDistinct(List.of(targets));
    Assignment assignment = new Assignment(recorder, List.of(targets));
    recorder.begin(assignment);
    return assignment;
  }

  /** A tree over {@code leaves} leaves whose nodes have at most {@code arity} children, 2 or more. */
  public Tree tree(int arity, Index leaves) {
    requireHere(leaves.origin(), leaves);
    if (arity < 2) {
      throw recorder.illegal("a tree needs an arity of at least 2, not " + arity);
    }
    return new Tree(this, arity, leaves);
  }

  /**
   * Reduces one term a leaf of a tree to one tile. Sums of partial sums are stored where {@code
   * terms} says; the last sum is the result. No term gives the sum of an empty range.
   *
   * @param result the tile to write
   * @param terms the tile, or the range of tiles, that belongs to places of the tree: {@code place
   *     -> partial.at(i, j, place)}
   * @param sum the kernel that reduces a range of tiles, such as {@code Kernels::add}
   */
  public void treeReduce(
      Tree tree,
      SymbolicTile result,
      Function<Subscript, SymbolicTile> terms,
      Function<SymbolicTile, KernelCall> sum) {
    tree.reduce(result, terms, sum);
  }

  String freshIndexName(String stem) {
    String name = stem;
    for (int number = 2; !declarations.isFree(name) || recorder.hasOpenLoop(name); number++) {
      name = stem + number;
    }
    return name;
  }

  Program end(String name) {
    return declarations.program(name, recorder.end());
  }

  void close() {
    recorder.close();
  }

  private void requireHere(Origin origin, Object value) {
    recorder.requireOpen();
    origin.requireFrom(recorder, value);
    origin.requireUsable();
  }

  private SymbolicMatrix plane(
      String name,
      Matrix.Role role,
      Dimension rows,
      Dimension columns,
      Matrix.Structure structure) {
    return declare(matrix(name, role, rows.along(0), columns.along(1), structure, rows, columns));
  }

  private Matrix matrix(
      String name,
      Matrix.Role role,
      Extent rows,
      Extent columns,
      Matrix.Structure structure,
      Index... extents) {
    return new Matrix(name, role, expressions(extents), rows, columns, structure, Optional.empty());
  }

  private SymbolicMatrix declare(Matrix matrix) {
    declarations.add(matrix);
    return new SymbolicMatrix(matrix, recorder);
  }

  private List<Expr> expressions(Index... indices) {
    List<Expr> expressions = new ArrayList<>();
    for (Index index : indices) {
      requireHere(index.origin(), index);
      expressions.add(index.expression());
    }
    return expressions;
  }

  private static Extent oneLater(Extent extent) {
    return extent instanceof Extent.Along along
        ? new Extent.Along(along.size(), along.position() + 1)
        : extent;
  }

  private void requireIndexName(String name) {
    declarations.requireName(name);
    declarations.requireFree(name);
    if (recorder.hasOpenLoop(name)) {
      throw recorder.illegal(name + " is already the index of an enclosing loop");
    }
  }

  private void requirePositive(String name, Index step) {
    if (step.expression() instanceof Expr.Constant constant && constant.value() <= 0) {
      throw recorder.illegal(
          "loop " + name + " has step " + constant.value() + "; a step must be positive");
    }
  }

  private void requireWritable(SymbolicTile target) {
    Matrix matrix = target.matrix();
    if (target.isRange()) {
      throw recorder.illegal(target + " is a range; a statement writes single tiles");
    } else if (matrix.role() == Matrix.Role.INPUT) {
      throw recorder.illegal(target + " is a tile of an input, which cannot be written");
    } else if (matrix.base().isPresent() && isVersionZero(target)) {
      throw recorder.illegal(
          target + " is version 0, the tile of " + matrix.base().get() + ", which is an input");
    }
  }

  private static boolean isVersionZero(SymbolicTile target) {
    return ((Operand.TileRef) target.operand()).indices().get(0).equals(Arithmetic.ZERO);
  }

  private void requireDistinct(List<SymbolicTile> targets) {
    long distinct = targets.stream().map(SymbolicTile::operand).distinct().count();
    if (distinct != targets.size()) {
      throw recorder.illegal("one statement writes the same tile twice: " + targets);
    }
  }
}
