/*
 * ScaLAPACK against Lapwing: pdpotrf, pdgemm, pdgeqrf, pdgetrf, pdgesvd (with vectors, or the values alone) or pdsyevd
 * on block-cyclic matrices, one rank a core.
 *
 *   mpirun -np P scalapack_peer potrf|gemm|geqrf|getrf|gesvd|values|syevd N BLOCK GRID_ROWS REPEATS
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

/* which: 0 for the symmetric positive definite matrix, 3 for the probe (one column), 4 for the symmetric one, else the general one. */
static void fill(distributed d, int which) {
  for (int j = 0; j < d.columns; j++) {
    for (int i = 0; i < d.rows; i++) {
      long row = global_index(i, my_row, grid_rows), column = global_index(j, my_column, grid_columns);
      d.values[i + (long)j * d.rows] =
          which == 0   ? spd_entry(n, row, column)
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

static double matrix_norm(distributed a) {
  double *work = malloc(sizeof(double) * (n + block));
  double norm = pdlange_("I", &n, &n, a.values, &I1, &I1, a.description, work);
  free(work);
  return norm;
}

static void multiply(double alpha, distributed a, distributed x, double beta, distributed y) {
  pdgemv_("N", &n, &n, &alpha, a.values, &I1, &I1, a.description, x.values, &I1, &I1, x.description, &I1, &beta,
          y.values, &I1, &I1, y.description, &I1);
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
  pdgemv_("T", &n, &n, &ONE, a.values, &I1, &I1, a.description, y.values, &I1, &I1, y.description, &I1, &MINUS_ONE,
          z.values, &I1, &I1, z.description, &I1);
  double *work = malloc(sizeof(double) * (n + block));
  double norm = pdlange_("1", &n, &n, a.values, &I1, &I1, a.description, work);
  free(work);
  return vector_norm(z) / (n * norm * matrix_norm(a) * EPS);
}

static double run_geqrf(int repeats) {
  distributed a = allocate(n), original = allocate(n);
  int info, query = -1;
  double room, *tau = malloc(sizeof(double) * (a.columns + block));
  fill(original, 1);
  pdgeqrf_(&n, &n, a.values, &I1, &I1, a.description, tau, &room, &query, &info);
  int length = (int)room;
  double *work = malloc(sizeof(double) * length);
  for (int repeat = 0; repeat <= repeats; repeat++) {
    memcpy(a.values, original.values, sizeof(double) * a.rows * a.columns);
    double started = start();
    pdgeqrf_(&n, &n, a.values, &I1, &I1, a.description, tau, work, &length, &info);
    stop(started, repeat);
    if (info) fprintf(stderr, "pdgeqrf: info = %d\n", info), MPI_Abort(MPI_COMM_WORLD, 3);
  }
  return geqrf_error(a, original);
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
    if (rank == 0) fprintf(stderr, "usage: %s potrf|gemm|geqrf|getrf|gesvd|values|syevd N BLOCK GRID_ROWS REPEATS\n", argv[0]);
    MPI_Abort(MPI_COMM_WORLD, 1);
  }
  n = atoi(argv[2]), block = atoi(argv[3]);
  Cblacs_get(-1, 0, &context);
  Cblacs_gridinit(&context, "Row", atoi(argv[4]), ranks / atoi(argv[4]));
  Cblacs_gridinfo(context, &grid_rows, &grid_columns, &my_row, &my_column);
  if (rank == 0) say_blas(ranks);
  int repeats = atoi(argv[5]);
  double error = strcmp(argv[1], "potrf") == 0   ? run_potrf(repeats)
                 : strcmp(argv[1], "geqrf") == 0 ? run_geqrf(repeats)
                 : strcmp(argv[1], "getrf") == 0 ? run_getrf(repeats)
                 : strcmp(argv[1], "gesvd") == 0 ? run_gesvd(repeats, "V")
                 : strcmp(argv[1], "values") == 0 ? run_gesvd(repeats, "N")
                 : strcmp(argv[1], "syevd") == 0 ? run_syevd(repeats)
                                                 : run_gemm(repeats);
  if (rank == 0) say_error(error);
  MPI_Finalize();
  return 0;
}
