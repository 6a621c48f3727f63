/**
 * The plainest possible meaning of a program, for tests: an interpreter that runs statements one by
 * one in sequential order, and naive kernels on {@code double[][]} tiles.
 */
package dev.lapwing.lambdapack.reference;
