package dev.lapwing.state.processes;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * A program that ends when the JVM that started it is gone, whatever it is doing: a test that is
 * killed leaves no child behind that waits for it for ever.
 */
public final class Attached {
  private static final int ORPHANED = 70;

  private Attached() {}

  /** Arguments: the class with the program's own main method, and the arguments of that. */
  public static void main(String[] arguments) throws Throwable {
    var watch = new Thread(Attached::awaitEndOfInput, "attached");
    watch.setDaemon(true);
    watch.start();
    Method main = Class.forName(arguments[0]).getDeclaredMethod("main", String[].class);
    main.setAccessible(true);
    try {
      main.invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** The starter writes nothing; the system ends the input when it is gone. */
  private static void awaitEndOfInput() {
    try {
      long bytes = System.in.transferTo(OutputStream.nullOutputStream());
      System.err.printf("Orphaned, after %d bytes%n", bytes);
    } catch (IOException e) {
      System.err.println("Orphaned: " + e);
    }
    Runtime.getRuntime().halt(ORPHANED);
  }
}
