package dev.lapwing.state.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.RunTable;
import dev.lapwing.state.RunTable.Arrival;
import dev.lapwing.state.Storage;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TaskQueue.Delivery;
import dev.lapwing.state.TaskQueue.Depth;
import dev.lapwing.state.TaskQueue.TaskMessage;
import dev.lapwing.state.TilePool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes that share the queue and the run table of a folder; some are killed. */
class SharedFolderTest {
  private static final String RUN = "RUN1";
  private static final int ITEMS = 40;
  private static final int EDGES = 8;

  @TempDir private Path folder;

  @Test
  void everyTaskIsDoneOnceAndEveryItemIsSeenFull() throws Exception {
    send();
    List<String> printed = new ArrayList<>();
    List<ChildJvm> children = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      children.add(start(Integer.MAX_VALUE));
    }
    for (ChildJvm child : children) {
      printed.addAll(child.allLines());
      assertThat(child.exitCode()).as(() -> errors()).isZero();
    }
    assertThat(printed.stream().filter(line -> line.startsWith("first"))).hasSize(ITEMS * EDGES);
    assertThat(printed.stream().filter(line -> line.startsWith("full")).distinct()).hasSize(ITEMS);
    assertEverythingWasRecorded();
  }

  @Test
  void whatKilledProcessesLeaveOthersFinish() throws Exception {
    send();
    var random = new SplittableRandom(11);
    for (int killed = 0; killed < 6; killed++) {
      int lines = random.nextInt(1, 40);
      try (var child = start(lines)) {
        for (int line = 0; line < lines; line++) {
          assertThat(child.nextLine()).as(() -> errors()).isPresent();
        }
      }
    }
    try (var last = start(Integer.MAX_VALUE)) {
      assertThat(last.allLines()).isNotEmpty();
      assertThat(last.exitCode()).as(() -> errors()).isZero();
    }
    assertEverythingWasRecorded();
  }

  /** Starts a worker that stands still when it has printed so many lines. */
  private ChildJvm start(int lines) throws IOException {
    return ChildJvm.start(
        folder.resolve("errors"), Worker.class, folder.toString(), Integer.toString(lines));
  }

  private void send() throws Exception {
    try (TilePool pool = TilePool.create(1 << 20);
        Storage storage = Storage.inFolder(folder, pool)) {
      storage
          .queue(RUN)
          .send(
              LongStream.range(0, (long) ITEMS * EDGES)
                  .mapToObj(task -> new TaskMessage(task, task % 7))
                  .toList());
    }
  }

  private void assertEverythingWasRecorded() throws Exception {
    try (TilePool pool = TilePool.create(1 << 20);
        Storage storage = Storage.inFolder(folder, pool)) {
      assertThat(storage.queue(RUN).depth()).isEqualTo(new Depth(0, 0));
      for (int item = 0; item < ITEMS; item++) {
        assertThat(storage.runs().item(RUN, -1 - item).edges()).isEqualTo(EDGES);
      }
      for (long task = 0; task < ITEMS * EDGES; task++) {
        assertThat(storage.runs().item(RUN, task).done()).isTrue();
      }
    }
  }

  private String errors() {
    try {
      return Files.readString(folder.resolve("errors"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Works until the queue is empty: each task adds one edge to one item and is marked done. */
  static final class Worker {
    private static final Duration LEASE = Duration.ofMillis(500);

    private int lines;

    private Worker(int lines) {
      this.lines = lines;
    }

    /** Arguments: the folder, and after how many lines to stand still. */
    public static void main(String[] arguments) throws Exception {
      var worker = new Worker(Integer.parseInt(arguments[1]));
      try (TilePool pool = TilePool.create(1 << 20);
          Storage storage = Storage.inFolder(Path.of(arguments[0]), pool)) {
        TaskQueue queue = storage.queue(RUN);
        while (!queue.depth().equals(new Depth(0, 0))) {
          for (Delivery delivery : queue.receive(2, LEASE, Duration.ofMillis(100))) {
            worker.work(storage.runs(), delivery.message().task());
            queue.delete(delivery);
          }
        }
      }
    }

    private void work(RunTable table, long task) throws Exception {
      long item = -1 - task / EDGES;
      var edge = new Arrival(item, (int) (task % EDGES));
      if (table.addEdges(RUN, List.of(edge)).get(item).edges() == EDGES) {
        tell("full " + item);
      }
      boolean first = table.markDone(RUN, task, OptionalLong.empty());
      tell((first ? "first " : "again ") + task);
    }

    /** Whoever reads may be slower than this process is. */
    private void tell(String line) throws InterruptedException {
      System.out.println(line);
      lines--;
      if (lines == 0) {
        new CountDownLatch(1).await();
      }
    }
  }
}
