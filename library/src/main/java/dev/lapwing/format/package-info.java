/** Matrices in files: NumPy's .npy, Matrix Market, CSV; read and written as streams. */
package dev.lapwing.format;
