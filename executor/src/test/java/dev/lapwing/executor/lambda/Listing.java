package dev.lapwing.executor.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A handler that lists the events it receives, line by line, in the file that LISTING names. */
public final class Listing implements RequestStreamHandler {
  static final String VARIABLE = "LISTING";

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    String line = new String(event.readAllBytes(), StandardCharsets.UTF_8) + "\n";
    Files.writeString(
        Path.of(System.getenv(VARIABLE)),
        line,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
