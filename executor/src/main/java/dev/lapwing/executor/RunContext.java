package dev.lapwing.executor;

import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.executor.kernels.KernelLibrary;
import dev.lapwing.state.RunTable;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TilePool;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * What all workers of one process share for one run.
 *
 * @param run the run's id
 * @param executor the name of this executor, which no other has
 * @param graph its task graph
 * @param urgencies how urgent its tasks are
 * @param tiles its stores
 * @param cache the tiles from storage that this process keeps
 * @param reader how inputs are read
 * @param queue its ready tasks
 * @param table its record and items
 * @param watch what is known of its life
 * @param completion how tasks without children tell that they are done; costs a walk over the graph
 *     when it is first asked for
 * @param tally deletes scratch tiles
 * @param locality chooses the child that runs next
 * @param kernels what computes
 * @param pool memory for tiles
 * @param permits how many kernels run at once
 * @param outputs what becomes of its outputs at its end
 * @param stay how long this process works on it
 * @param limits leases and retries
 * @param backoff pauses between attempts
 * @param joined whether the run was begun by another process, or before
 * @param inHand the tasks that this process is working on
 * @param counters what was done
 * @param events who is told
 * @param clock tells the time of leases
 */
record RunContext(
    String run,
    String executor,
    TaskGraph graph,
    Urgencies urgencies,
    RunTiles tiles,
    TileCache cache,
    TileReader reader,
    TaskQueue queue,
    RunTable table,
    RunWatch watch,
    Supplier<CompletionTree> completion,
    TileTally tally,
    Locality locality,
    KernelLibrary kernels,
    TilePool pool,
    Semaphore permits,
    RunOutputs outputs,
    Stay stay,
    RunLimits limits,
    Backoff backoff,
    boolean joined,
    WorkInHand inHand,
    RunCounters counters,
    RunEvents events,
    InstantSource clock) {}
