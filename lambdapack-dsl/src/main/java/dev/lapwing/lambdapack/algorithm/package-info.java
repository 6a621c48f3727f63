/**
 * The algorithms that ship with Lapwing, as LAMBDAPACK programs: one routine a file, no numerics
 * and no I/O. {@link dev.lapwing.lambdapack.algorithm.Algorithms} finds them by name.
 */
package dev.lapwing.lambdapack.algorithm;
