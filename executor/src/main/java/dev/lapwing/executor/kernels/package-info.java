/** What kernels compute: native OpenBLAS on off-heap tiles, or pure Java where there is none. */
package dev.lapwing.executor.kernels;
