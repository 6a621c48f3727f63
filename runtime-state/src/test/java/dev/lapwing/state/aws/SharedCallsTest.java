package dev.lapwing.state.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.state.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedCallsTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Integer> sizes = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void whatOneThreadSendsGoesInTens() throws Exception {
    var calls = new SharedCalls<Integer, Integer>(this::doubled);
    assertThat(calls.send(numbers(0, 25)))
        .isEqualTo(numbers(0, 25).stream().map(each -> 2 * each).toList());
    assertThat(sizes).containsExactlyInAnyOrder(10, 10, 5);
  }

  @Test
  void nothingIsSentForNothing() throws Exception {
    assertThat(new SharedCalls<Integer, Integer>(this::doubled).send(List.of())).isEmpty();
    assertThat(sizes).isEmpty();
  }

  @Test
  void whatComesWhileARequestIsUnderWayGoesTogether() throws Exception {
    var firstIsUnderWay = new CountDownLatch(1);
    var othersHaveCome = new CountDownLatch(1);
    var calls =
        new SharedCalls<Integer, Integer>(
            entries -> {
              firstIsUnderWay.countDown();
              await(othersHaveCome);
              return doubled(entries);
            });
    List<Future<List<Integer>>> answers = new ArrayList<>();
    answers.add(threads.submit(() -> calls.send(List.of(0))));
    firstIsUnderWay.await();
    for (int i = 1; i < 7; i++) {
      int value = i;
      answers.add(threads.submit(() -> calls.send(List.of(value))));
    }
    while (calls.waiting() < 6) {
      Thread.onSpinWait();
    }
    othersHaveCome.countDown();
    for (int i = 0; i < 7; i++) {
      assertThat(answers.get(i).get()).containsExactly(2 * i);
    }
    assertThat(sizes).containsExactly(1, 6);
  }

  @Test
  void aFailureIsThatOfAllWhoShareTheRequestAndOfNobodyElse() throws Exception {
    var calls =
        new SharedCalls<Integer, Integer>(
            entries -> {
              if (entries.contains(3)) {
                throw new StoreException("not three");
              }
              return doubled(entries);
            });
    assertThatThrownBy(() -> calls.send(List.of(2, 3)))
        .isInstanceOf(StoreException.class)
        .hasMessage("not three");
    assertThat(calls.send(List.of(2))).containsExactly(4);
  }

  private List<Integer> doubled(List<Integer> entries) {
    sizes.add(entries.size());
    return entries.stream().map(each -> 2 * each).toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Integer> numbers(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }
}
