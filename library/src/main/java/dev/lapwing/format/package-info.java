/**
 * Matrices in files: NumPy's .npy, Matrix Market and CSV, read into tiles and written from tiles as
 * streams, never whole in memory.
 */
package dev.lapwing.format;
