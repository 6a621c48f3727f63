package dev.lapwing.executor;

import dev.lapwing.state.RunTable;
import dev.lapwing.state.StoreException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A run table that passes everything on, for protocols that change one thing. */
class TableDecorator implements RunTable {
  private final RunTable table;

  TableDecorator(RunTable table) {
    this.table = table;
  }

  @Override
  public boolean create(RunRecord run) throws StoreException {
    return table.create(run);
  }

  @Override
  public Optional<RunRecord> find(String run) throws StoreException {
    return table.find(run);
  }

  @Override
  public List<String> runs() throws StoreException {
    return table.runs();
  }

  @Override
  public RunStatus end(String run, RunStatus status, String reason) throws StoreException {
    return table.end(run, status, reason);
  }

  @Override
  public RunStatus resume(String run, String options) throws StoreException {
    return table.resume(run, options);
  }

  @Override
  public Map<Long, TaskItem> addEdges(String run, List<Arrival> arrivals) throws StoreException {
    return table.addEdges(run, arrivals);
  }

  @Override
  public boolean hasEdge(String run, long item, int edge) throws StoreException {
    return table.hasEdge(run, item, edge);
  }

  @Override
  public boolean markDone(String run, long item, OptionalLong next) throws StoreException {
    return table.markDone(run, item, next);
  }

  @Override
  public TaskItem item(String run, long item) throws StoreException {
    return table.item(run, item);
  }

  @Override
  public void heartbeat(String run, ExecutorItem executor) throws StoreException {
    table.heartbeat(run, executor);
  }

  @Override
  public List<LastSign> lastSigns(String run) throws StoreException {
    return table.lastSigns(run);
  }

  @Override
  public InstantSource clock() {
    return table.clock();
  }

  @Override
  public Leadership claimLeadership(String run, Claim claim) throws StoreException {
    return table.claimLeadership(run, claim);
  }

  @Override
  public void delete(String run) throws StoreException {
    table.delete(run);
  }

  @Override
  public void close() throws StoreException {
    table.close();
  }
}
