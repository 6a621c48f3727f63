package dev.lapwing.testing.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A handler that does what its event says: a JSON text such as {@code "echo hello"}. It answers
 * with a JSON text, too.
 */
public final class Obedient implements RequestStreamHandler {
  private static final int MEBIBYTE = 1 << 20;
  private static final List<ByteBuffer> HOARD = new ArrayList<>();
  private static final List<long[]> HEAP_HOARD = new ArrayList<>();

  private int calls;

  /** Loads, or does not if its environment says so. */
  public Obedient() {
    if (System.getenv().containsKey("REFUSE_TO_LOAD")) {
      throw new IllegalStateException("It was told not to load");
    }
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    String text = new String(event.readAllBytes(), StandardCharsets.UTF_8).replace("\"", "");
    String[] words = text.split(" ", 2);
    String result = obey(words[0], words.length > 1 ? words[1] : "", context);
    answer.write(("\"" + result + "\"").getBytes(StandardCharsets.UTF_8));
  }

  private String obey(String verb, String object, Context context) throws IOException {
    calls++;
    return switch (verb) {
      case "echo" -> object;
      case "calls" -> Integer.toString(calls);
      case "pid" -> Long.toString(ProcessHandle.current().pid());
      case "variable" -> String.valueOf(System.getenv(object));
      case "context" ->
          "%s %d %d"
              .formatted(
                  context.getAwsRequestId(),
                  context.getRemainingTimeInMillis(),
                  context.getMemoryLimitInMB());
      case "print" -> print(object);
      case "await" -> await(Path.of(object));
      case "append" -> append(Path.of(object));
      case "fail" -> throw new IllegalArgumentException(object);
      case "exit" -> exit(Integer.parseInt(object));
      case "hoard" -> hoard(Integer.parseInt(object));
      case "overflow" -> overflow();
      default -> throw new IllegalArgumentException("It does not know how to " + verb);
    };
  }

  private static String print(String text) {
    System.out.println(text);
    return text;
  }

  /** Waits until a file is there. */
  private static String await(Path file) {
    while (!Files.exists(file)) {
      LockSupport.parkNanos(1_000_000);
    }
    return "waited";
  }

  private static String append(Path file) throws IOException {
    Files.writeString(
        file,
        "x",
        java.nio.file.StandardOpenOption.CREATE,
        java.nio.file.StandardOpenOption.APPEND);
    return "appended";
  }

  private static String exit(int code) {
    Runtime.getRuntime().halt(code);
    return "";
  }

  /** Takes memory outside of the heap, and uses every page of it. */
  private static String hoard(int mebibytes) {
    for (int i = 0; i < mebibytes; i++) {
      ByteBuffer block = ByteBuffer.allocateDirect(MEBIBYTE);
      for (int at = 0; at < MEBIBYTE; at += 4096) {
        block.put(at, (byte) 1);
      }
      HOARD.add(block);
    }
    // Longer than any check of the memory takes to come round.
    return await(Path.of("/never"));
  }

  private static String overflow() {
    while (HEAP_HOARD.size() < Integer.MAX_VALUE) {
      HEAP_HOARD.add(new long[MEBIBYTE]);
    }
    return "";
  }
}
