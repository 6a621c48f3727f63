package dev.lapwing.executor;

/**
 * Is told what happens in a run. Events are delivered in order, one at a time, on a thread of the
 * run's own: a slow observer delays other observers, never a task. At most 65,536 events wait; when
 * an observer is slower than that, further events about tasks are dropped and {@link
 * RunEvent.RunEnded} says how many, so that what must be exact is taken from {@link
 * RunHandle#progress} and {@link RunHandle#report}, which count for themselves.
 *
 * <p>An exception of an observer is logged, and the observer is told no more.
 */
@FunctionalInterface
public interface RunObserver {

  /** One event. */
  void onEvent(RunEvent event);
}
