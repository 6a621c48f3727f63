"""Dask against Lapwing: da.linalg.cholesky, lu, solve_triangular, solve and inv, da.matmul, or da.linalg.qr and svd of a
tall matrix, on chunked arrays, one BLAS thread a task.

    dask_peer.py potrf|gemm|getrf|trsm|posv|gesv|getri|tsqr|tssvd N CHUNK THREADS REPEATS

A tall matrix has 64 N rows in chunks of all N columns.

The matrices, the scaled error and the words of the answer are those of recipe.h.
The first repeat is a warm-up, and its time is not printed.
"""

import os
import sys
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import dask  # noqa: E402  (the BLAS reads its threads when it is loaded)
import dask.array as da  # noqa: E402
import numpy as np  # noqa: E402
import scipy.linalg  # noqa: E402, F401  (Dask's Cholesky calls it)
import threadpoolctl  # noqa: E402

EPS = np.finfo(np.float64).eps / 2


def entries(which, i, j):
    """Uniform on [-1/2, 1/2): the finaliser of splitmix64 over the two indices."""
    i, j = np.uint64(i), np.uint64(j)
    base = np.uint64(which * 0x9E3779B97F4A7C15 % 2**64)
    with np.errstate(over="ignore"):
        z = base + (i << np.uint64(32) | j)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z ^= z >> np.uint64(31)
    return (z >> np.uint64(11)).astype(np.float64) * 2.0**-53 - 0.5


def general(which, i, j, n):
    return entries(which, i, j)


def spd(which, i, j, n):
    return entries(1, np.maximum(i, j), np.minimum(i, j)) + n * (i == j)


def lower(which, i, j, n):
    return np.where(i < j, 0, spd(which, i, j, n))


SOLVERS = {"trsm": lower, "posv": spd, "gesv": general, "getri": general}


def solve(op, a, b):
    if op == "trsm":
        return da.linalg.solve_triangular(a, b, lower=True)
    if op == "posv":
        return da.linalg.solve(a, b, assume_a="pos")
    return da.linalg.solve(a, b) if op == "gesv" else da.linalg.inv(a)


def tall(n, chunk):
    def block(block_info=None):
        (r0, r1), _ = block_info[None]["array-location"]
        return entries(1, np.arange(r0, r1)[:, None], np.arange(n)[None, :])

    cuts = tuple(min(chunk, 64 * n - start) for start in range(0, 64 * n, chunk))
    return da.map_blocks(block, chunks=(cuts, (n,)), dtype=np.float64).persist()


def matrix(kind, which, n, chunk):
    def block(block_info=None):
        (r0, r1), (c0, c1) = block_info[None]["array-location"]
        return kind(which, np.arange(r0, r1)[:, None], np.arange(c0, c1)[None, :], n)

    cuts = tuple(min(chunk, n - start) for start in range(0, n, chunk))
    return da.map_blocks(block, chunks=(cuts, cuts), dtype=np.float64).persist()


def timed(compute, repeats):
    for repeat in range(repeats + 1):
        start = time.perf_counter()
        result = dask.persist(*compute())
        if repeat > 0:
            print(f"time {time.perf_counter() - start:.9f}", flush=True)
    return dask.compute(*result)


def norm_inf(a):
    return np.abs(a).sum(axis=1).max()


def main(op, n, chunk, threads, repeats):
    blas = threadpoolctl.threadpool_info()[0]
    print(f"runs Dask {dask.__version__}, {blas['internal_api']} {blas['version']}; "
          f"core {blas['architecture']}; {threads} tasks of {blas['num_threads']} threads")
    x = np.where(entries(3, np.arange(n), np.zeros(n)) < 0, -1.0, 1.0)
    with dask.config.set(scheduler="threads", num_workers=threads):
        if op == "potrf":
            a = matrix(spd, 1, n, chunk)
            (factor,) = timed(lambda: (da.linalg.cholesky(a, lower=True),), repeats)
            a = a.compute()
            residual = a @ x - factor @ (factor.T @ x)
            scale = norm_inf(a)
        elif op == "getrf":
            a = matrix(general, 1, n, chunk)
            rows, lower, upper = timed(lambda: da.linalg.lu(a), repeats)
            a = a.compute()
            residual = a @ x - rows @ (lower @ (upper @ x))
            scale = norm_inf(a)
        elif op in SOLVERS:
            a, b = matrix(SOLVERS[op], 1, n, chunk), matrix(general, 2, n, chunk)
            (solution,) = timed(lambda: (solve(op, a, b),), repeats)
            a, b = a.compute(), b.compute()
            residual = (x if op == "getri" else b @ x) - a @ (solution @ x)
            scale = norm_inf(a) * norm_inf(solution)
        elif op == "tsqr":
            a = tall(n, chunk)
            q, r = timed(lambda: da.linalg.qr(a), repeats)
            a = a.compute()
            residual = a @ x - q @ (r @ x)
            scale = norm_inf(a)
        elif op == "tssvd":
            a = tall(n, chunk)
            u, s, vt = timed(lambda: da.linalg.svd(a), repeats)
            a = a.compute()
            residual = a @ x - u @ (s * (vt @ x))
            scale = norm_inf(a)
        else:
            a, b = matrix(general, 1, n, chunk), matrix(general, 2, n, chunk)
            (product,) = timed(lambda: (da.matmul(a, b),), repeats)
            a, b = a.compute(), b.compute()
            residual = product @ x - a @ (b @ x)
            scale = norm_inf(a) * norm_inf(b)
    print(f"error {np.abs(residual).max() / (n * scale * EPS):.3e}")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:6]))
