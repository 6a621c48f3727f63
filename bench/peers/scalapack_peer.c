/*
 * ScaLAPACK against Lapwing: pdpotrf, pdgemm, pdgeqrf, pdgelqf, pdgetrf, pdgesvd (with vectors, or the values alone),
 * pdsyevd, pdtrsm, pdposv, pdgesv, pdpotrf with pdpotri, pdgetrf with pdgetri, pdgels or pdsyrk on block-cyclic matrices,
 * one rank a core.
 *
 *   mpirun -np P scalapack_peer potrf|gemm|geqrf|gelqf|getrf|gesvd|values|syevd|trsm|posv|gesv|potri|getri|gels|syrk N BLOCK GRID_ROWS REPEATS
 *
 * GRID_ROWS divides P.
 *
 * The first repeat is a warm-up, and its time is not printed.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <mpi.h>
#include <stdlib.h>
#include <string.h>

#include "recipe.h"

void Cblacs_pinfo(int *, int *);
void Cblacs_get(int, int, int *);
void Cblacs_gridinit(int *, const char *, int, int);
void Cblacs_gridinfo(int, int *, int *, int *, int *);
int numroc_(const int *, const int *, const int *, const int *, const int *);
void descinit_(int *, const int *, const int *, const int *, const int *, const int *, const int *, const int *,
               const int *, int *);
void pdpotrf_(const char *, const int *, double *, const int *, const int *, const int *, int *);
void pdgeqrf_(const int *, const int *, double *, const int *, const int *, const int *, double *, double *,
              const int *, int *);
void pdgetrf_(const int *, const int *, double *, const int *, const int *, const int *, int *, int *);
void pdlapiv_(const char *, const char *, const char *, const int *, const int *, double *, const int *, const int *,
              const int *, const int *, const int *, const int *, const int *, int *);
void pdgemm_(const char *, const char *, const int *, const int *, const int *, const double *, const double *,
             const int *, const int *, const int *, const double *, const int *, const int *, const int *,
             const double *, double *, const int *, const int *, const int *);
void pdgemv_(const char *, const int *, const int *, const double *, const double *, const int *, const int *,
             const int *, const double *, const int *, const int *, const int *, const int *, const double *,
             double *, const int *, const int *, const int *, const int *);
void pdsymv_(const char *, const int *, const double *, const double *, const int *, const int *, const int *,
             const double *, const int *, const int *, const int *, const int *, const double *, double *,
             const int *, const int *, const int *, const int *);
void pdtrmv_(const char *, const char *, const char *, const int *, const double *, const int *, const int *,
             const int *, double *, const int *, const int *, const int *, const int *);
void pdgesvd_(const char *, const char *, const int *, const int *, double *, const int *, const int *, const int *,
              double *, double *, const int *, const int *, const int *, double *, const int *, const int *,
              const int *, double *, const int *, int *);
void pdsyevd_(const char *, const char *, const int *, double *, const int *, const int *, const int *, double *,
              double *, const int *, const int *, const int *, double *, const int *, int *, const int *, int *);
void pdgelqf_(const int *, const int *, double *, const int *, const int *, const int *, double *, double *,
              const int *, int *);
void pdtrsm_(const char *, const char *, const char *, const char *, const int *, const int *, const double *,
             const double *, const int *, const int *, const int *, double *, const int *, const int *, const int *);
void pdposv_(const char *, const int *, const int *, double *, const int *, const int *, const int *, double *,
             const int *, const int *, const int *, int *);
void pdgesv_(const int *, const int *, double *, const int *, const int *, const int *, int *, double *, const int *,
             const int *, const int *, int *);
void pdpotri_(const char *, const int *, double *, const int *, const int *, const int *, int *);
void pdgetri_(const int *, double *, const int *, const int *, const int *, const int *, double *, const int *, int *,
              const int *, int *);
void pdgels_(const char *, const int *, const int *, const int *, double *, const int *, const int *, const int *,
             double *, const int *, const int *, const int *, double *, const int *, int *);
void pdsyrk_(const char *, const char *, const int *, const int *, const double *, const double *, const int *,
             const int *, const int *, const double *, double *, const int *, const int *, const int *);
double pdlansy_(const char *, const char *, const int *, const double *, const int *, const int *, const int *,
                double *);
double pdlange_(const char *, const int *, const int *, const double *, const int *, const int *, const int *,
                double *);

static const int I0 = 0, I1 = 1;
static const double ONE = 1, ZERO = 0, MINUS_ONE = -1;
static int n, block, context, grid_rows, grid_columns, my_row, my_column, rank;

/* A distributed matrix: this rank's part of it, and how it is laid out. */
typedef struct {
  double *values;
  int rows, columns, description[9];
} distributed;

static distributed allocate(int columns) {
  distributed d;
  int info;
  d.rows = numroc_(&n, &block, &my_row, &I0, &grid_rows);
  d.columns = numroc_(&columns, &block, &my_column, &I0, &grid_columns);
  int leading = d.rows > 1 ? d.rows : 1;
  descinit_(d.description, &n, &columns, &block, &block, &I0, &I0, &context, &leading, &info);
  d.values = calloc((size_t)leading * (d.columns > 1 ? d.columns : 1), sizeof(double));
  if (!d.values || info) fprintf(stderr, "no room for a matrix of order %d\n", n), MPI_Abort(MPI_COMM_WORLD, 2);
  return d;
}

static long global_index(int local, int coordinate, int processes) {
  return ((long)(local / block) * processes + coordinate) * block + local % block;
}

/* which: 0 for the symmetric positive definite matrix, -1 for its lower triangle, 3 for the probe (one column), 4 for the symmetric one, else the general one. */
static void fill(distributed d, int which) {
  for (int j = 0; j < d.columns; j++) {
    for (int i = 0; i < d.rows; i++) {
      long row = global_index(i, my_row, grid_rows), column = global_index(j, my_column, grid_columns);
      d.values[i + (long)j * d.rows] =
          which == 0   ? spd_entry(n, row, column)
          : which == -1 ? (row < column ? 0 : spd_entry(n, row, column))
          : which == 3 ? probe(row)
          : which == 4 ? symmetric_entry(row, column)
                       : entry(which, row, column);
    }
  }
}

static distributed probe_vector(void) {
  distributed x = allocate(1);
  fill(x, 3);
  return x;
}

static double vector_norm(distributed x) {
  double mine = norm_inf(x.values, (long)x.rows * x.columns), norm;
  MPI_Allreduce(&mine, &norm, 1, MPI_DOUBLE, MPI_MAX, MPI_COMM_WORLD);
  return norm;
}

/* Which: I or 1, of the first columns. */
static double columns_norm(const char *which, distributed a, int columns) {
  double *work = malloc(sizeof(double) * (n + block));
  double norm = pdlange_(which, &n, &columns, a.values, &I1, &I1, a.description, work);
  free(work);
  return norm;
}

static double matrix_norm(distributed a) { return columns_norm("I", a, n); }

/* With the first rows and columns of op(A), A being as large as is said. */
static void multiply_part(const char *op, int rows, int columns, double alpha, distributed a, distributed x, double beta,
                          distributed y) {
  pdgemv_(op, &rows, &columns, &alpha, a.values, &I1, &I1, a.description, x.values, &I1, &I1, x.description, &I1, &beta,
          y.values, &I1, &I1, y.description, &I1);
}

static void multiply(double alpha, distributed a, distributed x, double beta, distributed y) {
  multiply_part("N", n, n, alpha, a, x, beta, y);
}

static double potrf_error(distributed l, distributed a) {
  distributed x = probe_vector(), y = probe_vector();
  fill(a, 0);
  pdtrmv_("L", "T", "N", &n, l.values, &I1, &I1, l.description, y.values, &I1, &I1, y.description, &I1);
  pdtrmv_("L", "N", "N", &n, l.values, &I1, &I1, l.description, y.values, &I1, &I1, y.description, &I1);
  pdsymv_("L", &n, &MINUS_ONE, a.values, &I1, &I1, a.description, x.values, &I1, &I1, x.description, &I1, &ONE,
          y.values, &I1, &I1, y.description, &I1);
  return vector_norm(y) / (n * matrix_norm(a) * EPS);
}

static double gemm_error(distributed a, distributed b, distributed c) {
  distributed x = probe_vector(), y = probe_vector(), r = probe_vector();
  multiply(ONE, b, x, ZERO, y);
  multiply(ONE, a, y, ZERO, r);
  multiply(MINUS_ONE, c, x, ONE, r);
  return vector_norm(r) / (n * matrix_norm(a) * matrix_norm(b) * EPS);
}

static double getrf_error(distributed lu, distributed a, const int *pivots) {
  distributed x = probe_vector(), y = probe_vector(), r = probe_vector();
  fill(a, 1);
  multiply(ONE, a, x, ZERO, r);
  /* as in pdgetrs: the pivots are a column that every process column has a copy of */
  int described[9] = {1, context, n + block * grid_rows, 1, block, 1, 0, my_column, block + lu.rows};
  pdlapiv_("F", "R", "C", &n, &I1, r.values, &I1, &I1, r.description, pivots, &I1, &I1, described, NULL);
  pdtrmv_("U", "N", "N", &n, lu.values, &I1, &I1, lu.description, y.values, &I1, &I1, y.description, &I1);
  pdtrmv_("L", "N", "U", &n, lu.values, &I1, &I1, lu.description, y.values, &I1, &I1, y.description, &I1);
  for (long i = 0; i < (long)r.rows * r.columns; i++) r.values[i] -= y.values[i];
  return vector_norm(r) / (n * matrix_norm(a) * EPS);
}

static double start(void) {
  MPI_Barrier(MPI_COMM_WORLD);
  return MPI_Wtime();
}

static void stop(double started, int repeat) {
  MPI_Barrier(MPI_COMM_WORLD);
  if (rank == 0 && repeat > 0) say_time(MPI_Wtime() - started);
}

static double run_potrf(int repeats) {
  distributed a = allocate(n), original = allocate(n);
  fill(original, 0);
  for (int repeat = 0; repeat <= repeats; repeat++) {
    int info;
    memcpy(a.values, original.values, sizeof(double) * a.rows * a.columns);
    double started = start();
    pdpotrf_("L", &n, a.values, &I1, &I1, a.description, &info);
    stop(started, repeat);
    if (info) fprintf(stderr, "pdpotrf: info = %d\n", info), MPI_Abort(MPI_COMM_WORLD, 3);
  }
  return potrf_error(a, original);
}

static double run_getrf(int repeats) {
  distributed a = allocate(n), original = allocate(n);
  int *pivots = malloc(sizeof(int) * (a.rows + block));
  fill(original, 1);
  for (int repeat = 0; repeat <= repeats; repeat++) {
    int info;
    memcpy(a.values, original.values, sizeof(double) * a.rows * a.columns);
    double started = start();
    pdgetrf_(&n, &n, a.values, &I1, &I1, a.description, pivots, &info);
    stop(started, repeat);
    if (info) fprintf(stderr, "pdgetrf: info = %d\n", info), MPI_Abort(MPI_COMM_WORLD, 3);
  }
  return getrf_error(a, original, pivots);
}

static double run_gemm(int repeats) {
  distributed a = allocate(n), b = allocate(n), c = allocate(n);
  fill(a, 1), fill(b, 2);
  for (int repeat = 0; repeat <= repeats; repeat++) {
    double started = start();
    pdgemm_("N", "N", &n, &n, &n, &ONE, a.values, &I1, &I1, a.description, b.values, &I1, &I1, b.description, &ZERO,
            c.values, &I1, &I1, c.description);
    stop(started, repeat);
  }
  return gemm_error(a, b, c);
}

static double geqrf_error(distributed r, distributed a) {
  distributed x = probe_vector(), y = allocate(1), z = probe_vector();
  multiply(ONE, a, x, ZERO, y);
  pdtrmv_("U", "N", "N", &n, r.values, &I1, &I1, r.description, z.values, &I1, &I1, z.description, &I1);
  pdtrmv_("U", "T", "N", &n, r.values, &I1, &I1, r.description, z.values, &I1, &I1, z.description, &I1);
  multiply_part("T", n, n, ONE, a, y, MINUS_ONE, z);
  return vector_norm(z) / (n * columns_norm("1", a, n) * matrix_norm(a) * EPS);
}

static double gelqf_error(distributed l, distributed a) {
  distributed x = probe_vector(), y = allocate(1), z = probe_vector();
  multiply_part("T", n, n, ONE, a, x, ZERO, y);
  pdtrmv_("L", "T", "N", &n, l.values, &I1, &I1, l.description, z.values, &I1, &I1, z.description, &I1);
  pdtrmv_("L", "N", "N", &n, l.values, &I1, &I1, l.description, z.values, &I1, &I1, z.description, &I1);
  multiply(ONE, a, y, MINUS_ONE, z);
  return vector_norm(z) / (n * columns_norm("1", a, n) * matrix_norm(a) * EPS);
}

typedef void factor_t(const int *, const int *, double *, const int *, const int *, const int *, double *, double *,
                      const int *, int *);

/* pdgeqrf, or pdgelqf, whose arguments are the same. */
static double run_orthogonal(int repeats, factor_t *factor, double (*error)(distributed, distributed)) {
  distributed a = allocate(n), original = allocate(n);
  int info, query = -1;
  double room, *tau = malloc(sizeof(double) * (a.rows + a.columns + block));
  fill(original, 1);
  factor(&n, &n, a.values, &I1, &I1, a.description, tau, &room, &query, &info);
  int length = (int)room;
  double *work = malloc(sizeof(double) * length);
  for (int repeat = 0; repeat <= repeats; repeat++) {
    memcpy(a.values, original.values, sizeof(double) * a.rows * a.columns);
    double started = start();
    factor(&n, &n, a.values, &I1, &I1, a.description, tau, work, &length, &info);
    stop(started, repeat);
    if (info) fprintf(stderr, "info = %d\n", info), MPI_Abort(MPI_COMM_WORLD, 3);
  }
  return error(a, original);
}

/* Solves with A, which is overwritten, for the columns of B, which become X; or inverts A. Not zero if it failed. */
typedef int solver_t(distributed a, distributed b);

static int solve_trsm(distributed a, distributed b) {
  pdtrsm_("L", "L", "N", "N", &n, &n, &ONE, a.values, &I1, &I1, a.description, b.values, &I1, &I1, b.description);
  return 0;
}

static int solve_posv(distributed a, distributed b) {
  int info;
  pdposv_("L", &n, &n, a.values, &I1, &I1, a.description, b.values, &I1, &I1, b.description, &info);
  return info;
}

static int solve_gesv(distributed a, distributed b) {
  int info, *pivots = malloc(sizeof(int) * (a.rows + block));
  pdgesv_(&n, &n, a.values, &I1, &I1, a.description, pivots, b.values, &I1, &I1, b.description, &info);
  free(pivots);
  return info;
}

static int invert_potri(distributed a, distributed unused) {
  int info;
  (void)unused;
  pdpotrf_("L", &n, a.values, &I1, &I1, a.description, &info);
  if (!info) pdpotri_("L", &n, a.values, &I1, &I1, a.description, &info);
  return info;
}

static int invert_getri(distributed a, distributed unused) {
  int info, query = -1, integer_room, answer, *pivots = malloc(sizeof(int) * (a.rows + block));
  double room;
  (void)unused;
  pdgetrf_(&n, &n, a.values, &I1, &I1, a.description, pivots, &info);
  pdgetri_(&n, a.values, &I1, &I1, a.description, pivots, &room, &query, &integer_room, &query, &answer);
  int length = (int)room, *integers = malloc(sizeof(int) * integer_room);
  double *work = malloc(sizeof(double) * length);
  if (!info)
    pdgetri_(&n, a.values, &I1, &I1, a.description, pivots, work, &length, integers, &integer_room, &info);
  free(work), free(integers), free(pivots);
  return info;
}

static int solve_gels(distributed a, distributed b) {
  int info, query = -1, half = n / 2;
  double room;
  pdgels_("N", &n, &half, &half, a.values, &I1, &I1, a.description, b.values, &I1, &I1, b.description, &room, &query,
          &info);
  int length = (int)room;
  double *work = malloc(sizeof(double) * length);
  pdgels_("N", &n, &half, &half, a.values, &I1, &I1, a.description, b.values, &I1, &I1, b.description, work, &length,
          &info);
  free(work);
  return info;
}

static void time_solver(int repeats, solver_t *solve, distributed a, distributed original, distributed x,
                        distributed b) {
  for (int repeat = 0; repeat <= repeats; repeat++) {
    memcpy(a.values, original.values, sizeof(double) * a.rows * a.columns);
    memcpy(x.values, b.values, sizeof(double) * b.rows * b.columns);
    double started = start();
    int info = solve(a, x);
    stop(started, repeat);
    if (info) fprintf(stderr, "info = %d\n", info), MPI_Abort(MPI_COMM_WORLD, 3);
  }
}

static double run_solver(int repeats, solver_t *solve, int which) {
  distributed a = allocate(n), original = allocate(n), x = allocate(n), b = allocate(n);
  distributed p = probe_vector(), y = allocate(1), r = allocate(1);
  fill(original, which), fill(b, 2);
  time_solver(repeats, solve, a, original, x, b);
  multiply(ONE, x, p, ZERO, y);
  multiply(ONE, b, p, ZERO, r);
  multiply(MINUS_ONE, original, y, ONE, r);
  return vector_norm(r) / (n * matrix_norm(original) * matrix_norm(x) * EPS);
}

static double run_inverse(int repeats, solver_t *invert, int which) {
  distributed a = allocate(n), original = allocate(n), unused = allocate(n);
  distributed p = probe_vector(), y = allocate(1), r = probe_vector();
  fill(original, which);
  time_solver(repeats, invert, a, original, unused, original);
  double norm = matrix_norm(a);
  if (which == 0) { /* the lower triangle alone is there */
    pdsymv_("L", &n, &ONE, a.values, &I1, &I1, a.description, p.values, &I1, &I1, p.description, &I1, &ZERO, y.values,
            &I1, &I1, y.description, &I1);
    double *work = malloc(sizeof(double) * 4 * (n + block * (grid_rows + grid_columns)));
    norm = pdlansy_("I", "L", &n, a.values, &I1, &I1, a.description, work);
    free(work);
  } else {
    multiply(ONE, a, p, ZERO, y);
  }
  multiply(MINUS_ONE, original, y, ONE, r);
  return vector_norm(r) / (n * matrix_norm(original) * norm * EPS);
}

static double run_gels(int repeats) {
  int half = n / 2;
  distributed a = allocate(n), original = allocate(n), x = allocate(n), b = allocate(n);
  distributed p = probe_vector(), y = allocate(1), r = allocate(1), z = allocate(1);
  fill(original, 1), fill(b, 2);
  time_solver(repeats, solve_gels, a, original, x, b);
  multiply_part("N", half, half, ONE, x, p, ZERO, y);
  multiply_part("N", n, half, ONE, b, p, ZERO, r);
  multiply_part("N", n, half, MINUS_ONE, original, y, ONE, r);
  multiply_part("T", n, half, ONE, original, r, ZERO, z);
  return vector_norm(z) / (n * columns_norm("1", original, half) * columns_norm("I", b, half) * EPS);
}

static double run_syrk(int repeats) {
  distributed a = allocate(n), c = allocate(n), p = probe_vector(), y = allocate(1), r = allocate(1);
  fill(a, 1);
  for (int repeat = 0; repeat <= repeats; repeat++) {
    double started = start();
    pdsyrk_("L", "T", &n, &n, &ONE, a.values, &I1, &I1, a.description, &ZERO, c.values, &I1, &I1, c.description);
    stop(started, repeat);
  }
  multiply(ONE, a, p, ZERO, y);
  multiply_part("T", n, n, ONE, a, y, ZERO, r);
  pdsymv_("L", &n, &MINUS_ONE, c.values, &I1, &I1, c.description, p.values, &I1, &I1, p.description, &I1, &ONE,
          r.values, &I1, &I1, r.description, &I1);
  return vector_norm(r) / (n * columns_norm("1", a, n) * matrix_norm(a) * EPS);
}

/* ||A x - U (d (V^T x))|| / (n ||A|| ||x|| eps), V^T given as it is or as V. */
static double spectral_error(distributed a, distributed u, const double *d, distributed v, const char *v_is) {
  distributed x = probe_vector(), y = probe_vector(), r = probe_vector();
  pdgemv_(v_is, &n, &n, &ONE, v.values, &I1, &I1, v.description, x.values, &I1, &I1, x.description, &I1, &ZERO,
          y.values, &I1, &I1, y.description, &I1);
  for (int i = 0; y.columns > 0 && i < y.rows; i++) y.values[i] *= d[global_index(i, my_row, grid_rows)];
  multiply(ONE, a, x, ZERO, r);
  multiply(MINUS_ONE, u, y, ONE, r);
  return vector_norm(r) / (n * matrix_norm(a) * EPS);
}

/* | ||s||_2 - ||A||_F | / (n ||A||_F eps) */
static double values_error(distributed a, const double *s) {
  long double mine = 0, of_a, of_s = 0;
  for (long i = 0; i < (long)a.rows * a.columns; i++) mine += (long double)a.values[i] * a.values[i];
  MPI_Allreduce(&mine, &of_a, 1, MPI_LONG_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
  for (int i = 0; i < n; i++) of_s += (long double)s[i] * s[i];
  return (double)(fabsl(sqrtl(of_s) - sqrtl(of_a)) / (n * sqrtl(of_a) * EPS));
}

static double run_gesvd(int repeats, const char *job) {
  distributed a = allocate(n), original = allocate(n), u = allocate(n), vt = allocate(n);
  int info, query = -1;
  double room, *s = malloc(sizeof(double) * n);
  fill(original, 1);
  pdgesvd_(job, job, &n, &n, a.values, &I1, &I1, a.description, s, u.values, &I1, &I1, u.description, vt.values, &I1,
           &I1, vt.description, &room, &query, &info);
  int length = (int)room;
  double *work = malloc(sizeof(double) * length);
  for (int repeat = 0; repeat <= repeats; repeat++) {
    memcpy(a.values, original.values, sizeof(double) * a.rows * a.columns);
    double started = start();
    pdgesvd_(job, job, &n, &n, a.values, &I1, &I1, a.description, s, u.values, &I1, &I1, u.description, vt.values, &I1,
             &I1, vt.description, work, &length, &info);
    stop(started, repeat);
    if (info) fprintf(stderr, "pdgesvd: info = %d\n", info), MPI_Abort(MPI_COMM_WORLD, 3);
  }
  return *job == 'N' ? values_error(original, s) : spectral_error(original, u, s, vt, "N");
}

static double run_syevd(int repeats) {
  distributed a = allocate(n), original = allocate(n), z = allocate(n);
  int info, query = -1, integer_room;
  double room, *w = malloc(sizeof(double) * n);
  fill(original, 4);
  pdsyevd_("V", "L", &n, a.values, &I1, &I1, a.description, w, z.values, &I1, &I1, z.description, &room, &query,
           &integer_room, &query, &info);
  /* Its answer to the query forgets the room that pdormtr needs with some grids. */
  int length = (int)room + 4 * block * (n + block), *integers = malloc(sizeof(int) * integer_room);
  double *work = malloc(sizeof(double) * length);
  for (int repeat = 0; repeat <= repeats; repeat++) {
    memcpy(a.values, original.values, sizeof(double) * a.rows * a.columns);
    double started = start();
    pdsyevd_("V", "L", &n, a.values, &I1, &I1, a.description, w, z.values, &I1, &I1, z.description, work, &length,
             integers, &integer_room, &info);
    stop(started, repeat);
    if (info) fprintf(stderr, "pdsyevd: info = %d\n", info), MPI_Abort(MPI_COMM_WORLD, 3);
  }
  return spectral_error(original, z, w, z, "T");
}

/* Which BLAS the dynamic linker really found. */
static void say_blas(int ranks) {
  char *(*config)(void) = (char *(*)(void))dlsym(RTLD_DEFAULT, "openblas_get_config");
  char *(*core)(void) = (char *(*)(void))dlsym(RTLD_DEFAULT, "openblas_get_corename");
  int (*threads)(void) = (int (*)(void))dlsym(RTLD_DEFAULT, "openblas_get_num_threads");
  if (config && core && threads) printf("runs %s; core %s; %d ranks of %d threads\n", config(), core(), ranks, threads());
  else printf("runs a BLAS that is not OpenBLAS; %d ranks\n", ranks);
}

int main(int argc, char **argv) {
  int ranks;
  MPI_Init(&argc, &argv);
  Cblacs_pinfo(&rank, &ranks);
  if (argc != 6) {
    if (rank == 0) fprintf(stderr, "usage: %s potrf|gemm|geqrf|gelqf|getrf|gesvd|values|syevd|trsm|posv|gesv|potri|getri|gels|syrk N BLOCK GRID_ROWS REPEATS\n", argv[0]);
    MPI_Abort(MPI_COMM_WORLD, 1);
  }
  n = atoi(argv[2]), block = atoi(argv[3]);
  Cblacs_get(-1, 0, &context);
  Cblacs_gridinit(&context, "Row", atoi(argv[4]), ranks / atoi(argv[4]));
  Cblacs_gridinfo(context, &grid_rows, &grid_columns, &my_row, &my_column);
  if (rank == 0) say_blas(ranks);
  int repeats = atoi(argv[5]);
  double error = strcmp(argv[1], "potrf") == 0   ? run_potrf(repeats)
                 : strcmp(argv[1], "geqrf") == 0 ? run_orthogonal(repeats, pdgeqrf_, geqrf_error)
                 : strcmp(argv[1], "gelqf") == 0 ? run_orthogonal(repeats, pdgelqf_, gelqf_error)
                 : strcmp(argv[1], "trsm") == 0  ? run_solver(repeats, solve_trsm, -1)
                 : strcmp(argv[1], "posv") == 0  ? run_solver(repeats, solve_posv, 0)
                 : strcmp(argv[1], "gesv") == 0  ? run_solver(repeats, solve_gesv, 1)
                 : strcmp(argv[1], "potri") == 0 ? run_inverse(repeats, invert_potri, 0)
                 : strcmp(argv[1], "getri") == 0 ? run_inverse(repeats, invert_getri, 1)
                 : strcmp(argv[1], "gels") == 0  ? run_gels(repeats)
                 : strcmp(argv[1], "syrk") == 0  ? run_syrk(repeats)
                 : strcmp(argv[1], "getrf") == 0 ? run_getrf(repeats)
                 : strcmp(argv[1], "gesvd") == 0 ? run_gesvd(repeats, "V")
                 : strcmp(argv[1], "values") == 0 ? run_gesvd(repeats, "N")
                 : strcmp(argv[1], "syevd") == 0 ? run_syevd(repeats)
                                                 : run_gemm(repeats);
  if (rank == 0) say_error(error);
  MPI_Finalize();
  return 0;
}
