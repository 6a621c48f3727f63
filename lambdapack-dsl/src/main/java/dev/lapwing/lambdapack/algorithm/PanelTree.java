package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Index.ceilLog2;
import static dev.lapwing.lambdapack.Index.min;
import static dev.lapwing.lambdapack.Index.pow2;

import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.ProgramBuilder;
import java.util.function.Consumer;

/**
 * The order in which the tiles of a panel, those in the rows {@code first <= i < end}, are brought
 * into one: groups of {@code group} tiles are each brought into their first tile, the head, one tile
 * after the other; then the heads into one, along a binary tree. A group of one tile is a binary
 * tree over all tiles, one that holds the panel is a flat tree.
 *
 * <p>What becomes of a head is counted in versions, so that a finished group is always version
 * {@code end}: its last tile makes it so, the one before makes version {@code end - 1}. Level L of
 * the binary tree makes version {@code end + L}.
 *
 * <p>Source: B. Hadri, H. Ltaief, E. Agullo, J. Dongarra, Tile QR factorization with parallel panel
 * processing for multicore architectures, IPDPS 2010.
 */
final class PanelTree {

  private final ProgramBuilder p;
  private final Index first;
  private final Index end;
  private final Index group;

  PanelTree(ProgramBuilder p, Index first, Index end, Index group) {
    this.p = p;
    this.first = first;
    this.end = end;
    this.group = group;
  }

  /** A tile is brought into another, a head, which is version {@code before} and then {@code after}. */
  record Step(Index top, Index bottom, Index before, Index after) {}

  /** A head is brought into another. */
  record Merge(Step step, Index bottomVersion) {}

  /** More than the greatest version. */
  static Index versions(Index end) {
    return end.plus(ceilLog2(end)).plus(1);
  }

  /** The row of the head that is left. */
  Index top() {
    return first;
  }

  /** The version of the head that is left. */
  Index topVersion() {
    return end.plus(depth());
  }

  /** The version of a head before anything was brought into it. */
  Index headVersion(Index head) {
    return versionAfter(head, head);
  }

  /** Visits the head of every group. */
  void heads(Consumer<Index> body) {
    p.loop("l", first, end, group, body);
  }

  /** Visits what happens within groups, a group after the other. */
  void groups(Consumer<Step> body) {
    heads(l -> p.loop("i", l.plus(1), groupEnd(l), i -> body.accept(within(l, i))));
  }

  /** The same, each group from its end. */
  void groupsBackwards(Consumer<Step> body) {
    heads(l -> p.loop("o", 1, groupEnd(l).minus(l), o -> {
      body.accept(within(l, groupEnd(l).minus(o)));
    }));
  }

  /** Visits the nodes of the binary tree, from the bottom to the top. */
  void merges(Consumer<Merge> body) {
    p.loop("level", 1, depth().plus(1), level -> level(level, body));
  }

  /** The same, from the top to the bottom. */
  void mergesBackwards(Consumer<Merge> body) {
    p.loop("o", 0, depth(), o -> level(depth().minus(o), body));
  }

  private void level(Index level, Consumer<Merge> body) {
    Index half = pow2(level.minus(1)).times(group);
    p.loop("l", first, end.minus(half), half.times(2), l -> {
      Index bottom = l.plus(half);
      Step step = new Step(l, bottom, end.plus(level).minus(1), end.plus(level));
      body.accept(new Merge(step, end.plus(ceilLog2(groups(min(half, end.minus(bottom)))))));
    });
  }

  private Step within(Index head, Index row) {
    return new Step(head, row, versionAfter(head, row).minus(1), versionAfter(head, row));
  }

  /** Of a head, when its group was brought into it up to a row. */
  private Index versionAfter(Index head, Index row) {
    return end.minus(groupEnd(head).minus(1).minus(row));
  }

  private Index groupEnd(Index head) {
    return min(head.plus(group), end);
  }

  private Index depth() {
    return ceilLog2(groups(end.minus(first)));
  }

  private Index groups(Index rows) {
    return rows.ceilDiv(group);
  }
}
