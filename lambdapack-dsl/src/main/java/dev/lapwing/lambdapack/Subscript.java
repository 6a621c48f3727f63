package dev.lapwing.lambdapack;

/**
 * What stands between the brackets of a tile: an {@link Index}, a {@link Range} of them, or a place
 * in a {@link Tree}, which counts for two.
 */
public sealed interface Subscript permits Index, Range, TreeNode, TreeChildren {}
