/**
 * Two-dimensional arrays in the Zarr format: version 3 for reading and writing, version 2 for
 * reading. Nothing here knows of tiles, runs or folders.
 *
 * @see <a href="https://zarr-specs.readthedocs.io/en/latest/v3/core/index.html">Zarr version 3</a>
 * @see <a href="https://zarr-specs.readthedocs.io/en/latest/v2/v2.0.html">Zarr version 2</a>
 */
package dev.lapwing.state.zarr;
