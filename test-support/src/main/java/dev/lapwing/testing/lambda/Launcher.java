package dev.lapwing.testing.lambda;

import dev.lapwing.testing.LocalS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts the processes of environments as the managed Java runtime does: the runtime interface
 * client alone on the class path, the function in the working folder, the managed runtime's JVM
 * options, and no environment variable but Lambda's and the function's own.
 */
final class Launcher {
  private static final String WRAPPER = "AWS_LAMBDA_EXEC_WRAPPER";
  private static final int HEAP_PERCENT = 85;
  private static final int FIRST_JDK_THAT_ASKS = 24;

  private final Path folder;
  private final RuntimeClient client;

  /**
   * A launcher.
   *
   * @param folder holds logs and the temporary folders of environments
   */
  Launcher(Path folder, RuntimeClient client) {
    this.folder = folder;
    this.client = client;
  }

  /**
   * Starts a process.
   *
   * @param number tells environments of a function apart
   * @param runtimeApi host and port of the Runtime API for this environment
   */
  Process launch(FunctionSettings function, int number, String runtimeApi) throws IOException {
    Path temporary = folder.resolve(function.name() + "-" + number);
    Files.createDirectories(temporary);
    var builder =
        new ProcessBuilder(command(function, temporary))
            .directory(function.code().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log(function, number).toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(variables(function, number, runtimeApi));
    environment.putAll(function.variables());
    return builder.start();
  }

  /** What an environment has printed. */
  Path log(FunctionSettings function, int number) {
    return folder.resolve("%s-%d.log".formatted(function.name(), number));
  }

  private List<String> command(FunctionSettings function, Path temporary) {
    List<String> command = new ArrayList<>();
    // A script of the deployment's, that may change the command line which it is given.
    Optional.ofNullable(function.variables().get(WRAPPER)).ifPresent(command::add);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(managedOptions(function));
    // The real one has a home that does not exist, and can write to its temporary folder alone.
    command.add("-Duser.home=/home/sbx_user1051");
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(function.jvmOptions());
    command.addAll(client.command(function.handler()));
    return command;
  }

  private static List<String> managedOptions(FunctionSettings function) {
    List<String> options = new ArrayList<>();
    options.add("-Xmx" + function.memoryMegabytes() * HEAP_PERCENT / 100 + "m");
    options.add("-XX:+UseSerialGC");
    options.add("-XX:TieredStopAtLevel=1");
    options.add("-XX:ActiveProcessorCount=" + processors(function.memoryMegabytes()));
    if (Runtime.version().feature() >= FIRST_JDK_THAT_ASKS) {
      options.add("--enable-native-access=ALL-UNNAMED");
    }
    return options;
  }

  /** How many processors an environment sees; below 1,769 MB it has less than the time of one. */
  private static int processors(int megabytes) {
    if (megabytes <= 3008) {
      return 2;
    }
    return megabytes <= 5307 ? 3 : megabytes <= 7076 ? 4 : megabytes <= 8845 ? 5 : 6;
  }

  private static Map<String, String> variables(
      FunctionSettings function, int number, String runtimeApi) {
    return Map.ofEntries(
        Map.entry("AWS_LAMBDA_RUNTIME_API", runtimeApi),
        Map.entry("AWS_LAMBDA_FUNCTION_NAME", function.name()),
        Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
        Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "" + function.memoryMegabytes()),
        Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
        Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name()),
        Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "environment-" + number),
        Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_java" + Runtime.version().feature()),
        Map.entry("AWS_REGION", LocalLambda.REGION),
        Map.entry("AWS_DEFAULT_REGION", LocalLambda.REGION),
        Map.entry("AWS_ACCESS_KEY_ID", LocalS3.ACCESS_KEY),
        Map.entry("AWS_SECRET_ACCESS_KEY", LocalS3.SECRET_KEY),
        Map.entry("LAMBDA_TASK_ROOT", function.code().toString()),
        Map.entry("_HANDLER", function.handler()),
        Map.entry("LANG", "en_US.UTF-8"),
        Map.entry("TZ", ":UTC"),
        Map.entry("PATH", "/usr/local/bin:/usr/bin/:/bin"));
  }
}
