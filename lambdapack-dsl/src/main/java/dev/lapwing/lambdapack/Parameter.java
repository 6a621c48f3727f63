package dev.lapwing.lambdapack;

/** A plain integer that is given when a run starts and may appear in index expressions. */
public record Parameter(String name) {}
