/**
 * Matrices as tiles: how a matrix is cut, where its tiles are, views of them, and loops over all of
 * them. What the library is made of; users import {@code dev.lapwing} instead.
 */
package dev.lapwing.tiles;
