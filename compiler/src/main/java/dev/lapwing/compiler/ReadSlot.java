package dev.lapwing.compiler;

/**
 * One operand of one statement, and the query that finds the tasks that read a tile there.
 *
 * @param number its place among all operands of the program
 * @param statement the reading statement
 * @param operand its place among the operands of the statement
 * @param query the tasks that read the tile whose indices stand in the tile slots
 */
record ReadSlot(int number, BoundStatement statement, int operand, BoundQuery query) {

  Reference reference() {
    return statement.reads()[operand];
  }

  /** The position, among everything the reader reads, of the tile in the tile slots. */
  long position(long[] env, int firstTileSlot) {
    Reference reference = reference();
    long first = statement.positionOf(operand, env);
    return reference.isRange()
        ? first + reference.position(env, env[firstTileSlot + reference.dimension()])
        : first;
  }

  /** The position of a tile among everything the reader reads, or -1 if it is not read here. */
  long find(long[] env, Coordinates tile) {
    long within = reference().find(env, tile);
    return within < 0 ? -1 : statement.positionOf(operand, env) + within;
  }
}
