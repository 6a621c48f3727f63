package dev.lapwing.executor;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executors that are processes of this machine. They outlive the process that starts them, and
 * neither Ctrl-C in its terminal nor the terminal's end reaches them.
 */
public final class ProcessFleet implements Fleet {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessFleet.class);

  /** Signals that are ignored stay so in the program that takes the shell's place. */
  private static final List<String> UNDISTURBED =
      List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "lapwing");

  private final Function<String, List<String>> command;
  private final Path logs;
  private final AtomicInteger count = new AtomicInteger();
  private final ConcurrentLinkedQueue<Member> members = new ConcurrentLinkedQueue<>();

  /**
   * A fleet without executors.
   *
   * @param command the command that starts one executor of a run, by the run's id
   * @param logs a folder for what executors say, one file for each that says anything
   */
  public ProcessFleet(Function<String, List<String>> command, Path logs) {
    this.command = command;
    this.logs = logs;
  }

  @Override
  public Start start(String run, int executors, BooleanSupplier permit) {
    Optional<String> misfortune = misfortune();
    for (int started = 0; started < executors; started++) {
      if (!permit.getAsBoolean()) {
        return Start.late(started);
      }
      try {
        members.add(launch(run));
      } catch (IOException e) {
        return Start.failed(started, "a process could not be started: " + e.getMessage());
      }
    }
    return misfortune
        .map(reason -> Start.failed(executors, reason))
        .orElseGet(() -> Start.of(executors));
  }

  /** The executors that were started here and have not ended. */
  List<ProcessHandle> processes() {
    return members.stream()
        .map(member -> member.process().toHandle())
        .filter(ProcessHandle::isAlive)
        .toList();
  }

  /**
   * How one of the executors ended that did not end well; each is told once. New ones are started
   * all the same: that they are fewer the more often this happens is the autoscaler's business.
   */
  private Optional<String> misfortune() {
    Optional<String> first = Optional.empty();
    for (Member member : List.copyOf(members)) {
      if (!member.process().isAlive()) {
        members.remove(member);
        first = first.or(member::misfortune);
        member.forgetIfSilent();
      }
    }
    return first;
  }

  private Member launch(String run) throws IOException {
    Files.createDirectories(logs);
    String name =
        "%s-%d-%d.log".formatted(run, ProcessHandle.current().pid(), count.incrementAndGet());
    Path log = logs.resolve(name);
    List<String> words = new ArrayList<>();
    if (Files.isExecutable(Path.of(UNDISTURBED.get(0)))) {
      words.addAll(UNDISTURBED);
    }
    words.addAll(command.apply(run));
    Process process =
        new ProcessBuilder(words)
            .redirectInput(nothing())
            .redirectOutput(log.toFile())
            .redirectErrorStream(true)
            .start();
    return new Member(process, log);
  }

  private static File nothing() {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return new File(windows ? "NUL" : "/dev/null");
  }

  /** One executor. */
  private record Member(Process process, Path log) {
    Optional<String> misfortune() {
      int code = process.exitValue();
      return code == 0
          ? Optional.empty()
          : Optional.of(
              "an executor ended with exit code %d: %s (%s)".formatted(code, lastWords(), log));
    }

    void forgetIfSilent() {
      try {
        if (Files.exists(log) && Files.size(log) == 0) {
          Files.delete(log);
        }
      } catch (IOException e) {
        LOG.debug("{} is left behind: {}", log, e.toString());
      }
    }

    private String lastWords() {
      try (Stream<String> lines = Files.lines(log)) {
        return lines.filter(line -> !line.isBlank()).reduce((a, b) -> b).orElse("without a word");
      } catch (IOException e) {
        return "its log cannot be read: " + e.getMessage();
      }
    }
  }
}
