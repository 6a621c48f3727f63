package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Index.constant;
import static dev.lapwing.lambdapack.Kernels.stack;

import dev.lapwing.lambdapack.Axis;
import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.ProgramBuilder;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.SymbolicTile;

/**
 * Two matrices one above the other, {@code C = [A; B]}, or beside each other, {@code C = [A, B]}.
 *
 * <p>B comes in two parts, so that C has tiles of one length: the head H fills up the last tile of A
 * and is empty where that one is full; the rest T is cut like A. Tiles that do not fit into C fail
 * the run.
 */
public final class Concatenate {

  private Concatenate() {}

  /**
   * Sizes: along the axis c (of C), m, r and k (of A, H and T); across it n. Inputs: A, H, T. Output:
   * C.
   */
  public static Program program(Axis axis) {
    return Program.define(axis == Axis.ROWS ? "concatenate-rows" : "concatenate-columns", p -> {
      Dimension all = p.size("c");
      Dimension first = p.size("m");
      Dimension head = p.size("r");
      Dimension rest = p.size("k");
      Dimension across = p.size("n");
      p.require(head.atMost(1), "the head fills up one tile: give r at most one tile");
      p.require(head.atMost(first), "there is no tile of A to fill up: give r no tile");
      p.require(first.plus(rest).equalTo(all), "C has the tiles of A and T: give c as many");
      Plane a = Plane.input(p, axis, "A", first, across);
      Plane h = Plane.input(p, axis, "H", head, across);
      Plane t = Plane.input(p, axis, "T", rest, across);
      Plane c = Plane.output(p, axis, "C", all, across);
      p.loop("j", 0, across, j -> {
        Index full = first.minus(head);
        // C(i, j) = A(i, j)
        p.loop("i", 0, full, i -> p.let(c.at(i, j)).be(stack(axis, a.at(i, j))));
        // C(i, j) = [A(i, j); H(0, j)]
        p.loop("i", full, first, i -> {
          p.let(c.at(i, j)).be(stack(axis, a.at(i, j), h.at(constant(0), j)));
        });
        // C(a + i, j) = T(i, j)
        p.loop("i", 0, rest, i -> p.let(c.at(first.plus(i), j)).be(stack(axis, t.at(i, j))));
      });
    });
  }

  /** A matrix whose tiles are named along the axis first. */
  private record Plane(SymbolicMatrix matrix, Axis axis) {

    static Plane input(
        ProgramBuilder p, Axis axis, String name, Dimension along, Dimension across) {
      boolean rows = axis == Axis.ROWS;
      return new Plane(rows ? p.input(name, along, across) : p.input(name, across, along), axis);
    }

    static Plane output(
        ProgramBuilder p, Axis axis, String name, Dimension along, Dimension across) {
      boolean rows = axis == Axis.ROWS;
      return new Plane(rows ? p.output(name, along, across) : p.output(name, across, along), axis);
    }

    SymbolicTile at(Index along, Index across) {
      return axis == Axis.ROWS ? matrix.at(along, across) : matrix.at(across, along);
    }
  }
}
