package dev.lapwing.lambdapack;

import java.util.List;
import java.util.Optional;

/**
 * A matrix of a program: a family of tiles that are each written at most once.
 *
 * @param name unique in its program
 * @param role where its tiles come from and go to
 * @param extents the exclusive upper bound of every index; indices start at zero
 * @param rows the number of rows of a tile
 * @param columns the number of columns of a tile
 * @param structure which tiles of an output are written; the others are zero by definition
 * @param base for a version matrix, the name of the input matrix that version 0 stands for: index 0
 *     is the version, and tile (0, j, k) IS tile (j, k) of the base
 */
public record Matrix(
    String name,
    Role role,
    List<Expr> extents,
    Extent rows,
    Extent columns,
    Structure structure,
    Optional<String> base) {

  /** Where the tiles of a matrix come from and go to. */
  public enum Role {
    /** Given by the caller; no statement writes it. */
    INPUT,
    /** Kept for the caller. */
    OUTPUT,
    /** Lives during a run only. */
    SCRATCH
  }

  /**
   * Which tiles of an output matrix a program writes. The others are zero by definition: whoever
   * reads the matrix after the run reads zeros there. Inputs and scratch matrices are FULL.
   */
  public enum Structure {
    /** Every tile within the extents. */
    FULL,
    /** The tiles (j, k) with j at least k. */
    LOWER,
    /** The tiles (j, k) with j at most k. */
    UPPER;

    /** Whether tile (j, k) is among those that are written. */
    public boolean holds(long row, long column) {
      return switch (this) {
        case FULL -> true;
        case LOWER -> row >= column;
        case UPPER -> row <= column;
      };
    }
  }

  public Matrix {
    extents = List.copyOf(extents);
  }

  /** The number of indices of a tile. */
  public int rank() {
    return extents.size();
  }
}
