package dev.lapwing.cli.stack;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that CloudFormation is doing to a stack, followed by its events. */
public final class Operation {
  private static final Logger LOG = LoggerFactory.getLogger(Operation.class);

  private final StackName stack;
  private final EventLog log;
  private final int resources;
  private final Set<String> completed = new TreeSet<>();
  private Optional<StackEvent> cause = Optional.empty();
  private volatile String doing = "waiting for CloudFormation";

  /** Something that is to touch a number of resources. */
  Operation(StackName stack, EventLog log, int resources) {
    this.stack = stack;
    this.log = log;
    this.resources = resources;
  }

  /** How far it is, in a few words; for any thread. */
  public String doing() {
    return doing;
  }

  /**
   * Waits for its end.
   *
   * @param stopped whether whoever waits does not want to any more
   * @throws StackFailed if it does not end well
   * @throws StillUnderWay if the wait was stopped
   */
  public void await(BooleanSupplier stopped) {
    Pause pause = new Pause();
    while (true) {
      for (StackEvent event : log.next()) {
        note(event);
        if (event.isLast()) {
          end(event);
          return;
        }
      }
      if (stopped.getAsBoolean()) {
        throw new StillUnderWay(stack);
      }
      pause.take();
    }
  }

  private void note(StackEvent event) {
    LOG.info(
        "{} {} {} {}", event.status(), event.resource(), event.type(), event.reason().orElse(""));
    if (event.isCause() && cause.isEmpty()) {
      cause = Optional.of(event);
    }
    if (event.completes()) {
      completed.add(event.resource());
    }
    if (event.begins()) {
      doing =
          "%d of %d done, %s %s"
              .formatted(
                  Math.min(completed.size(), resources), resources, verb(event), event.resource());
    }
  }

  private static String verb(StackEvent event) {
    return switch (event.status()) {
      case "CREATE_IN_PROGRESS" -> "creating";
      case "UPDATE_IN_PROGRESS" -> "changing";
      case "DELETE_IN_PROGRESS" -> "deleting";
      default -> "at";
    };
  }

  private void end(StackEvent last) {
    boolean good = last.status().endsWith("_COMPLETE") && !last.status().contains("ROLLBACK");
    if (!good) {
      throw new StackFailed(stack.value(), last.status(), cause);
    }
  }
}
