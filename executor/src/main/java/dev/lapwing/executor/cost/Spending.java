package dev.lapwing.executor.cost;

/**
 * What a run has cost, when that is all that it may.
 *
 * @param spentDollars what it has cost
 * @param reserveDollars what ending it costs
 */
public record Spending(double spentDollars, double reserveDollars) {}
