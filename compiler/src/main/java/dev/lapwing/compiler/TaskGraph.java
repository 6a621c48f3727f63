package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Sizes;
import java.util.function.LongConsumer;

/**
 * The task graph of a compiled program at given sizes, held as dependence queries and never
 * unrolled: every answer is computed from the program when it is asked for.
 *
 * <p>A task is named by a {@code long}: its statement and the values of its loop indices, packed in
 * mixed radix over the box that encloses the statement's iterations. A tile is named by a {@code
 * long} in the same way; tile (0, j, k) of a version matrix has the name of tile (j, k) of its
 * base. Both names depend only on the program and the sizes, so every executor computes the same.
 *
 * <p>An edge leads from the task that writes a tile to a task that reads it; two tasks share at
 * most one edge, whatever the number of tiles between them. The number of an edge is the position
 * of the first such tile among everything that the reader reads (operands in order, a range
 * unrolled), so that the edges of a task have distinct small numbers that writer and reader agree
 * on.
 *
 * <p>Instances are immutable and safe to share between threads.
 */
public interface TaskGraph {

  /** The sizes that this graph was made for. */
  Sizes sizes();

  /** The number of tasks. */
  long taskCount();

  /** The number of tasks of one statement. */
  long taskCount(int statement);

  /** All tasks, in the program's sequential order. */
  void forEachTask(LongConsumer visitor);

  /** The tasks without parents. */
  void forEachRoot(LongConsumer visitor);

  /** The tasks without children: when all of them are done, the run is done. */
  void forEachTerminal(LongConsumer visitor);

  /** The tasks that read a tile which {@code task} writes, each once, with the edge's number. */
  void forEachChild(long task, EdgeVisitor visitor);

  /** The tasks that write a tile which {@code task} reads, each once, with the edge's number. */
  void forEachParent(long task, EdgeVisitor visitor);

  /** The number of parents of a task. */
  int inDegree(long task);

  /** The number of tasks that read a tile. */
  int readerCount(long tile);

  /** The tasks that read a tile, each once. */
  void forEachReader(long tile, LongConsumer visitor);

  /** The task that writes a tile, or -1 for a tile of an input matrix. */
  long writer(long tile);

  /** Whether a number names a task: not all numbers between those that do are names. */
  boolean isTask(long number);

  /** The kernel call that a task stands for. */
  TaskCall call(long task);

  /** The statement of a task. */
  int statement(long task);

  /** The task of a statement at given loop indices, outermost first. */
  long task(int statement, long... indices);

  /** The loop indices of a task, outermost first. */
  long[] indices(long task);

  /** A tile by matrix and indices. */
  long tile(String matrix, long... indices);

  /** The matrix and indices of a tile. */
  TileAddress address(long tile);

  /**
   * How urgent a task is: the estimated cost of the longest path from it to the end of the run, in
   * floating-point operations. Larger is more urgent.
   */
  double urgency(long task);

  /** A task in the words of the program: {@code gemm(i=0, j=3, k=2) at Cholesky.java:31}. */
  String describeTask(long task);

  /** A tile in the words of the program: {@code S[1, 3, 2]}. */
  String describeTile(long tile);

  /** Receives one neighbour of a task. */
  @FunctionalInterface
  interface EdgeVisitor {
    /** One neighbour, and the number of the edge among the reader's edges. */
    void visit(long task, int edge);
  }
}
