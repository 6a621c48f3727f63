package dev.lapwing.testing.lambda;

/**
 * What happened to a function so far, by the names of Lambda's own metrics where it has them.
 *
 * @param invocations how often an environment was given an event
 * @param coldStarts how many environments were started
 * @param throttles how often no environment could take an event
 * @param errors how many invocations failed: the handler threw, the time was up, the process died
 * @param retries how often an asynchronous event was tried again after an error
 * @param dropped how many asynchronous events were given up
 * @param pending how many asynchronous events are neither done nor given up
 * @param billedMillis the milliseconds that AWS would bill: of invocations, and of cold starts
 * @param initMillis those of cold starts alone, until environments asked for their first event
 * @param concurrent how many invocations are under way
 * @param peakConcurrent how many were at the same time, at most
 */
public record FunctionMetrics(
    long invocations,
    long coldStarts,
    long throttles,
    long errors,
    long retries,
    long dropped,
    long pending,
    long billedMillis,
    long initMillis,
    int concurrent,
    int peakConcurrent) {}
