/**
 * Lapwing, as a library: dense matrices larger than memory, multiplied, factored and solved by
 * blocked algorithms, in this JVM and with no set-up.
 *
 * <p>Start at {@link dev.lapwing.Lapwing}; everything else follows from a {@link
 * dev.lapwing.BigMatrix}.
 */
package dev.lapwing;
