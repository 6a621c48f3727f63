/**
 * LAMBDAPACK, the language of Lapwing: blocked algorithms as loops over tiles.
 *
 * <p>A {@link dev.lapwing.lambdapack.Program} is written with {@code Program.define}, which records
 * ordinary Java code once, and is held as one sealed, immutable tree of records. Nothing here
 * computes on numbers or touches storage: the compiler turns a program into a task graph, the
 * executor runs it.
 */
package dev.lapwing.lambdapack;
