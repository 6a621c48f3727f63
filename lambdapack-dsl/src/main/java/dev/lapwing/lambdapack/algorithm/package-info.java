/**
 * The algorithms that ship with Lapwing, as LAMBDAPACK programs: one routine a file, no numerics
 * and no I/O.
 */
package dev.lapwing.lambdapack.algorithm;
