package dev.lapwing.lambdapack;

/**
 * A node of a {@link Tree}. It stands for two indices of a tile, the level and the number within
 * the level: {@code r.at(node)} is {@code r.at(node.level(), node.number())}.
 */
@Recording
public final class TreeNode implements Subscript {

  private final Tree tree;
  private final Index level;
  private final Index number;

  TreeNode(Tree tree, Index level, Index number) {
    this.tree = tree;
    this.level = level;
    this.number = number;
  }

  /** How far above the leaves, which are at level 0. */
  public Index level() {
    return level;
  }

  /** Its place among the nodes of its level, from zero. */
  public Index number() {
    return number;
  }

  /**
   * One of its children; not every node has all of them.
   *
   * @throws IllegalProgram if no node has so many
   */
  public TreeNode child(int position) {
    tree.requireChild(position);
    return new TreeNode(tree, level.minus(1), firstChild().plus(position));
  }

  /** Whether it has the child at a position; every node has child 0. */
  public Condition hasChild(int position) {
    TreeNode child = child(position);
    return child.number().lessThan(tree.width(child.level()));
  }

  /** All children that it has, as a range of numbers one level below. */
  public TreeChildren children() {
    Index below = level.minus(1);
    Index end = Index.min(firstChild().plus(tree.arity()), tree.width(below));
    return new TreeChildren(below, Range.range(firstChild(), end));
  }

  private Index firstChild() {
    return number.times(tree.arity());
  }

  @Override
  public String toString() {
    return level + ", " + number;
  }
}
