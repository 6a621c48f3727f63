package dev.lapwing.executor;

import dev.lapwing.compiler.TaskCall;
import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.executor.TaskProtocol.Step;
import dev.lapwing.state.RunTable;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TileStore;
import dev.lapwing.state.faults.TileStoreDecorator;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/** Tempting mistakes, each of which a simulation must find. */
enum WrongProtocols implements Protocol {
  /** A child is sent only by whoever filled its set: if he dies, nobody sends it. */
  ONLY_WHOEVER_FILLS_THE_SET_SENDS {
    @Override
    public RunTable table(RunTable table, TaskGraph graph, RunTiles tiles) {
      return new TableDecorator(table) {
        @Override
        public Map<Long, TaskItem> addEdges(String run, List<Arrival> arrivals)
            throws StoreException {
          Set<Long> written = new HashSet<>();
          for (Arrival arrival : arrivals) {
            if (!hasEdge(run, arrival.item(), arrival.edge())) {
              written.add(arrival.item());
            }
          }
          Map<Long, TaskItem> items = new LinkedHashMap<>(super.addEdges(run, arrivals));
          items.replaceAll((item, after) -> written.contains(item) ? after : TaskItem.UNKNOWN);
          return items;
        }
      };
    }
  },

  /** Edges are counted instead of collected: a task that is repeated counts twice. */
  A_COUNTER_INSTEAD_OF_A_SET {
    @Override
    public RunTable table(RunTable table, TaskGraph graph, RunTiles tiles) {
      return new TableDecorator(table) {
        @Override
        public Map<Long, TaskItem> addEdges(String run, List<Arrival> arrivals)
            throws StoreException {
          Map<Long, TaskItem> items = new LinkedHashMap<>();
          for (Arrival arrival : arrivals) {
            // A set that is given a new number each time is a counter.
            int number = item(run, arrival.item()).edges();
            items.putAll(super.addEdges(run, List.of(new Arrival(arrival.item(), number))));
          }
          return items;
        }
      };
    }
  },

  /** The message is deleted when it arrives: if the executor dies, the task is gone. */
  DELETE_BEFORE_WORK {
    @Override
    public TaskQueue queue(TaskQueue queue) {
      return new QueueDecorator(queue) {
        @Override
        public List<Delivery> receive(int limit, Duration lease, Duration wait)
            throws StoreException, InterruptedException {
          List<Delivery> deliveries = super.receive(limit, lease, wait);
          for (Delivery delivery : deliveries) {
            super.delete(delivery);
          }
          return deliveries;
        }
      };
    }
  },

  /** The task is marked before its children are told: if the executor dies, they are not. */
  MARK_DONE_BEFORE_TELLING {
    @Override
    public TaskProtocol order() {
      return new TaskProtocol(
          List.of(
              Step.CHECK,
              Step.READ,
              Step.COMPUTE,
              Step.WRITE,
              Step.MARK_DONE,
              Step.TELL,
              Step.SEND,
              Step.FREE));
    }
  },

  /** The mark travels with the telling: if the executor dies then, ready children are not sent. */
  MARK_DONE_BEFORE_SENDING {
    @Override
    public TaskProtocol order() {
      return new TaskProtocol(
          List.of(
              Step.CHECK,
              Step.READ,
              Step.COMPUTE,
              Step.WRITE,
              Step.TELL,
              Step.MARK_DONE,
              Step.SEND,
              Step.FREE));
    }
  },

  /** If the last edge of a call that failed is there, all are taken to be: some may not be. */
  A_CALL_IS_TAKEN_FOR_A_TRANSACTION {
    @Override
    public RunTable table(RunTable table, TaskGraph graph, RunTiles tiles) {
      return new TableDecorator(table) {
        @Override
        public Map<Long, TaskItem> addEdges(String run, List<Arrival> arrivals)
            throws StoreException {
          try {
            return super.addEdges(run, arrivals);
          } catch (StoreException e) {
            Arrival last = arrivals.get(arrivals.size() - 1);
            if (!hasEdge(run, last.item(), last.edge())) {
              throw e;
            }
            Map<Long, TaskItem> items = new LinkedHashMap<>();
            for (Arrival arrival : arrivals) {
              items.put(arrival.item(), item(run, arrival.item()));
            }
            return items;
          }
        }
      };
    }
  },

  /** A task whose outputs are there counts as done: its children may not have been told. */
  OUTPUTS_EXIST_SO_DELETE_THE_MESSAGE {
    @Override
    public RunTable table(RunTable table, TaskGraph graph, RunTiles tiles) {
      return new TableDecorator(table) {
        @Override
        public TaskItem item(String run, long item) throws StoreException {
          TaskItem known = super.item(run, item);
          boolean done = known.done() || (item >= 0 && areThere(graph.call(item).outputs(), tiles));
          return new TaskItem(known.edges(), done, known.next());
        }
      };
    }
  },

  /** The kept child is not recorded: if the executor dies, its message leads to a done task. */
  THE_KEPT_CHILD_IS_NOT_RECORDED {
    @Override
    public RunTable table(RunTable table, TaskGraph graph, RunTiles tiles) {
      return new TableDecorator(table) {
        @Override
        public boolean markDone(String run, long item, OptionalLong next) throws StoreException {
          return super.markDone(run, item, OptionalLong.empty());
        }
      };
    }
  },

  /** The inputs are freed before the task is marked as done: a repetition does not find them. */
  FREE_BEFORE_MARKING {
    @Override
    public TaskProtocol order() {
      return new TaskProtocol(
          List.of(
              Step.CHECK,
              Step.READ,
              Step.COMPUTE,
              Step.FREE,
              Step.WRITE,
              Step.TELL,
              Step.SEND,
              Step.MARK_DONE));
    }
  },

  /** Freeing that fails is begun anew, and counts the reader of a shared tile a second time. */
  FREEING_AGAIN_COUNTS_AGAIN {
    @Override
    public TileTally tally(TaskGraph graph, RunTiles tiles) {
      return new TileTally(graph, tiles) {
        @Override
        Deque<Place> readerIsDone(TaskCall call) {
          Deque<Place> unneeded = new ArrayDeque<>();
          for (Place place : super.readerIsDone(call)) {
            unneeded.add(
                new Place(
                    place.tile(),
                    new FreedAnew(place.store(), () -> super.readerIsDone(call)),
                    place.index(),
                    place.scratch()));
          }
          return unneeded;
        }
      };
    }
  };

  /** A store whose failed deletion lets everything be counted again, and deletes what comes out. */
  private static final class FreedAnew extends TileStoreDecorator {
    private final Supplier<Deque<Place>> counting;

    FreedAnew(TileStore store, Supplier<Deque<Place>> counting) {
      super(store);
      this.counting = counting;
    }

    @Override
    public void delete(TileIndex index) throws StoreException {
      try {
        super.delete(index);
      } catch (StoreException e) {
        for (Place place : counting.get()) {
          place.store().delete(place.index());
        }
        throw e;
      }
    }
  }

  private static boolean areThere(long[] outputs, RunTiles tiles) throws StoreException {
    for (long output : outputs) {
      Place place = tiles.place(output);
      if (!place.store().contains(place.index())) {
        return false;
      }
    }
    return true;
  }
}
