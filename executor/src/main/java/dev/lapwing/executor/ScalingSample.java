package dev.lapwing.executor;

import java.util.Optional;

/**
 * One look of the autoscaler at a run, and what it did.
 *
 * @param waiting the ready tasks that nobody works on
 * @param leased the tasks that are under a lease
 * @param live the executors that give signs of life
 * @param starting those that were started and have given none yet
 * @param target how many there should be
 * @param started those that were started at this look
 * @param problem why there were not more, if there should have been
 */
public record ScalingSample(
    long waiting,
    long leased,
    int live,
    int starting,
    int target,
    int started,
    Optional<String> problem) {}
