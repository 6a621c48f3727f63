package dev.lapwing.lambdapack;

/** What stands between the brackets of a tile: an {@link Index}, or a {@link Range} of them. */
public sealed interface Subscript permits Index, Range {}
