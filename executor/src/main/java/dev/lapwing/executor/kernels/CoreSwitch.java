package dev.lapwing.executor.kernels;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an OpenBLAS that has been loaded compute for another processor type. OpenBLAS takes the
 * type from the environment when it initialises itself, so this sets the variable for as long as it
 * is initialised again. Nothing else may call OpenBLAS meanwhile.
 */
final class CoreSwitch {
  private static final Logger LOG = LoggerFactory.getLogger(CoreSwitch.class);
  private static final String VARIABLE = "OPENBLAS_CORETYPE";

  private final NativeLibrary library;

  CoreSwitch(NativeLibrary library) {
    this.library = library;
  }

  /** Selects a type; false, with a line in the log, if OpenBLAS goes on with another one. */
  boolean select(String core) {
    if (!isSelected(core)) {
      reinitialise(core);
    }
    boolean selected = isSelected(core);
    if (!selected) {
      LOG.warn("OpenBLAS computes as {} although {} was asked for", current(), core);
    }
    return selected;
  }

  private void reinitialise(String core) {
    try {
      Function quit = library.getFunction("gotoblas_dynamic_quit");
      Function initialise = library.getFunction("gotoblas_dynamic_init");
      setVariable(core);
      quit.invokeVoid(new Object[0]);
      initialise.invokeVoid(new Object[0]);
      setVariable(System.getenv(VARIABLE));
    } catch (UnsatisfiedLinkError e) {
      LOG.debug("This build of OpenBLAS knows one processor type only: {}", e.getMessage());
    }
  }

  /** Sets the variable in the process's own environment, or removes it. */
  private static void setVariable(String value) {
    if (Platform.isWindows()) {
      NativeLibrary.getInstance("kernel32")
          .getFunction("SetEnvironmentVariableA", Function.ALT_CONVENTION)
          .invokeInt(new Object[] {VARIABLE, value});
    } else if (value == null) {
      NativeLibrary.getProcess().getFunction("unsetenv").invokeInt(new Object[] {VARIABLE});
    } else {
      NativeLibrary.getProcess().getFunction("setenv").invokeInt(new Object[] {VARIABLE, value, 1});
    }
  }

  private static boolean isSelected(String core) {
    return current().equalsIgnoreCase(core);
  }

  private static String current() {
    return OpenBlas.openblas_get_corename();
  }
}
