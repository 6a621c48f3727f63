package dev.lapwing.compiler;

/**
 * One output of one statement, and the query that finds the task that writes a tile there.
 *
 * @param statement the writing statement
 * @param output its place among the outputs of the statement
 * @param query the tasks that write the tile whose indices stand in the tile slots
 */
record WriteSlot(BoundStatement statement, int output, BoundQuery query) {}
