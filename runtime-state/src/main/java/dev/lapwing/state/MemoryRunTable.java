package dev.lapwing.state;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** A run table in memory: an edge set for each item, and runs in the order of their creation. */
final class MemoryRunTable implements RunTable {
  private final InstantSource clock;
  private final Map<String, RunRecord> records = new LinkedHashMap<>();
  private final Map<String, Map<Long, EdgeSet>> items = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Sighting>> sightings = new ConcurrentHashMap<>();
  private final Map<String, Held> leaders = new ConcurrentHashMap<>();

  MemoryRunTable(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public boolean create(RunRecord run) {
    synchronized (records) {
      return records.putIfAbsent(run.id(), run) == null;
    }
  }

  @Override
  public Optional<RunRecord> find(String run) {
    synchronized (records) {
      return Optional.ofNullable(records.get(run));
    }
  }

  @Override
  public List<String> runs() {
    synchronized (records) {
      return List.copyOf(records.keySet());
    }
  }

  @Override
  public RunStatus end(String run, RunStatus status, String reason) throws StoreException {
    synchronized (records) {
      RunRecord record = existing(run);
      RunRecord ended = record.ended(status, reason);
      if (record.status() != RunStatus.RUNNING) {
        return record.status();
      }
      records.put(run, ended);
      return status;
    }
  }

  @Override
  public RunStatus resume(String run, String options) throws StoreException {
    synchronized (records) {
      RunRecord record = existing(run);
      if (record.status() == RunStatus.DONE) {
        return RunStatus.DONE;
      }
      records.put(run, record.running(options));
      return RunStatus.RUNNING;
    }
  }

  @Override
  public Map<Long, TaskItem> addEdges(String run, List<Arrival> arrivals) {
    Map<Long, TaskItem> items = new LinkedHashMap<>();
    for (Arrival arrival : arrivals) {
      items.put(arrival.item(), edgeSet(run, arrival.item()).add(arrival.edge()));
    }
    return items;
  }

  @Override
  public boolean hasEdge(String run, long item, int edge) {
    EdgeSet known = items.getOrDefault(run, Map.of()).get(item);
    return known != null && known.has(edge);
  }

  @Override
  public boolean markDone(String run, long item, OptionalLong next) {
    return edgeSet(run, item).markDone(next);
  }

  @Override
  public TaskItem item(String run, long item) {
    EdgeSet known = items.getOrDefault(run, Map.of()).get(item);
    return known == null ? TaskItem.UNKNOWN : known.item();
  }

  @Override
  public void heartbeat(String run, ExecutorItem executor) {
    sightings
        .computeIfAbsent(run, id -> new ConcurrentHashMap<>())
        .put(executor.id(), new Sighting(executor, clock.instant()));
  }

  @Override
  public List<LastSign> lastSigns(String run) {
    Instant now = clock.instant();
    return sightings.getOrDefault(run, Map.of()).values().stream()
        .map(seen -> new LastSign(seen.executor(), Duration.between(seen.at(), now)))
        .toList();
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public Leadership claimLeadership(String run, Claim claim) {
    Instant now = clock.instant();
    synchronized (leaders) {
      Held held = leaders.getOrDefault(run, Held.NOBODY);
      if (!held.yieldsTo(claim, now)) {
        Duration left = Duration.between(now, held.end());
        return new Leadership(false, left, held.claim().executors(), held.memo());
      }
      String memo = claim.memo().orElse(held.memo());
      leaders.put(run, new Held(claim, now.plus(claim.duration()), memo));
      return Leadership.of(claim, memo);
    }
  }

  @Override
  public void delete(String run) {
    synchronized (records) {
      records.remove(run);
    }
    items.remove(run);
    sightings.remove(run);
    leaders.remove(run);
  }

  @Override
  public void close() {}

  /** Forgets which tasks of a run are done. */
  void forgetItems(String run) {
    items.remove(run);
  }

  private RunRecord existing(String run) throws RunMissing {
    RunRecord record = records.get(run);
    if (record == null) {
      throw new RunMissing(run, "memory");
    }
    return record;
  }

  private EdgeSet edgeSet(String run, long item) {
    return items
        .computeIfAbsent(run, id -> new ConcurrentHashMap<>())
        .computeIfAbsent(item, id -> new EdgeSet());
  }

  /** A claim to lead, when it ends, and the latest memo. */
  private record Held(Claim claim, Instant end, String memo) {
    static final Held NOBODY = new Held(new Claim("", Duration.ZERO, 0), Instant.EPOCH, "");

    boolean yieldsTo(Claim other, Instant now) {
      return claim.name().equals(other.name()) || (other.memo().isEmpty() && !now.isBefore(end));
    }
  }

  /** An executor's last sign of life. */
  private record Sighting(ExecutorItem executor, Instant at) {}
}
