/*
 * One threaded BLAS against Lapwing: dpotrf, dgemm, dgeqrf, dgelqf, dgetrf, dgesdd (with vectors, or the values alone),
 * dsyevd, dtrsm, dposv, dgesv, dpotrf with dpotri, dgetrf with dgetri, dgels or dsyrk on column-major matrices.
 *
 *   blas_peer LIBRARY THREADS potrf|gemm|geqrf|gelqf|getrf|gesvd|values|syevd|trsm|posv|gesv|potri|getri|gels|syrk N REPEATS
 *
 * LIBRARY is a libopenblas.so.0; libraries that it needs and that lie beside it are loaded from there.
 * The first repeat is a warm-up, and its time is not printed.
 */
#include <dlfcn.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "recipe.h"

typedef void potrf_t(const char *, const int *, double *, const int *, int *);
typedef void geqrf_t(const int *, const int *, double *, const int *, double *, double *, const int *, int *);
typedef void getrf_t(const int *, const int *, double *, const int *, int *, int *);
typedef void laswp_t(const int *, double *, const int *, const int *, const int *, const int *, const int *);
typedef void gemm_t(const char *, const char *, const int *, const int *, const int *, const double *, const double *,
                    const int *, const double *, const int *, const double *, double *, const int *);
typedef void gemv_t(const char *, const int *, const int *, const double *, const double *, const int *,
                    const double *, const int *, const double *, double *, const int *);
typedef void symv_t(const char *, const int *, const double *, const double *, const int *, const double *,
                    const int *, const double *, double *, const int *);
typedef void trmv_t(const char *, const char *, const char *, const int *, const double *, const int *, double *,
                    const int *);

typedef void gesdd_t(const char *, const int *, const int *, double *, const int *, double *, double *, const int *,
                     double *, const int *, double *, const int *, int *, int *);
typedef void syevd_t(const char *, const char *, const int *, double *, const int *, double *, double *, const int *,
                     int *, const int *, int *);

typedef void trsm_t(const char *, const char *, const char *, const char *, const int *, const int *, const double *,
                    const double *, const int *, double *, const int *);
typedef void posv_t(const char *, const int *, const int *, double *, const int *, double *, const int *, int *);
typedef void gesv_t(const int *, const int *, double *, const int *, int *, double *, const int *, int *);
typedef void potri_t(const char *, const int *, double *, const int *, int *);
typedef void getri_t(const int *, double *, const int *, const int *, double *, const int *, int *);
typedef void gels_t(const char *, const int *, const int *, const int *, double *, const int *, double *, const int *,
                    double *, const int *, int *);
typedef void syrk_t(const char *, const char *, const int *, const int *, const double *, const double *, const int *,
                    const double *, double *, const int *);

static void *library;
static const int ONE_I = 1;
static const double ONE = 1, ZERO = 0, MINUS_ONE = -1;

static void *symbol(const char *name) {
  void *address = dlsym(library, name);
  if (!address) fprintf(stderr, "%s\n", dlerror()), exit(2);
  return address;
}

static void load(char *path) {
  char *copy = strdup(path), *folder = dirname(copy), beside[4096];
  const char *needed[] = {"libquadmath.so.0", "libgfortran.so.5"};
  for (int i = 0; i < 2; i++) {
    snprintf(beside, sizeof beside, "%s/%s", folder, needed[i]);
    dlopen(beside, RTLD_NOW | RTLD_GLOBAL); /* where it is not there, the system's is taken */
  }
  library = dlopen(path, RTLD_NOW);
  if (!library) fprintf(stderr, "%s\n", dlerror()), exit(2);
  free(copy);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static double *matrix(long n) {
  double *a = aligned_alloc(64, (sizeof(double) * n * n + 63) / 64 * 64);
  if (!a) fprintf(stderr, "no memory for a matrix of order %ld\n", n), exit(2);
  return a;
}

static void fill_spd(double *a, long n) {
  for (long j = 0; j < n; j++)
    for (long i = 0; i < n; i++) a[i + j * n] = spd_entry(n, i, j);
}

static void fill(double *a, long n, int which) {
  for (long j = 0; j < n; j++)
    for (long i = 0; i < n; i++) a[i + j * n] = entry(which, i, j);
}

static void fill_lower(double *a, long n) {
  fill_spd(a, n);
  for (long j = 0; j < n; j++)
    for (long i = 0; i < j; i++) a[i + j * n] = 0;
}

static void fill_general(double *a, long n) { fill(a, n, 1); }

/* Of the first columns of a matrix. */
static double columns_norm_inf(const double *a, long n, long columns) {
  double *sums = calloc(n, sizeof(double)), norm;
  for (long j = 0; j < columns; j++)
    for (long i = 0; i < n; i++) sums[i] += fabs(a[i + j * n]);
  norm = norm_inf(sums, n);
  free(sums);
  return norm;
}

static double matrix_norm_inf(const double *a, long n) { return columns_norm_inf(a, n, n); }

static double *probe_vector(long n) {
  double *x = malloc(sizeof(double) * n);
  for (long j = 0; j < n; j++) x[j] = probe(j);
  return x;
}

static double potrf_error(const double *l, double *a, int n) {
  trmv_t *trmv = symbol("dtrmv_");
  symv_t *symv = symbol("dsymv_");
  double *x = probe_vector(n), *y = probe_vector(n);
  fill_spd(a, n);
  trmv("L", "T", "N", &n, l, &n, y, &ONE_I);
  trmv("L", "N", "N", &n, l, &n, y, &ONE_I);
  symv("L", &n, &MINUS_ONE, a, &n, x, &ONE_I, &ONE, y, &ONE_I);
  return norm_inf(y, n) / (n * matrix_norm_inf(a, n) * EPS);
}

static double gemm_error(const double *a, const double *b, const double *c, int n) {
  gemv_t *gemv = symbol("dgemv_");
  double *x = probe_vector(n), *y = probe_vector(n), *r = probe_vector(n);
  gemv("N", &n, &n, &ONE, b, &n, x, &ONE_I, &ZERO, y, &ONE_I);
  gemv("N", &n, &n, &ONE, a, &n, y, &ONE_I, &ZERO, r, &ONE_I);
  gemv("N", &n, &n, &MINUS_ONE, c, &n, x, &ONE_I, &ONE, r, &ONE_I);
  return norm_inf(r, n) / (n * matrix_norm_inf(a, n) * matrix_norm_inf(b, n) * EPS);
}

static double getrf_error(const double *lu, double *a, const int *pivots, int n) {
  trmv_t *trmv = symbol("dtrmv_");
  gemv_t *gemv = symbol("dgemv_");
  laswp_t *laswp = symbol("dlaswp_");
  double *x = probe_vector(n), *y = probe_vector(n), *r = probe_vector(n);
  gemv("N", &n, &n, &ONE, a, &n, x, &ONE_I, &ZERO, r, &ONE_I);
  laswp(&ONE_I, r, &n, &ONE_I, &n, pivots, &ONE_I);
  trmv("U", "N", "N", &n, lu, &n, y, &ONE_I);
  trmv("L", "N", "U", &n, lu, &n, y, &ONE_I);
  for (int i = 0; i < n; i++) r[i] -= y[i];
  return norm_inf(r, n) / (n * matrix_norm_inf(a, n) * EPS);
}

static void run_getrf(int n, int repeats) {
  getrf_t *getrf = symbol("dgetrf_");
  double *a = matrix(n), *original = matrix(n);
  int *pivots = malloc(sizeof(int) * n);
  fill(original, n, 1);
  for (int repeat = 0; repeat <= repeats; repeat++) {
    int info;
    memcpy(a, original, sizeof(double) * n * n);
    double start = now();
    getrf(&n, &n, a, &n, pivots, &info);
    if (repeat > 0) say_time(now() - start);
    if (info) fprintf(stderr, "dgetrf: info = %d\n", info), exit(3);
  }
  say_error(getrf_error(a, original, pivots, n));
}

static void run_potrf(int n, int repeats) {
  potrf_t *potrf = symbol("dpotrf_");
  double *a = matrix(n), *original = matrix(n);
  fill_spd(original, n);
  for (int repeat = 0; repeat <= repeats; repeat++) {
    int info;
    memcpy(a, original, sizeof(double) * n * n);
    double start = now();
    potrf("L", &n, a, &n, &info);
    if (repeat > 0) say_time(now() - start);
    if (info) fprintf(stderr, "dpotrf: info = %d\n", info), exit(3);
  }
  say_error(potrf_error(a, original, n));
}

static void run_gemm(int n, int repeats) {
  gemm_t *gemm = symbol("dgemm_");
  double *a = matrix(n), *b = matrix(n), *c = matrix(n);
  fill(a, n, 1), fill(b, n, 2), memset(c, 0, sizeof(double) * n * n);
  for (int repeat = 0; repeat <= repeats; repeat++) {
    double start = now();
    gemm("N", "N", &n, &n, &n, &ONE, a, &n, b, &n, &ZERO, c, &n);
    if (repeat > 0) say_time(now() - start);
  }
  say_error(gemm_error(a, b, c, n));
}

/* Of the first columns of a matrix. */
static double columns_norm_one(const double *a, long n, long columns) {
  double norm = 0;
  for (long j = 0; j < columns; j++) {
    double sum = 0;
    for (long i = 0; i < n; i++) sum += fabs(a[i + j * n]);
    norm = fmax(norm, sum);
  }
  return norm;
}

static double matrix_norm_one(const double *a, long n) { return columns_norm_one(a, n, n); }

static double geqrf_error(const double *r, const double *a, int n) {
  gemv_t *gemv = symbol("dgemv_");
  trmv_t *trmv = symbol("dtrmv_");
  double *x = probe_vector(n), *y = probe_vector(n), *z = probe_vector(n);
  gemv("N", &n, &n, &ONE, a, &n, x, &ONE_I, &ZERO, y, &ONE_I);
  trmv("U", "N", "N", &n, r, &n, z, &ONE_I);
  trmv("U", "T", "N", &n, r, &n, z, &ONE_I);
  gemv("T", &n, &n, &ONE, a, &n, y, &ONE_I, &MINUS_ONE, z, &ONE_I);
  return norm_inf(z, n) / (n * matrix_norm_one(a, n) * matrix_norm_inf(a, n) * EPS);
}

static double gelqf_error(const double *l, const double *a, int n) {
  gemv_t *gemv = symbol("dgemv_");
  trmv_t *trmv = symbol("dtrmv_");
  double *x = probe_vector(n), *y = probe_vector(n), *z = probe_vector(n);
  gemv("T", &n, &n, &ONE, a, &n, x, &ONE_I, &ZERO, y, &ONE_I);
  trmv("L", "T", "N", &n, l, &n, z, &ONE_I);
  trmv("L", "N", "N", &n, l, &n, z, &ONE_I);
  gemv("N", &n, &n, &ONE, a, &n, y, &ONE_I, &MINUS_ONE, z, &ONE_I);
  return norm_inf(z, n) / (n * matrix_norm_one(a, n) * matrix_norm_inf(a, n) * EPS);
}

/* dgeqrf, or dgelqf, whose arguments are the same. */
static void run_orthogonal(int n, int repeats, const char *name, double (*error)(const double *, const double *, int)) {
  geqrf_t *factor = symbol(name);
  double *a = matrix(n), *original = matrix(n), *tau = malloc(sizeof(double) * n), room;
  int info, query = -1;
  fill(original, n, 1);
  factor(&n, &n, a, &n, tau, &room, &query, &info);
  int length = (int)room;
  double *work = malloc(sizeof(double) * length);
  for (int repeat = 0; repeat <= repeats; repeat++) {
    memcpy(a, original, sizeof(double) * n * n);
    double start = now();
    factor(&n, &n, a, &n, tau, work, &length, &info);
    if (repeat > 0) say_time(now() - start);
    if (info) fprintf(stderr, "%s: info = %d\n", name, info), exit(3);
  }
  say_error(error(a, original, n));
}

/* Solves with A, which is overwritten, for the columns of B, which become X; or inverts A. Not zero if it failed. */
typedef int solver_t(int n, double *a, double *b);

static int solve_trsm(int n, double *a, double *b) {
  ((trsm_t *)symbol("dtrsm_"))("L", "L", "N", "N", &n, &n, &ONE, a, &n, b, &n);
  return 0;
}

static int solve_posv(int n, double *a, double *b) {
  int info;
  ((posv_t *)symbol("dposv_"))("L", &n, &n, a, &n, b, &n, &info);
  return info;
}

static int solve_gesv(int n, double *a, double *b) {
  int info, *pivots = malloc(sizeof(int) * n);
  ((gesv_t *)symbol("dgesv_"))(&n, &n, a, &n, pivots, b, &n, &info);
  free(pivots);
  return info;
}

static int invert_potri(int n, double *a, double *unused) {
  int info;
  (void)unused;
  ((potrf_t *)symbol("dpotrf_"))("L", &n, a, &n, &info);
  if (!info) ((potri_t *)symbol("dpotri_"))("L", &n, a, &n, &info);
  return info;
}

static int invert_getri(int n, double *a, double *unused) {
  getri_t *getri = symbol("dgetri_");
  int info, query = -1, *pivots = malloc(sizeof(int) * n);
  double room;
  (void)unused;
  ((getrf_t *)symbol("dgetrf_"))(&n, &n, a, &n, pivots, &info);
  getri(&n, a, &n, pivots, &room, &query, &query);
  int length = (int)room;
  double *work = malloc(sizeof(double) * length);
  if (!info) getri(&n, a, &n, pivots, work, &length, &info);
  free(work), free(pivots);
  return info;
}

static int solve_gels(int n, double *a, double *b) {
  gels_t *gels = symbol("dgels_");
  int info, query = -1, half = n / 2;
  double room;
  gels("N", &n, &half, &half, a, &n, b, &n, &room, &query, &info);
  int length = (int)room;
  double *work = malloc(sizeof(double) * length);
  gels("N", &n, &half, &half, a, &n, b, &n, work, &length, &info);
  free(work);
  return info;
}

static void time_solver(int n, int repeats, solver_t *solve, double *a, const double *original, double *x,
                        const double *b) {
  for (int repeat = 0; repeat <= repeats; repeat++) {
    memcpy(a, original, sizeof(double) * n * n);
    memcpy(x, b, sizeof(double) * n * n);
    double start = now();
    int info = solve(n, a, x);
    if (repeat > 0) say_time(now() - start);
    if (info) fprintf(stderr, "info = %d\n", info), exit(3);
  }
}

static void run_solver(int n, int repeats, solver_t *solve, void (*fill_a)(double *, long)) {
  gemv_t *gemv = symbol("dgemv_");
  double *a = matrix(n), *original = matrix(n), *x = matrix(n), *b = matrix(n);
  double *p = probe_vector(n), *y = probe_vector(n), *r = probe_vector(n);
  fill_a(original, n), fill(b, n, 2);
  time_solver(n, repeats, solve, a, original, x, b);
  gemv("N", &n, &n, &ONE, x, &n, p, &ONE_I, &ZERO, y, &ONE_I);
  gemv("N", &n, &n, &ONE, b, &n, p, &ONE_I, &ZERO, r, &ONE_I);
  gemv("N", &n, &n, &MINUS_ONE, original, &n, y, &ONE_I, &ONE, r, &ONE_I);
  say_error(norm_inf(r, n) / (n * matrix_norm_inf(original, n) * matrix_norm_inf(x, n) * EPS));
}

static void run_inverse(int n, int repeats, solver_t *invert, void (*fill_a)(double *, long), int symmetric) {
  gemv_t *gemv = symbol("dgemv_");
  double *a = matrix(n), *original = matrix(n), *unused = matrix(n);
  double *y = probe_vector(n), *r = probe_vector(n), *p = probe_vector(n);
  fill_a(original, n), memset(unused, 0, sizeof(double) * n * n);
  time_solver(n, repeats, invert, a, original, unused, original);
  for (long j = 0; symmetric && j < n; j++)
    for (long i = 0; i < j; i++) a[i + j * n] = a[j + i * n];
  gemv("N", &n, &n, &ONE, a, &n, p, &ONE_I, &ZERO, y, &ONE_I);
  gemv("N", &n, &n, &MINUS_ONE, original, &n, y, &ONE_I, &ONE, r, &ONE_I);
  say_error(norm_inf(r, n) / (n * matrix_norm_inf(original, n) * matrix_norm_inf(a, n) * EPS));
}

static void run_gels(int n, int repeats) {
  gemv_t *gemv = symbol("dgemv_");
  int half = n / 2;
  double *a = matrix(n), *original = matrix(n), *x = matrix(n), *b = matrix(n);
  double *p = probe_vector(n), *y = probe_vector(n), *r = probe_vector(n), *z = probe_vector(n);
  fill(original, n, 1), fill(b, n, 2);
  time_solver(n, repeats, solve_gels, a, original, x, b);
  gemv("N", &half, &half, &ONE, x, &n, p, &ONE_I, &ZERO, y, &ONE_I);
  gemv("N", &n, &half, &ONE, b, &n, p, &ONE_I, &ZERO, r, &ONE_I);
  gemv("N", &n, &half, &MINUS_ONE, original, &n, y, &ONE_I, &ONE, r, &ONE_I);
  gemv("T", &n, &half, &ONE, original, &n, r, &ONE_I, &ZERO, z, &ONE_I);
  say_error(norm_inf(z, half) / (n * columns_norm_one(original, n, half) * columns_norm_inf(b, n, half) * EPS));
}

static void run_syrk(int n, int repeats) {
  syrk_t *syrk = symbol("dsyrk_");
  gemv_t *gemv = symbol("dgemv_");
  double *a = matrix(n), *c = matrix(n), *p = probe_vector(n), *y = probe_vector(n), *r = probe_vector(n);
  fill(a, n, 1), memset(c, 0, sizeof(double) * n * n);
  for (int repeat = 0; repeat <= repeats; repeat++) {
    double start = now();
    syrk("L", "T", &n, &n, &ONE, a, &n, &ZERO, c, &n);
    if (repeat > 0) say_time(now() - start);
  }
  gemv("N", &n, &n, &ONE, a, &n, p, &ONE_I, &ZERO, y, &ONE_I);
  gemv("T", &n, &n, &ONE, a, &n, y, &ONE_I, &ZERO, r, &ONE_I);
  ((symv_t *)symbol("dsymv_"))("L", &n, &MINUS_ONE, c, &n, p, &ONE_I, &ONE, r, &ONE_I);
  say_error(norm_inf(r, n) / (n * matrix_norm_one(a, n) * matrix_norm_inf(a, n) * EPS));
}

/* ||A x - U (d (V^T x))|| / (n ||A|| ||x|| eps), V^T given as it is or as V. */
static double spectral_error(const double *a, const double *u, const double *d, const double *v, const char *v_is, int n) {
  gemv_t *gemv = symbol("dgemv_");
  double *x = probe_vector(n), *y = probe_vector(n), *r = probe_vector(n);
  gemv(v_is, &n, &n, &ONE, v, &n, x, &ONE_I, &ZERO, y, &ONE_I);
  for (int i = 0; i < n; i++) y[i] *= d[i];
  gemv("N", &n, &n, &ONE, a, &n, x, &ONE_I, &ZERO, r, &ONE_I);
  gemv("N", &n, &n, &MINUS_ONE, u, &n, y, &ONE_I, &ONE, r, &ONE_I);
  return norm_inf(r, n) / (n * matrix_norm_inf(a, n) * EPS);
}

/* | ||s||_2 - ||A||_F | / (n ||A||_F eps) */
static double values_error(const double *a, const double *s, int n) {
  long double of_a = 0, of_s = 0;
  for (long i = 0; i < (long)n * n; i++) of_a += (long double)a[i] * a[i];
  for (int i = 0; i < n; i++) of_s += (long double)s[i] * s[i];
  return (double)(fabsl(sqrtl(of_s) - sqrtl(of_a)) / (n * sqrtl(of_a) * EPS));
}

static void run_gesvd(int n, int repeats, const char *job) {
  gesdd_t *gesdd = symbol("dgesdd_");
  double *a = matrix(n), *original = matrix(n), *u = matrix(n), *vt = matrix(n), *s = malloc(sizeof(double) * n), room;
  int info, query = -1, *integers = malloc(sizeof(int) * 8 * n);
  fill(original, n, 1);
  gesdd(job, &n, &n, a, &n, s, u, &n, vt, &n, &room, &query, integers, &info);
  int length = (int)room;
  double *work = malloc(sizeof(double) * length);
  for (int repeat = 0; repeat <= repeats; repeat++) {
    memcpy(a, original, sizeof(double) * n * n);
    double start = now();
    gesdd(job, &n, &n, a, &n, s, u, &n, vt, &n, work, &length, integers, &info);
    if (repeat > 0) say_time(now() - start);
    if (info) fprintf(stderr, "dgesdd: info = %d\n", info), exit(3);
  }
  say_error(*job == 'N' ? values_error(original, s, n) : spectral_error(original, u, s, vt, "N", n));
}

static void run_syevd(int n, int repeats) {
  syevd_t *syevd = symbol("dsyevd_");
  double *a = matrix(n), *original = matrix(n), *w = malloc(sizeof(double) * n), room;
  int info, query = -1, integer_room;
  for (long j = 0; j < n; j++)
    for (long i = 0; i < n; i++) original[i + j * n] = symmetric_entry(i, j);
  syevd("V", "L", &n, a, &n, w, &room, &query, &integer_room, &query, &info);
  int length = (int)room, *integers = malloc(sizeof(int) * integer_room);
  double *work = malloc(sizeof(double) * length);
  for (int repeat = 0; repeat <= repeats; repeat++) {
    memcpy(a, original, sizeof(double) * n * n);
    double start = now();
    syevd("V", "L", &n, a, &n, w, work, &length, integers, &integer_room, &info);
    if (repeat > 0) say_time(now() - start);
    if (info) fprintf(stderr, "dsyevd: info = %d\n", info), exit(3);
  }
  say_error(spectral_error(original, a, w, a, "T", n));
}

int main(int argc, char **argv) {
  if (argc != 6) fprintf(stderr, "usage: %s LIBRARY THREADS potrf|gemm|geqrf|gelqf|getrf|gesvd|values|syevd|trsm|posv|gesv|potri|getri|gels|syrk N REPEATS\n", argv[0]), exit(1);
  load(argv[1]);
  int threads = atoi(argv[2]), n = atoi(argv[4]), repeats = atoi(argv[5]);
  ((void (*)(int))symbol("openblas_set_num_threads"))(threads);
  printf("runs %s; core %s; %d threads\n", ((char *(*)(void))symbol("openblas_get_config"))(),
         ((char *(*)(void))symbol("openblas_get_corename"))(), ((int (*)(void))symbol("openblas_get_num_threads"))());
  if (strcmp(argv[3], "potrf") == 0) run_potrf(n, repeats);
  else if (strcmp(argv[3], "geqrf") == 0) run_orthogonal(n, repeats, "dgeqrf_", geqrf_error);
  else if (strcmp(argv[3], "gelqf") == 0) run_orthogonal(n, repeats, "dgelqf_", gelqf_error);
  else if (strcmp(argv[3], "getrf") == 0) run_getrf(n, repeats);
  else if (strcmp(argv[3], "gesvd") == 0) run_gesvd(n, repeats, "S");
  else if (strcmp(argv[3], "values") == 0) run_gesvd(n, repeats, "N");
  else if (strcmp(argv[3], "syevd") == 0) run_syevd(n, repeats);
  else if (strcmp(argv[3], "trsm") == 0) run_solver(n, repeats, solve_trsm, fill_lower);
  else if (strcmp(argv[3], "posv") == 0) run_solver(n, repeats, solve_posv, fill_spd);
  else if (strcmp(argv[3], "gesv") == 0) run_solver(n, repeats, solve_gesv, fill_general);
  else if (strcmp(argv[3], "potri") == 0) run_inverse(n, repeats, invert_potri, fill_spd, 1);
  else if (strcmp(argv[3], "getri") == 0) run_inverse(n, repeats, invert_getri, fill_general, 0);
  else if (strcmp(argv[3], "gels") == 0) run_gels(n, repeats);
  else if (strcmp(argv[3], "syrk") == 0) run_syrk(n, repeats);
  else run_gemm(n, repeats);
  return 0;
}
