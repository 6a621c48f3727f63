package dev.lapwing.testing.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;

/**
 * A shell that kills what this JVM has started when this JVM is gone, however it went: a process
 * that was stopped by a signal cannot notice by itself. The shell reads process ids until its input
 * ends, which the system sees to when this JVM dies.
 */
final class Keeper implements AutoCloseable {
  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      kept=
      while read -r verb pid; do
        case $verb in
          keep) kept="$kept $pid" ;;
          drop)
            left=
            for one in $kept; do [ "$one" = "$pid" ] || left="$left $one"; done
            kept=$left ;;
        esac
      done
      for one in $kept; do kill -9 "$one"; done
      """;

  private final Process shell;
  private final Writer commands;

  private Keeper(Process shell) {
    this.shell = shell;
    this.commands = shell.outputWriter(StandardCharsets.US_ASCII);
  }

  static Keeper start() throws IOException {
    return new Keeper(
        new ProcessBuilder("sh", "-c", SCRIPT)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start());
  }

  /** Kills this process when the JVM is gone. */
  void keep(Process process) {
    say("keep " + process.pid());
  }

  /** Forgets a process that has ended: its id may be another's soon. */
  void drop(Process process) {
    say("drop " + process.pid());
  }

  /** Kills all that is kept, and ends the shell. */
  @Override
  public void close() throws IOException {
    commands.close();
    shell.onExit().join();
  }

  private synchronized void say(String command) {
    try {
      commands.write(command + "\n");
      commands.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("The shell that looks after processes is gone", e);
    }
  }
}
