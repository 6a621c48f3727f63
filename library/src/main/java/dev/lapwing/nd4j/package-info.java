/**
 * Exchange of arrays with ND4J. The only package that knows ND4J: the rest of the library works
 * without it on the class path. ND4J and a backend are yours to add; nothing is computed with it.
 */
package dev.lapwing.nd4j;
