package dev.lapwing.testing.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * AWS's runtime interface client, the program that a managed runtime runs in every environment. It
 * lies on this JVM's class path; its native library is unpacked once, because by itself each
 * environment would unpack it to one and the same file while others are using that.
 *
 * @param classPath its jars
 * @param library its native library
 */
record RuntimeClient(String classPath, Path library) {
  private static final String MAIN = AWSLambda.class.getName();
  private static final String LIBRARY_PROPERTY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  /** Unpacks what must be unpacked into a folder. */
  static RuntimeClient in(Path folder) throws IOException {
    String name = "libaws-lambda-jni.linux-%s.so".formatted(processor());
    Path library = folder.resolve(name);
    try (InputStream packed = AWSLambda.class.getResourceAsStream("/jni/" + name)) {
      if (packed == null) {
        throw new IOException(
            "The runtime interface client has no %s: it runs on Linux alone.".formatted(name));
      }
      Files.copy(packed, library);
    }
    return new RuntimeClient(jars(), library);
  }

  /** The words of a command line, from the class path on. */
  List<String> command(String handler) {
    return List.of("-D" + LIBRARY_PROPERTY + "=" + library, "-cp", classPath, MAIN, handler);
  }

  private static String processor() {
    return System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
  }

  private static String jars() {
    return Stream.of(
            AWSLambda.class,
            RequestStreamHandler.class,
            PojoSerializer.class,
            SdkInternalThreadLocal.class)
        .map(RuntimeClient::jarOf)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(type + " is not in a file", e);
    }
  }
}
