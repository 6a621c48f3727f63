package dev.lapwing.compiler;

/** Adds up what the tasks of one statement do. */
final class ClassTotals {
  private final BoundStatement statement;
  private long tasks;
  private double flops;
  private long tilesRead;
  private long bytesRead;
  private long tilesWritten;
  private long bytesWritten;
  private long taskBytes;

  ClassTotals(BoundStatement statement) {
    this.statement = statement;
  }

  /** One more task, which holds some bytes while it runs. */
  void add(PlannedTask task, long bytes) {
    tasks++;
    flops += task.flops();
    tilesRead += task.inputs().count();
    bytesRead = Math.addExact(bytesRead, task.inputs().totalBytes());
    taskBytes = Math.max(taskBytes, bytes);
  }

  /** One tile that a task writes and that is kept. */
  void addWritten(long bytes) {
    tilesWritten++;
    bytesWritten = Math.addExact(bytesWritten, bytes);
  }

  boolean isEmpty() {
    return tasks == 0;
  }

  Plan.TaskClass sum() {
    return new Plan.TaskClass(
        statement.number(),
        statement.source().kernel().id(),
        statement.source().source(),
        tasks,
        flops,
        tilesRead,
        bytesRead,
        tilesWritten,
        bytesWritten,
        taskBytes);
  }
}
