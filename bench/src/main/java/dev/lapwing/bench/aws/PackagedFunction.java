package dev.lapwing.bench.aws;

import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.executor.lambda.ExecutorFunction;
import dev.lapwing.testing.AwsEnvironment;
import dev.lapwing.testing.lambda.FunctionPackage;
import dev.lapwing.testing.lambda.FunctionSettings;
import dev.lapwing.testing.lambda.LocalFunction;
import dev.lapwing.testing.lambda.LocalLambda;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * The packaged function, unpacked on this machine, and a Lambda service that it can be deployed to.
 * An environment has the processors that its memory buys on AWS, by {@code taskset}.
 */
final class PackagedFunction implements AutoCloseable {
  /** What buys one processor. */
  private static final int MEGABYTES_PER_CORE = 1769;

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Path BUILT = Path.of("executor", "target");

  private final Stack stack;
  private final Path folder;
  private final Path code;
  private final LocalLambda lambda = LocalLambda.start();
  private final AwsEnvironment environment =
      AwsEnvironment.start().service("Lambda", lambda.endpoint());
  private final LambdaClient client =
      LambdaClient.builder()
          .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(PATIENCE))
          .build();

  private PackagedFunction(Stack stack, Path folder) throws IOException {
    this.stack = stack;
    this.folder = folder;
    this.code = new FunctionPackage(zip()).unpack(Files.createDirectory(folder.resolve("code")));
  }

  /** Unpacks what the build has packed. */
  static PackagedFunction unpack(Stack stack) throws IOException {
    return new PackagedFunction(stack, Files.createTempDirectory("lapwing-cold-start-"));
  }

  /** A file beside the function. */
  Path file(String name) {
    return folder.resolve(name);
  }

  /**
   * Deploys it, once more.
   *
   * @param name of the function
   * @param options of its environments' JVMs, beside those of the managed runtime
   */
  LocalFunction deploy(String name, int megabytes, List<String> options) throws IOException {
    FunctionSettings settings =
        FunctionSettings.of(name, ExecutorFunction.class.getName(), code)
            .memory(megabytes)
            .timeout(PATIENCE)
            .variables(stack.variables())
            .variables(environment.variables())
            .variable("LAPWING_BUCKET", Stack.place().bucket())
            .variable("LAPWING_TABLE", Stack.place().table())
            .variable("LAPWING_QUEUE_PREFIX", Stack.place().queuePrefix())
            .variable("LAPWING_BLAS_CORE", core())
            .variable("AWS_LAMBDA_EXEC_WRAPPER", wrapper(cores(megabytes)).toString());
    for (String option : options) {
      settings = settings.jvmOption(option);
    }
    return lambda.create(settings);
  }

  /** Calls a function, and waits for its answer: seconds. */
  double work(LocalFunction function, String run, long tasks) {
    long since = System.nanoTime();
    InvokeResponse response =
        client.invoke(
            request ->
                request
                    .functionName(function.settings().name())
                    .payload(SdkBytes.fromUtf8String("{\"run\":\"%s\"}".formatted(run))));
    double seconds = (System.nanoTime() - since) * 1e-9;
    String answer = response.payload().asUtf8String();
    if (!answer.contains("\"tasks\":" + tasks)) {
      throw new IllegalStateException(
          "the function answers %s after %s".formatted(answer, function.log()));
    }
    return seconds;
  }

  /** How many processors an environment has, in whole numbers, of those that are here. */
  static int cores(int megabytes) {
    int bought = (int) Math.ceil((double) megabytes / MEGABYTES_PER_CORE);
    return Math.min(bought, Runtime.getRuntime().availableProcessors());
  }

  private static String core() {
    return KernelLibraries.coreNamedIn(KernelLibraries.best().description()).orElseThrow();
  }

  private Path wrapper(int cores) throws IOException {
    Path script = file("on-%d-cores".formatted(cores));
    Files.writeString(script, "#!/bin/sh\nexec taskset -c 0-%d \"$@\"\n".formatted(cores - 1));
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  private static Path zip() throws IOException {
    try (Stream<Path> files = Files.list(BUILT)) {
      return files
          .filter(file -> file.toString().endsWith("-function.zip"))
          .findFirst()
          .orElseThrow(() -> new IOException("there is no zip of the function in " + BUILT));
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
    environment.close();
    lambda.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
