package dev.lapwing.cli;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Optional;

/** Standard error as the C library knows it; Java itself can only tell about standard output. */
final class PosixTerminal implements Terminal {
  private static final int STANDARD_INPUT = 0;
  private static final int STANDARD_ERROR = 2;
  private static final long WINDOW_SIZE_REQUEST = Platform.isMac() ? 0x40087468L : 0x5413L;
  private static final int DEFAULT_COLUMNS = 80;

  private final LibC libC;
  private final Charset charset;

  private PosixTerminal(LibC libC, Charset charset) {
    this.libC = libC;
    this.charset = charset;
  }

  /** Standard error of this process, or {@link Terminal#none} where there is no such C library. */
  static Terminal standardError() {
    try {
      return new PosixTerminal(Native.load("c", LibC.class), charset());
    } catch (UnsatisfiedLinkError noSuchLibrary) {
      return Terminal.none();
    }
  }

  @Override
  public boolean isInteractive() {
    return libC.isatty(STANDARD_ERROR) == 1;
  }

  @Override
  public int columns() {
    // struct winsize { unsigned short rows, columns, xPixels, yPixels; }
    try (Memory size = new Memory(4 * Short.BYTES)) {
      int failed = libC.ioctl(STANDARD_ERROR, new NativeLong(WINDOW_SIZE_REQUEST), size);
      int columns = Short.toUnsignedInt(size.getShort(Short.BYTES));
      return failed == 0 && columns > 0 ? columns : DEFAULT_COLUMNS;
    }
  }

  @Override
  public boolean shows(char character) {
    return charset.newEncoder().canEncode(character);
  }

  @Override
  public Optional<String> ask(String question) {
    if (!isInteractive() || libC.isatty(STANDARD_INPUT) != 1) {
      return Optional.empty();
    }
    System.err.print(question);
    System.err.flush();
    try {
      var input = new BufferedReader(new InputStreamReader(System.in, charset));
      return Optional.ofNullable(input.readLine()).map(String::strip);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What {@code System.err} encodes with; its own getter came with Java 18. */
  private static Charset charset() {
    String standardError = System.getProperty("stderr.encoding");
    String name = standardError == null ? System.getProperty("sun.stderr.encoding") : standardError;
    return name == null ? Charset.defaultCharset() : Charset.forName(name);
  }

  /** The two functions that are needed. */
  interface LibC extends Library {
    int isatty(int fileDescriptor);

    int ioctl(int fileDescriptor, NativeLong request, Object... arguments);
  }
}
