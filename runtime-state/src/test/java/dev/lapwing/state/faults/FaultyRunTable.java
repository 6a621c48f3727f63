package dev.lapwing.state.faults;

import dev.lapwing.state.RunTable;
import dev.lapwing.state.StoreException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A run table whose operations fail before, after, or in the midst of their effect. */
public final class FaultyRunTable implements RunTable {
  private final RunTable table;
  private final Faults faults;

  public FaultyRunTable(RunTable table, Faults faults) {
    this.table = table;
    this.faults = faults;
  }

  @Override
  public boolean create(RunRecord run) throws StoreException {
    faults.before("create");
    boolean created = table.create(run);
    faults.after("create");
    return created;
  }

  @Override
  public Optional<RunRecord> find(String run) throws StoreException {
    faults.before("find");
    return table.find(run);
  }

  @Override
  public Optional<RunLife> life(String run) throws StoreException {
    faults.before("life");
    return table.life(run);
  }

  @Override
  public List<String> runs() throws StoreException {
    faults.before("runs");
    return table.runs();
  }

  @Override
  public RunStatus end(String run, RunStatus status, String reason) throws StoreException {
    faults.before("end");
    RunStatus answer = table.end(run, status, reason);
    faults.after("end");
    return answer;
  }

  @Override
  public RunStatus resume(String run, String options) throws StoreException {
    faults.before("resume");
    RunStatus answer = table.resume(run, options);
    faults.after("resume");
    return answer;
  }

  @Override
  public Map<Long, TaskItem> addEdges(String run, List<Arrival> arrivals) throws StoreException {
    faults.before("addEdges");
    Optional<List<Arrival>> some = faults.midway(arrivals);
    if (some.isPresent()) {
      table.addEdges(run, some.get());
      throw new StoreException("Injected: addEdges failed midway");
    }
    Map<Long, TaskItem> answer = table.addEdges(run, arrivals);
    faults.after("addEdges");
    return answer;
  }

  @Override
  public int maxEdges() {
    return table.maxEdges();
  }

  @Override
  public boolean hasEdge(String run, long item, int edge) throws StoreException {
    faults.before("hasEdge");
    return table.hasEdge(run, item, edge);
  }

  @Override
  public boolean markDone(String run, long item, OptionalLong next) throws StoreException {
    faults.before("markDone");
    boolean answer = table.markDone(run, item, next);
    faults.after("markDone");
    return answer;
  }

  @Override
  public TaskItem item(String run, long item) throws StoreException {
    faults.before("item");
    return table.item(run, item);
  }

  @Override
  public Map<Long, TaskItem> items(String run, List<Long> items) throws StoreException {
    faults.before("items");
    return table.items(run, items);
  }

  @Override
  public void heartbeat(String run, ExecutorItem executor) throws StoreException {
    faults.before("heartbeat");
    table.heartbeat(run, executor);
    faults.after("heartbeat");
  }

  @Override
  public List<LastSign> lastSigns(String run) throws StoreException {
    faults.before("lastSigns");
    return table.lastSigns(run);
  }

  @Override
  public InstantSource clock() {
    return table.clock();
  }

  @Override
  public Leadership claimLeadership(String run, Claim claim) throws StoreException {
    faults.before("claimLeadership");
    Leadership answer = table.claimLeadership(run, claim);
    faults.after("claimLeadership");
    return answer;
  }

  @Override
  public void delete(String run) throws StoreException {
    faults.before("delete");
    table.delete(run);
    faults.after("delete");
  }

  @Override
  public void close() throws StoreException {
    table.close();
  }
}
