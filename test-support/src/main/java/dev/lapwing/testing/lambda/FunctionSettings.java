package dev.lapwing.testing.lambda;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What a function is made of, as CreateFunction would be told. Immutable; the defaults are
 * Lambda's.
 *
 * @param name names the function
 * @param handler the handler's class, and {@code ::method} if it has several
 * @param code the unpacked package: class files, and jars in {@code lib/}
 * @param memoryMegabytes the memory of an environment, which also sets its processors
 * @param timeout how long an invocation may take; unlike Lambda's it may be below a second
 * @param variables the environment variables that the deployment sets; unlike Lambda's they may
 *     replace those that Lambda sets itself
 * @param reserved how many environments may work at once; none means that the account's limit holds
 * @param retries how often an asynchronous event is tried again after an error of the function
 * @param jvmOptions options for the JVM of environments, beside those of the managed runtime
 */
public record FunctionSettings(
    String name,
    String handler,
    Path code,
    int memoryMegabytes,
    Duration timeout,
    Map<String, String> variables,
    OptionalInt reserved,
    int retries,
    List<String> jvmOptions) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final int LEAST_MEMORY = 128;
  private static final int MOST_MEMORY = 10_240;
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final int MOST_RETRIES = 2;

  /** Refuses what Lambda would refuse. */
  public FunctionSettings {
    require(NAME.matcher(name).matches(), "A function cannot be called '%s'".formatted(name));
    require(Files.isDirectory(code), "The code of a function must be a folder, not " + code);
    require(
        memoryMegabytes >= LEAST_MEMORY && memoryMegabytes <= MOST_MEMORY,
        "A function has 128 to 10240 MB of memory, not " + memoryMegabytes);
    require(
        timeout.compareTo(Duration.ZERO) > 0 && timeout.compareTo(LONGEST) <= 0,
        "A function's timeout is at most 900 s, not " + timeout);
    require(
        retries >= 0 && retries <= MOST_RETRIES,
        "An event is tried again 0 to 2 times, not " + retries);
    variables = Map.copyOf(variables);
    jvmOptions = List.copyOf(jvmOptions);
  }

  /** A function of 512 MB with a timeout of three seconds, and two retries of events. */
  public static FunctionSettings of(String name, String handler, Path code) {
    return new FunctionSettings(
        name,
        handler,
        code.toAbsolutePath(),
        512,
        Duration.ofSeconds(3),
        Map.of(),
        OptionalInt.empty(),
        2,
        List.of());
  }

  /** The same with another memory size. */
  public FunctionSettings memory(int megabytes) {
    return new FunctionSettings(
        name, handler, code, megabytes, timeout, variables, reserved, retries, jvmOptions);
  }

  /** The same with another timeout. */
  public FunctionSettings timeout(Duration newTimeout) {
    return new FunctionSettings(
        name, handler, code, memoryMegabytes, newTimeout, variables, reserved, retries, jvmOptions);
  }

  /** The same with one more environment variable. */
  public FunctionSettings variable(String key, String value) {
    return variables(Map.of(key, value));
  }

  /** The same with more environment variables. */
  public FunctionSettings variables(Map<String, String> additional) {
    Map<String, String> more = new HashMap<>(variables);
    more.putAll(additional);
    return new FunctionSettings(
        name, handler, code, memoryMegabytes, timeout, more, reserved, retries, jvmOptions);
  }

  /** The same with a limit of its own on environments that work at once. */
  public FunctionSettings concurrency(int environments) {
    return new FunctionSettings(
        name,
        handler,
        code,
        memoryMegabytes,
        timeout,
        variables,
        OptionalInt.of(environments),
        retries,
        jvmOptions);
  }

  /** The same with another number of retries of events. */
  public FunctionSettings retries(int newRetries) {
    return new FunctionSettings(
        name, handler, code, memoryMegabytes, timeout, variables, reserved, newRetries, jvmOptions);
  }

  /** The same with one more option for the JVM of environments. */
  public FunctionSettings jvmOption(String option) {
    List<String> more = new ArrayList<>(jvmOptions);
    more.add(option);
    return new FunctionSettings(
        name, handler, code, memoryMegabytes, timeout, variables, reserved, retries, more);
  }

  /** The function's name in AWS's world. */
  String arn() {
    return "arn:aws:lambda:" + LocalLambda.REGION + ":" + LocalLambda.ACCOUNT + ":function:" + name;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message + ".");
    }
  }
}
