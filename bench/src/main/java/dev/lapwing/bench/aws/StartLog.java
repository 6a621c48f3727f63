package dev.lapwing.bench.aws;

import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.executor.lambda.ExecutorFunction;
import dev.lapwing.state.aws.AwsClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a JVM has noted of the classes that it loaded, each with the time since its start. Some of
 * them begin a part of the start.
 */
record StartLog(List<Loading> loadings) {
  private static final Pattern LINE = Pattern.compile("\\[([\\d.]+)s\\] (\\S+) source: (.*)");
  private static final String ARCHIVE = "shared objects file";

  /** What begins the parts of a start, in their order. */
  private static final List<String> MARKS =
      List.of(
          "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
          ExecutorFunction.class.getName(),
          KernelLibraries.class.getName(),
          AwsClients.class.getName(),
          "dev.lapwing.executor.lambda.FunctionEvents");

  /** The names of the parts, of which each ends where the next begins. */
  static final List<String> PARTS =
      List.of("JVM", "runtime client", "own classes", "kernels", "clients");

  /** One class that was loaded, when, and from where. */
  record Loading(double seconds, String type, String source) {
    boolean isArchived() {
      return source.startsWith(ARCHIVE);
    }

    /** Whether it comes from an archive that was made for the function, and not for the JDK. */
    boolean isOfOwnArchive() {
      return source.equals(ARCHIVE + " (top)");
    }
  }

  /** The option that lets a JVM write one. */
  static String option(Path file) {
    return "-Xlog:class+load:file=" + file + ":uptime";
  }

  /** Reads what a JVM has written. */
  static StartLog read(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return new StartLog(
          lines.map(LINE::matcher).filter(Matcher::matches).map(StartLog::loading).toList());
    }
  }

  /** Seconds of each part. */
  List<Double> parts() {
    List<Double> ends = MARKS.stream().map(this::when).toList();
    return Stream.iterate(0, i -> i < ends.size(), i -> i + 1)
        .map(i -> i == 0 ? ends.get(0) : ends.get(i) - ends.get(i - 1))
        .toList();
  }

  /** How many classes were loaded until the function was ready. */
  long classes() {
    return untilReady().count();
  }

  /** How many of these were in archives. */
  long archived() {
    return untilReady().filter(Loading::isArchived).count();
  }

  /** Whether the function's own archive was used at all. */
  boolean usesOwnArchive() {
    return loadings.stream().anyMatch(Loading::isOfOwnArchive);
  }

  private Stream<Loading> untilReady() {
    double ready = when(MARKS.get(MARKS.size() - 1));
    return loadings.stream().filter(loading -> loading.seconds() <= ready);
  }

  private double when(String type) {
    return loadings.stream()
        .filter(loading -> loading.type().equals(type))
        .mapToDouble(Loading::seconds)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the JVM has not loaded " + type));
  }

  private static Loading loading(Matcher line) {
    return new Loading(Double.parseDouble(line.group(1)), line.group(2), line.group(3));
  }
}
