package dev.lapwing.bench.aws;

import dev.lapwing.testing.LocalDynamoDb;
import dev.lapwing.testing.LocalS3;
import dev.lapwing.testing.LocalSqs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * S3, SQS and DynamoDB in a process of their own on this machine, so that what they take of its
 * processors can be told from what Lapwing takes. Their answers take a fraction of a millisecond,
 * which those of AWS do not.
 */
final class Services implements AutoCloseable {
  private static final String END = "ready";

  private final Process process;
  private final Map<String, URI> endpoints;

  private Services(Process process, Map<String, URI> endpoints) {
    this.process = process;
    this.endpoints = endpoints;
  }

  /** Starts the process; when this returns, all of them answer. */
  static Services start() throws IOException {
    Process process =
        new ProcessBuilder(java(Services.class, List.of("-Xmx4g")))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Map<String, URI> endpoints = new LinkedHashMap<>();
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); !END.equals(line); line = lines.readLine()) {
      if (line == null) {
        throw new IOException("the services do not start");
      }
      String[] words = line.split(" ");
      endpoints.put(words[0], URI.create(words[1]));
    }
    return new Services(process, endpoints);
  }

  /** A command that runs a class in a JVM like this one. */
  static List<String> java(Class<?> type, List<String> options) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(options);
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), type.getName()));
    return words;
  }

  /** Where each answers, by its name in the settings of the SDK. */
  Map<String, URI> endpoints() {
    return endpoints;
  }

  /** The processor time that they have taken so far. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** The process: tells where the services answer, and ends with its parent. */
  public static void main(String[] arguments) {
    try (LocalS3 s3 = LocalS3.start();
        LocalSqs sqs = LocalSqs.start();
        LocalDynamoDb dynamoDb = LocalDynamoDb.start().withTable(Stack.TABLE)) {
      System.out.println("S3 " + s3.endpoint());
      System.out.println("Sqs " + sqs.endpoint());
      System.out.println("DynamoDb " + dynamoDb.endpoint());
      System.out.println(END);
      while (System.in.read() >= 0) {
        // Its parent says nothing, and ends.
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
