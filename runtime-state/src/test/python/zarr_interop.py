"""Exchanges Zarr arrays with Lapwing's tests, through the real zarr and numpy.

    zarr_interop.py write PLACE INDEX   writes arrays in many forms, and to a JSON file what to expect of each
    zarr_interop.py check PLACE INDEX   checks the arrays that Lapwing wrote there, listed in a JSON file

A place is a folder or s3://bucket/path; the environment says where S3 is.
"""

import json
import sys
from pathlib import Path

import numcodecs
import numpy as np
import zarr
from zarr.codecs import BloscCodec, BytesCodec, Crc32cCodec, GzipCodec, TransposeCodec, ZstdCodec


def entries(rows, columns):
    """Small whole numbers, exact in every element type; Lapwing's tests compute the same."""
    i, j = np.indices((rows, columns))
    return (i * 7919 + j * 104729) % 101


def fractions(rows, columns):
    """Quarters, some of them negative: exact in every type of floating-point numbers."""
    return entries(rows, columns) / 4.0 - 10.0


class Gallery:
    """Arrays at a place, and what Lapwing must find in each."""

    def __init__(self, place):
        self.place = place
        self.index = []

    def at(self, name):
        return f"{self.place}/{name}"

    def array(self, name, rows=29, columns=14, *, dtype="f8", expect="fractions", **options):
        values = fractions if expect == "fractions" else entries
        options = {"chunks": (8, 6), **options}
        zarr.create_array(self.at(name), data=values(rows, columns).astype(dtype), **options)
        self.index.append({"name": name, "rows": rows, "columns": columns, "expect": expect})

    def refused(self, name, data, message, **options):
        zarr.create_array(self.at(name), data=data, **options)
        self.index.append({"name": name, "expect": "refused", "message": message})

    def absent(self, name, fill, **options):
        """An array of which only chunk (0, 0) is stored."""
        array = zarr.create_array(self.at(name), shape=(16, 12), chunks=(8, 6), dtype="f8", fill_value=fill, **options)
        array[:8, :6] = fractions(8, 6)
        self.index.append({"name": name, "expect": "absent", "fill": repr(fill) if fill is not None else "missing"})

    def save(self, index):
        index.write_text(json.dumps(self.index, indent=1))


def write(place, index):
    gallery = Gallery(place)
    write_version_3(gallery)
    write_version_2(gallery)
    if not place.startswith("s3:"):
        # Where an array is changes nothing about how its chunks are compressed.
        write_blosc(gallery)
    write_what_is_refused(gallery)
    gallery.save(index)


def write_version_3(gallery):
    column_major = {"filters": [TransposeCodec(order=(1, 0))]}
    big = {"serializer": BytesCodec(endian="big")}
    gallery.array("v3-default.zarr")
    gallery.array("v3-plain.zarr", compressors=None)
    gallery.array("v3-gzip.zarr", compressors=GzipCodec(level=5))
    gallery.array("v3-zstd.zarr", compressors=ZstdCodec(level=3, checksum=True))
    gallery.array("v3-crc32c.zarr", compressors=Crc32cCodec())
    gallery.array("v3-gzip-crc32c.zarr", compressors=[GzipCodec(), Crc32cCodec()])
    gallery.array("v3-column-major.zarr", compressors=None, **column_major)
    gallery.array("v3-column-major-zstd.zarr", compressors=ZstdCodec(), **column_major)
    gallery.array("v3-big-endian.zarr", compressors=None, **big)
    gallery.array("v3-big-endian-column-major-crc32c.zarr", compressors=Crc32cCodec(), **big, **column_major)
    gallery.array("v3-as-lapwing-writes.zarr", compressors=Crc32cCodec(), **column_major)
    gallery.array("v3-one-chunk.zarr", chunks=(64, 64))
    gallery.array("v3-keys-dots.zarr", chunk_key_encoding={"name": "default", "separator": "."})
    gallery.array("v3-keys-v2.zarr", chunk_key_encoding={"name": "v2", "separator": "/"})
    gallery.array("v3-attributes.zarr", attributes={"source": "survey", "lapwing": "a bird"}, dimension_names=["row", "column"])
    gallery.array("v3-float32.zarr", dtype="f4")
    gallery.array("v3-float32-big-endian.zarr", dtype="f4", compressors=None, **big)
    for kind in ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"]:
        gallery.array(f"v3-{kind}.zarr", dtype=kind, expect="entries")
    gallery.array("v3-big-endian-i4.zarr", dtype="i4", expect="entries", compressors=None, **big)
    for fill in [0.0, 1.5, float("nan"), float("-inf")]:
        gallery.absent(f"v3-absent-{fill}.zarr", fill)


def write_version_2(gallery):
    def array(name, **options):
        gallery.array(f"v2-{name}.zarr", zarr_format=2, **options)

    array("default")
    array("plain", compressors=None)
    array("gzip", compressors=numcodecs.GZip())
    array("zlib", compressors=numcodecs.Zlib())
    array("zstd", compressors=numcodecs.Zstd())
    array("column-major", order="F", compressors=None)
    array("column-major-zlib", order="F", compressors=numcodecs.Zlib())
    array("slashes", chunk_key_encoding={"name": "v2", "separator": "/"})
    array("big-endian", dtype=">f8")
    array("big-endian-i2-column-major", dtype=">i2", order="F", expect="entries")
    array("u1", dtype="u1", expect="entries")
    gallery.absent("v2-absent-2.5.zarr", 2.5, zarr_format=2)
    gallery.absent("v2-absent-none.zarr", None, zarr_format=2)


def write_blosc(gallery):
    """In all sizes, since small chunks are not split into streams and incompressible ones are only copied."""
    for compressor in ["lz4", "lz4hc", "zlib", "zstd"]:
        for shuffle in ["noshuffle", "shuffle", "bitshuffle"]:
            for side in [3, 7, 64, 151]:
                blosc = BloscCodec(cname=compressor, clevel=5, shuffle=shuffle)
                size = 2 * side - 1
                gallery.array(f"v3-blosc-{compressor}-{shuffle}-{side}.zarr", size, side, chunks=(side, side), compressors=blosc)
    gallery.array("v3-blosc-small-blocks.zarr", 301, 150, chunks=(301, 150), compressors=BloscCodec(blocksize=4096))
    gallery.array("v3-blosc-i2.zarr", 301, 150, chunks=(100, 100), dtype="i2", expect="entries", compressors=BloscCodec())
    gallery.array("v2-blosc.zarr", 301, 150, chunks=(100, 100), zarr_format=2, compressors=numcodecs.Blosc())
    gallery.array("v2-blosc-column-major.zarr", 301, 150, chunks=(100, 100), order="F", zarr_format=2, compressors=numcodecs.Blosc())


def write_what_is_refused(gallery):
    data = fractions(8, 8)
    gallery.refused("refused-v2-lzma.zarr", data, "lzma", zarr_format=2, compressors=numcodecs.LZMA())
    gallery.refused("refused-blosclz.zarr", data, "blosclz", compressors=BloscCodec(cname="blosclz"))
    gallery.refused("refused-shards.zarr", data, "sharding_indexed", chunks=(4, 4), shards=(8, 8))
    gallery.refused("refused-cube.zarr", np.zeros((2, 2, 2)), "two dimensions")
    gallery.refused("refused-complex.zarr", data.astype("c16"), "complex128")
    gallery.refused("refused-bool.zarr", data > 0, "bool")
    gallery.refused("refused-v2-complex.zarr", data.astype("c16"), "<c16", zarr_format=2)
    gallery.refused("refused-v2-filter.zarr", data, "filters", zarr_format=2, filters=[numcodecs.Delta(dtype="f8")])
    zarr.create_group(gallery.at("refused-group.zarr"))
    gallery.index.append({"name": "refused-group.zarr", "expect": "refused", "message": "a group, not an array"})


def check(place, index):
    for expected in json.loads(index.read_text()):
        path = f"{place}/{expected['name']}"
        if expected["expect"] == "unfinished":
            check_nobody_finds_an_array(path)
        else:
            check_array(path, expected)


def check_nobody_finds_an_array(path):
    try:
        found = zarr.open(path, mode="r")
    except FileNotFoundError:
        return
    raise AssertionError(f"{path} is unfinished, but zarr finds {found}")


def check_array(path, expected):
    array = zarr.open_array(path, mode="r")
    rows, columns = expected["rows"], expected["columns"]
    assert array.shape == (rows, columns), f"{path}: {array.shape}"
    assert array.dtype == np.dtype(expected.get("dtype", "float64")), f"{path}: {array.dtype}"
    assert array.fill_value == 0.0, f"{path}: {array.fill_value}"
    values = fractions(rows, columns)
    if expected["expect"] == "lower":
        values = np.where(lower_tiles(rows, columns, array.chunks), values, 0.0)
    if expected["expect"] == "special":
        values = np.array([[-0.0, 5e-324], [np.inf, np.nan]])
    assert_same_bits(path, array[:, :], values)
    if rows > 5 and columns > 5:
        assert_same_bits(path, array[3:rows - 1, 2:5], values[3:rows - 1, 2:5])


def lower_tiles(rows, columns, tile):
    i, j = np.indices((rows, columns))
    return i // tile[0] >= j // tile[1]


def assert_same_bits(path, actual, expected):
    bits = f"u{actual.dtype.itemsize}"
    same = np.ascontiguousarray(actual).view(bits) == np.ascontiguousarray(expected.astype(actual.dtype)).view(bits)
    assert same.all(), f"{path}: {np.count_nonzero(~same)} of {same.size} entries differ, the first at {np.argwhere(~same)[0]}"


if __name__ == "__main__":
    {"write": write, "check": check}[sys.argv[1]](sys.argv[2], Path(sys.argv[3]))
