package dev.lapwing.lambdapack;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A tree over any number of leaves: every node but the last of a level has {@code arity} children,
 * the last has those that remain, and there is one node at the top. Leaf i is node (0, i); node
 * (level, number) has the children (level - 1, arity number + c).
 *
 * <p>Tiles that belong to nodes have two indices of this tree, with extents {@link #levels} and
 * {@link #leaves}. {@link #up} visits the children of a node before the node, {@link #down} the
 * node before its children.
 */
@Recording
public final class Tree {

  private final ProgramBuilder program;
  private final int arity;
  private final Index leaves;

  Tree(ProgramBuilder program, int arity, Index leaves) {
    this.program = program;
    this.arity = arity;
    this.leaves = leaves;
  }

  /** The most children that a node has. */
  public int arity() {
    return arity;
  }

  /** The number of leaves. */
  public Index leaves() {
    return leaves;
  }

  /** The level of the top: zero for a single leaf. */
  public Index depth() {
    return Index.ceilLog(arity, leaves);
  }

  /** The number of levels, the leaves' included. */
  public Index levels() {
    return depth().plus(1);
  }

  /** The number of nodes of a level. */
  public Index width(Index level) {
    return leaves.ceilDiv(Index.pow(arity, level));
  }

  /** One leaf. */
  public TreeNode leaf(Index number) {
    return new TreeNode(this, Index.constant(0), number);
  }

  /** The node at the top. */
  public TreeNode top() {
    return new TreeNode(this, depth(), Index.constant(0));
  }

  /** Visits every node above the leaves, from the bottom to the top. */
  public void up(Consumer<TreeNode> body) {
    upTo(levels(), body);
  }

  /** Visits every node above the leaves, from the top to the bottom. */
  public void down(Consumer<TreeNode> body) {
    String step = program.freshIndexName("step");
    program.loop(step, 0, depth(), steps -> visitLevel(depth().minus(steps), body));
  }

  private void upTo(Index end, Consumer<TreeNode> body) {
    String level = program.freshIndexName("level");
    program.loop(level, 1, end, index -> visitLevel(index, body));
  }

  private void visitLevel(Index level, Consumer<TreeNode> body) {
    String name = program.freshIndexName("node");
    program.loop(name, 0, width(level), node -> body.accept(new TreeNode(this, level, node)));
  }

  /** Whatever is below the top is stored; the top goes to the result, also if it is a leaf. */
  void reduce(
      SymbolicTile result,
      Function<Subscript, SymbolicTile> terms,
      Function<SymbolicTile, KernelCall> sum) {
    Index last = Index.max(depth(), Index.constant(1));
    upTo(last, node -> program.let(terms.apply(node)).be(sum.apply(terms.apply(node.children()))));
    Index below = last.minus(1);
    TreeChildren rest = new TreeChildren(below, Range.range(0, width(below)));
    program.let(result).be(sum.apply(terms.apply(rest)));
  }

  void requireChild(int position) {
    if (position < 0 || position >= arity) {
      throw leaves
          .origin()
          .illegal(
              "a node of this tree has children 0 to %d, none %d".formatted(arity - 1, position));
    }
  }
}
