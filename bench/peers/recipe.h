/*
 * What all peers of the comparison share: the matrices, entry by entry, and the words of their answers.
 *
 * gemm multiplies entry(1, ., .) by entry(2, ., .); getrf factors entry(1, ., .); potrf factors the symmetric matrix entry(1, max, min) + n I.
 * The scaled error is taken along one vector x of plus and minus ones, in the infinity norm:
 *   potrf: ||A x - L (L^T x)|| / (n ||A|| ||x|| eps)      gemm: ||C x - A (B x)|| / (n ||A|| ||B|| ||x|| eps)
 *   geqrf, of entry(1, ., .): ||A^T (A x) - R^T (R x)|| / (n ||A^T|| ||A|| ||x|| eps)
 *   getrf: ||P (A x) - L (U x)|| / (n ||A|| ||x|| eps)
 *   gesvd, of entry(1, ., .): ||A x - U (S (V^T x))|| / (n ||A|| ||x|| eps)
 *   syevd, of the symmetric matrix entry(1, max, min): ||A x - V (L (V^T x))|| / (n ||A|| ||x|| eps)
 *   values, the singular values alone: | ||s||_2 - ||A||_F | / (n ||A||_F eps)
 *   trsm, with the lower triangle of potrf's matrix, posv, with that matrix, and gesv, with entry(1, ., .), and B = entry(2, ., .):
 *     ||B x - A (X x)|| / (n ||A|| ||X|| ||x|| eps)
 *   potri and getri, the inverses of the same: ||x - A (X x)|| / (n ||A|| ||X|| ||x|| eps)
 *   syrk, of entry(1, ., .): ||C x - A^T (A x)|| / (n ||A^T|| ||A|| ||x|| eps)
 *   gelqf, of entry(1, ., .): ||A (A^T x) - L (L^T x)|| / (n ||A|| ||A^T|| ||x|| eps)
 *   gels, with the first n / 2 columns of entry(1, ., .) and of entry(2, ., .):
 *     ||A^T (B x - A (X x))|| / (n ||A^T|| ||B|| ||x|| eps)
 */
#ifndef RECIPE_H
#define RECIPE_H

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>

#define EPS (DBL_EPSILON / 2)

/* Entry (i, j) of matrix `which`, uniform on [-1/2, 1/2): the finaliser of splitmix64 over the two indices. */
static inline double entry(uint64_t which, uint64_t i, uint64_t j) {
  uint64_t z = which * 0x9E3779B97F4A7C15u + (i << 32 | j);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return (double)((z ^ (z >> 31)) >> 11) * 0x1p-53 - 0.5;
}

/* Entry (i, j) of the symmetric positive definite matrix of order n. */
static inline double spd_entry(uint64_t n, uint64_t i, uint64_t j) {
  return i > j ? entry(1, i, j) : i < j ? entry(1, j, i) : entry(1, i, i) + (double)n;
}

/* Entry (i, j) of the symmetric matrix. */
static inline double symmetric_entry(uint64_t i, uint64_t j) { return i > j ? entry(1, i, j) : entry(1, j, i); }

static inline double probe(uint64_t j) { return entry(3, j, 0) < 0 ? -1 : 1; }

static inline double norm_inf(const double *x, long n) {
  double norm = 0;
  for (long i = 0; i < n; i++) norm = fmax(norm, fabs(x[i]));
  return norm;
}

static inline void say_time(double seconds) { printf("time %.9f\n", seconds), fflush(stdout); }
static inline void say_error(double error) { printf("error %.3e\n", error), fflush(stdout); }

#endif
