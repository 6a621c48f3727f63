package dev.lapwing.tiles;

/** A stretch of elements by its place in a tile and its place in a window. */
record Overlap(int inTile, int inWindow, int length) {}
