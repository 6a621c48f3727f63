package dev.lapwing.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line as a process of its own. */
final class ChildProcess {
  private ChildProcess() {}

  /** Starts a command in a folder. */
  static Process start(Path directory, String... arguments) throws IOException {
    List<String> words = new ArrayList<>(undeaf());
    words.addAll(command(arguments));
    return new ProcessBuilder(words).directory(directory.toFile()).start();
  }

  /** A build that was started in the background may ignore Ctrl-C, which its children inherit. */
  private static List<String> undeaf() {
    boolean linux = System.getProperty("os.name").equals("Linux");
    return linux ? List.of("env", "--default-signal=INT") : List.of();
  }

  /** The words that start it. */
  static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(
        List.of("-XX:MaxDirectMemorySize=4g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    return command;
  }
}
