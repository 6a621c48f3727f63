"""Exchanges matrix files and results with Lapwing's tests, through the real NumPy and SciPy.

    numpy_interop.py write FOLDER   writes files in many forms, and index.csv with the name and kind of each
    numpy_interop.py check FOLDER   checks the files that Lapwing wrote there
"""

import csv
import sys
from pathlib import Path

import numpy as np
import scipy.io
import scipy.linalg
import scipy.sparse

EPS = 2.0**-53


def entries(rows, columns):
    """Small whole numbers, exact in every element type; Lapwing's tests compute the same."""
    i, j = np.indices((rows, columns))
    return (i * 7919 + j * 104729) % 101


def write(folder):
    index = []

    def save(name, kind, function):
        function(folder / name)
        index.append((name, kind))

    def save_npy(name, kind, array, version=None):
        def to(path):
            with open(path, "wb") as file:
                np.lib.format.write_array(file, array, version=version)

        save(name, kind, to)

    for dtype in ["<f8", ">f8", "<f4", ">f4", "<i8", ">i8", "<i4", "<i2", "i1", "<u8", "<u4", "<u2", "u1"]:
        for order in "CF":
            array = np.asarray(entries(29, 14).astype(dtype), order=order)
            save_npy(f"{dtype.strip('<>')}-{'big' if dtype[0] == '>' else 'little'}-{order}.npy", "29x14", array)
    for version in [(1, 0), (2, 0), (3, 0)]:
        save_npy(f"version-{version[0]}.npy", "29x14", entries(29, 14).astype("f8"), version)
    save_npy("column.npy", "29x1", entries(29, 1)[:, 0].astype("f8"))
    save_npy("empty.npy", "0x5", np.zeros((0, 5)))
    save_npy("complex.npy", "refused", entries(4, 4).astype("c16"))
    save_npy("half.npy", "refused", entries(4, 4).astype("f2"))
    save_npy("cube.npy", "refused", np.zeros((2, 3, 4)))
    save_npy("record.npy", "refused", np.zeros(3, dtype=[("x", "f8"), ("y", "i4")]))

    dense = entries(29, 14)
    save("array.mtx", "29x14", lambda path: scipy.io.mmwrite(path, dense.astype("f8")))
    save("integers.mtx", "29x14", lambda path: scipy.io.mmwrite(path, dense))
    save("coordinates.mtx", "29x14", lambda path: scipy.io.mmwrite(path, scipy.sparse.coo_array(dense.astype("f8"))))
    symmetric = entries(20, 20) + entries(20, 20).T
    for name, matrix in [("symmetric.mtx", symmetric), ("sparse-symmetric.mtx", scipy.sparse.coo_array(symmetric))]:
        save(name, "symmetric", lambda path: scipy.io.mmwrite(path, matrix, symmetry="symmetric"))
    save("complex.mtx", "refused", lambda path: scipy.io.mmwrite(path, dense.astype("c16")))

    save("plain.csv", "29x14", lambda path: np.savetxt(path, dense, delimiter=","))
    save("header.csv", "29x14", lambda path: np.savetxt(path, dense, delimiter=",", header=",".join("abcdefghijklmn"), comments=""))

    with open(folder / "index.csv", "w", newline="") as file:
        csv.writer(file).writerows(index)


def load(path):
    if path.suffix == ".npy":
        return np.load(path)
    if path.suffix == ".mtx":
        return scipy.io.mmread(path)
    return np.loadtxt(path, delimiter=",", ndmin=2)


def check(folder):
    for path in sorted(folder.glob("entries.*")):
        array = load(path)
        assert array.shape == (29, 14), (path, array.shape)
        assert np.array_equal(array, entries(29, 14) / 7.0), path
    for path in sorted(folder.glob("special.*")):
        values = load(path)
        expected = np.array([[np.nan, np.inf, -np.inf], [-0.0, 5e-324, 1.7976931348623157e308]])
        assert values.dtype == np.float64
        assert np.array_equal(values, expected, equal_nan=True), (path, values)
        # SciPy adds what it reads to zeros, which loses the sign of a zero.
        assert np.signbit(values[1, 0]) or path.suffix == ".mtx", path
    floats = np.load(folder / "floats.npy")
    assert floats.dtype == np.float32
    assert np.array_equal(floats, (entries(29, 14) / 7.0).astype("f4"))
    assert np.load(folder / "empty.npy").shape == (0, 5)
    check_results(folder)


def check_results(folder):
    """Lapwing's results are as good as SciPy's, by SciPy's own arithmetic."""
    a, b, l, x, tall, q, r = (np.load(folder / f"{name}.npy") for name in "a b l x tall q r".split())
    n = len(a)
    norm = lambda m: np.linalg.norm(m, 1)
    assert norm(a - l @ l.T) / (n * norm(a) * EPS) < 10
    assert np.array_equal(l, np.tril(l))
    assert norm(b - a @ x) / (n * norm(a) * norm(x) * EPS) < 10
    assert norm(tall - q @ r) / (len(tall) * norm(tall) * EPS) < 10
    assert norm(np.eye(len(r)) - q.T @ q) / (len(tall) * EPS) < 10
    # Both factorizations are unique, up to the signs of R's rows.
    assert norm(l - scipy.linalg.cholesky(a, lower=True)) / norm(l) < 1e-12
    assert norm(abs(r) - abs(scipy.linalg.qr(tall, mode="r")[0][: len(r)])) / norm(r) < 1e-12

    mean, components, scores = (np.load(folder / f"{name}.npy") for name in "mean components scores".split())
    assert norm(mean - tall.mean(axis=0)) < 1e-12
    _, s, vt = np.linalg.svd(tall - tall.mean(axis=0), full_matrices=False)
    vt *= np.sign(vt[np.arange(len(vt)), abs(vt).argmax(axis=1)])[:, None]
    assert norm(components - vt[:4]) < 1e-10
    assert norm(scores - (tall - tall.mean(axis=0)) @ vt[:4].T) / norm(scores) < 1e-10


if __name__ == "__main__":
    {"write": write, "check": check}[sys.argv[1]](Path(sys.argv[2]))
