package dev.lapwing.state.aws;

import dev.lapwing.state.RunTable;
import dev.lapwing.state.StoreException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A run table in one table of DynamoDB. Safe for use by many processes. */
final class DynamoRunTable implements RunTable {
  private final DynamoRuns runs;
  private final DynamoTasks tasks;
  private final DynamoExecutors executors;
  private final DynamoLeaders leaders;
  private final DynamoDeletion deletion;
  private final InstantSource clock;

  DynamoRunTable(DynamoCalls calls, Expiry expiry, Together together) {
    this.runs = new DynamoRuns(calls, expiry);
    this.tasks = new DynamoTasks(calls, expiry, together);
    this.executors = new DynamoExecutors(calls, expiry);
    this.leaders = new DynamoLeaders(calls, expiry);
    this.clock = expiry.clock();
    this.deletion = new DynamoDeletion(calls, together);
  }

  @Override
  public boolean create(RunRecord run) throws StoreException {
    return runs.create(run);
  }

  @Override
  public Optional<RunRecord> find(String run) throws StoreException {
    return runs.find(run);
  }

  @Override
  public Optional<RunLife> life(String run) throws StoreException {
    return runs.life(run);
  }

  @Override
  public List<String> runs() throws StoreException {
    return runs.ids();
  }

  @Override
  public RunStatus end(String run, RunStatus status, String reason) throws StoreException {
    return runs.end(run, status.requireEnd(), reason);
  }

  @Override
  public RunStatus resume(String run, String options) throws StoreException {
    return runs.resume(run, options);
  }

  @Override
  public int maxEdges() {
    return DynamoTasks.MAX_EDGES;
  }

  @Override
  public Map<Long, TaskItem> addEdges(String run, List<Arrival> arrivals) throws StoreException {
    return tasks.addEdges(run, arrivals);
  }

  @Override
  public boolean hasEdge(String run, long item, int edge) throws StoreException {
    return tasks.hasEdge(run, item, edge);
  }

  @Override
  public boolean markDone(String run, long item, OptionalLong next) throws StoreException {
    return tasks.markDone(run, item, next);
  }

  @Override
  public TaskItem item(String run, long item) throws StoreException {
    return tasks.item(run, item);
  }

  @Override
  public Map<Long, TaskItem> items(String run, List<Long> items) throws StoreException {
    return tasks.items(run, items);
  }

  @Override
  public void heartbeat(String run, ExecutorItem executor) throws StoreException {
    executors.heartbeat(run, executor);
  }

  @Override
  public List<LastSign> lastSigns(String run) throws StoreException {
    return executors.lastSigns(run);
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public Leadership claimLeadership(String run, Claim claim) throws StoreException {
    return leaders.claim(run, claim);
  }

  @Override
  public void delete(String run) throws StoreException {
    // The record last: what was not finished can be repeated by whoever still finds the run.
    deletion.delete(run);
    runs.delete(run);
  }

  /** Leaves the client open: its owner closes it. */
  @Override
  public void close() {}
}
