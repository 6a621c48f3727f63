package dev.lapwing.state.aws;

import dev.lapwing.state.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Requests that threads share: while one is under way, what other threads want to send piles up,
 * and goes together with the next. A thread that finds no request under way makes one at once, so
 * that nobody waits for company.
 *
 * @param <E> what is sent
 * @param <R> what comes back for each
 */
final class SharedCalls<E, R> {
  private static final int ENTRIES = 10;
  private static final int PARALLEL = 4;

  private final Call<E, R> call;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Entry<E, R>> waiting = new ArrayDeque<>();
  private int underWay;

  SharedCalls(Call<E, R> call) {
    this.call = call;
  }

  /**
   * Sends entries, in as many requests as it takes.
   *
   * @return the answers, in the order of the entries
   * @throws StoreException if a request with one of them failed; others may have succeeded
   */
  List<R> send(List<E> values) throws StoreException {
    List<Entry<E, R>> mine = values.stream().map(Entry<E, R>::new).toList();
    lock.lock();
    try {
      waiting.addAll(mine);
      while (!mine.stream().allMatch(Entry::isOver)) {
        if (mayCall()) {
          callOnce();
        } else {
          changed.awaitUninterruptibly();
        }
      }
    } finally {
      lock.unlock();
    }
    return answers(mine);
  }

  private boolean mayCall() {
    return underWay == 0 ? !waiting.isEmpty() : waiting.size() >= ENTRIES && underWay < PARALLEL;
  }

  private void callOnce() {
    List<Entry<E, R>> batch = new ArrayList<>(ENTRIES);
    while (batch.size() < ENTRIES && !waiting.isEmpty()) {
      batch.add(waiting.poll());
    }
    underWay++;
    lock.unlock();
    Outcome<R> outcome;
    try {
      outcome = perform(batch);
    } finally {
      lock.lock();
      underWay--;
      changed.signalAll();
    }
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).outcome = Optional.of(outcome.only(i));
    }
  }

  private Outcome<R> perform(List<Entry<E, R>> batch) {
    try {
      return new Outcome<>(
          call.perform(batch.stream().map(entry -> entry.value).toList()), Optional.empty());
    } catch (StoreException e) {
      return new Outcome<>(List.of(), Optional.of(e));
    } catch (RuntimeException | Error e) {
      // Those who share the request must not wait for ever.
      return new Outcome<>(List.of(), Optional.of(new StoreException(e.toString(), e)));
    }
  }

  private List<R> answers(List<Entry<E, R>> entries) throws StoreException {
    List<R> answers = new ArrayList<>(entries.size());
    for (Entry<E, R> entry : entries) {
      Outcome<R> outcome = entry.outcome.orElseThrow();
      if (outcome.failure.isPresent()) {
        throw outcome.failure.get();
      }
      answers.addAll(outcome.answers);
    }
    return answers;
  }

  /** One request with up to ten entries; an answer for each, in their order. */
  @FunctionalInterface
  interface Call<E, R> {
    /** Makes the request. */
    List<R> perform(List<E> entries) throws StoreException;
  }

  /** What came of a request: answers or a failure. */
  private record Outcome<R>(List<R> answers, Optional<StoreException> failure) {
    Outcome<R> only(int position) {
      return failure.isPresent() ? this : new Outcome<>(List.of(answers.get(position)), failure);
    }
  }

  /** Something that somebody wants to send. */
  private static final class Entry<E, R> {
    private final E value;
    private Optional<Outcome<R>> outcome = Optional.empty();

    Entry(E value) {
      this.value = value;
    }

    boolean isOver() {
      return outcome.isPresent();
    }
  }
}
