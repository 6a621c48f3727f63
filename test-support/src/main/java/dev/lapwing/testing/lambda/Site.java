package dev.lapwing.testing.lambda;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all environments of a service share.
 *
 * @param launcher starts their processes
 * @param keeper kills those that this JVM leaves behind
 * @param pace the service's time constants
 * @param timer watches deadlines and memory
 * @param threads serve requests
 */
record Site(
    Launcher launcher,
    Keeper keeper,
    Pace pace,
    ScheduledExecutorService timer,
    ExecutorService threads) {}
