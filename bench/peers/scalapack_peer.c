/*
 * ScaLAPACK against Lapwing: pdpotrf, pdgemm, pdgeqrf or pdgetrf on block-cyclic matrices, one rank a core.
 *
 *   mpirun -np P scalapack_peer potrf|gemm|geqrf|getrf N BLOCK GRID_ROWS REPEATS       (GRID_ROWS divides P)
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

/* which: 0 for the symmetric positive definite matrix, 3 for the probe (one column), else the general one. */
static void fill(distributed d, int which) {
  for (int j = 0; j < d.columns; j++) {
    for (int i = 0; i < d.rows; i++) {
      long row = global_index(i, my_row, grid_rows), column = global_index(j, my_column, grid_columns);
      d.values[i + (long)j * d.rows] =
          which == 0 ? spd_entry(n, row, column) : which == 3 ? probe(row) : entry(which, row, column);
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
    if (rank == 0) fprintf(stderr, "usage: %s potrf|gemm|geqrf|getrf N BLOCK GRID_ROWS REPEATS\n", argv[0]);
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
                                                 : run_gemm(repeats);
  if (rank == 0) say_error(error);
  MPI_Finalize();
  return 0;
}
