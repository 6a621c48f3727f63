/**
 * Named byte objects that are written whole or not at all: the files of a folder, and whatever else
 * comes to hold tiles.
 */
package dev.lapwing.state.objects;
