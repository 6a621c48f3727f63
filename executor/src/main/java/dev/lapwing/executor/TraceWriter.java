package dev.lapwing.executor;

import dev.lapwing.executor.RunEvent.RunEnded;
import dev.lapwing.executor.RunEvent.RunStarted;
import dev.lapwing.executor.RunEvent.Scaled;
import dev.lapwing.executor.RunEvent.TaskClass;
import dev.lapwing.executor.RunEvent.TaskFinished;
import dev.lapwing.executor.RunEvent.TaskReady;
import dev.lapwing.executor.RunEvent.TaskRetried;
import dev.lapwing.executor.RunEvent.TaskStarted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An observer that writes every event as a line of JSON, for programs that draw what happened when.
 * Times are microseconds since the run started. The last line is the end of the run; after it the
 * writer is flushed, and stays open.
 */
public final class TraceWriter implements RunObserver {
  private static final double MICROSECOND = 1000;

  private final Writer out;

  /** Writes to a writer that the caller closes. */
  public TraceWriter(Writer out) {
    this.out = out;
  }

  @Override
  public void onEvent(RunEvent event) {
    try {
      out.write(line(event));
      out.write('\n');
      if (event instanceof RunEnded) {
        out.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(RunEvent event) {
    String head = "{\"event\":%s,\"at\":%s".formatted(quoted(name(event)), micros(event.at()));
    return head + fields(event) + "}";
  }

  private static String fields(RunEvent event) {
    if (event instanceof RunStarted e) {
      String classes =
          e.classes().stream().map(TraceWriter::taskClass).collect(Collectors.joining(","));
      return ",\"run\":%s,\"program\":%s,\"resumed\":%b,\"classes\":[%s]"
          .formatted(quoted(e.run()), quoted(e.program()), e.resumed(), classes);
    } else if (event instanceof TaskReady e) {
      return task(e.task(), e.statement());
    } else if (event instanceof TaskStarted e) {
      return task(e.task(), e.statement()) + ",\"worker\":" + e.worker();
    } else if (event instanceof TaskFinished e) {
      return task(e.task(), e.statement())
          + ",\"worker\":%d,\"started\":%s,\"compute\":%s,\"flops\":%s,\"bytes\":%d"
              .formatted(
                  e.worker(),
                  micros(e.startedAt()),
                  micros(e.computeNanos()),
                  e.flops(),
                  e.bytes());
    } else if (event instanceof TaskRetried e) {
      return ",\"task\":%d,\"activity\":%s,\"attempt\":%d,\"error\":%s"
          .formatted(e.task(), quoted(e.activity()), e.attempt(), quoted(e.error()));
    } else if (event instanceof Scaled e) {
      return scaled(e.sample());
    }
    RunEnded e = (RunEnded) event;
    return ",\"status\":%s,\"reason\":%s,\"dropped\":%d"
        .formatted(quoted(e.status().name()), quoted(e.reason()), e.dropped());
  }

  private static String scaled(ScalingSample sample) {
    return ",\"waiting\":%d,\"leased\":%d,\"live\":%d,\"starting\":%d,\"target\":%d,\"started\":%d"
            .formatted(
                sample.waiting(),
                sample.leased(),
                sample.live(),
                sample.starting(),
                sample.target(),
                sample.started())
        + sample.problem().map(why -> ",\"problem\":" + quoted(why)).orElse("");
  }

  private static String task(long task, int statement) {
    return ",\"task\":%d,\"statement\":%d".formatted(task, statement);
  }

  private static String taskClass(TaskClass each) {
    return "{\"statement\":%d,\"kernel\":%s,\"tasks\":%d}"
        .formatted(each.statement(), quoted(each.kernel()), each.tasks());
  }

  private static String name(RunEvent event) {
    return event.getClass().getSimpleName();
  }

  private static String micros(long nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / MICROSECOND);
  }

  private static String quoted(String text) {
    var json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
