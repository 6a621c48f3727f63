/** Whatever runs tasks: kernels, the task loop, leases, the tile cache. */
package dev.lapwing.executor;
