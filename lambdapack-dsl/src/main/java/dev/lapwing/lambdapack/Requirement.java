package dev.lapwing.lambdapack;

/**
 * A condition on sizes and parameters without which a program means nothing, such as {@code chunk
 * >= 1}. Sizes that break it are refused before a run starts, with the reason; checks of a program
 * over all small sizes leave them out.
 *
 * @param condition mentions sizes and parameters only, no loop indices
 * @param reason what to tell a user whose sizes break it
 */
public record Requirement(Guard condition, String reason) {}
