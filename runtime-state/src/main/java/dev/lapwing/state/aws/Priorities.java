package dev.lapwing.state.aws;

/**
 * The priority classes of a run's tasks, each with a queue of its own; class 0 is the most urgent.
 * Urgencies are shares of the run's longest path, so all executors put a task into the same class.
 */
final class Priorities {
  /** How many classes there are. */
  static final int COUNT = 3;

  /** The most urgent class. */
  static final int FIRST = 0;

  private Priorities() {}

  /** The class of an urgency: the upper third of 0 to 1 is class 0, the lower third the last. */
  static int of(double urgency) {
    double clamped = Math.max(0, Math.min(1, urgency));
    return Math.min(COUNT - 1, (int) ((1 - clamped) * COUNT));
  }
}
