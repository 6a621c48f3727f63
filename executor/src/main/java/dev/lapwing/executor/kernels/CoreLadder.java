package dev.lapwing.executor.kernels;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from the processor type that OpenBLAS would compute for down to simpler ones, until one
 * of them computes correctly.
 *
 * @param select makes OpenBLAS compute for a type, if it can
 * @param mistakes what it then computes wrongly
 */
record CoreLadder(Predicate<String> select, Supplier<List<String>> mistakes) {
  private static final Logger LOG = LoggerFactory.getLogger(CoreLadder.class);

  /** The first type that computes correctly, which is then selected. */
  Optional<String> descend(List<String> types) {
    return types.stream().filter(this::computesCorrectly).findFirst();
  }

  private boolean computesCorrectly(String type) {
    if (!select.test(type)) {
      return false;
    }
    List<String> wrong = mistakes.get();
    if (!wrong.isEmpty()) {
      LOG.warn("OpenBLAS computes wrongly here as {}: {}", type, wrong);
    }
    return wrong.isEmpty();
  }
}
