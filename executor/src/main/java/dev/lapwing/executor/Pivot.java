package dev.lapwing.executor;

import java.io.Serializable;

/**
 * The diagonal entry of a matrix at which an operation could not go on.
 *
 * @param matrix the matrix, by its name in the program
 * @param order its row within the whole matrix, from one: the order of the leading minor that it
 *     completes
 * @param tileRow the row of its tile, from zero
 * @param tileColumn the column of its tile, from zero
 * @param localOrder its row within the tile, from one, as LAPACK's {@code info}
 */
public record Pivot(String matrix, long order, long tileRow, long tileColumn, int localOrder)
    implements Serializable {}
