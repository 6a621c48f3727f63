package dev.lapwing.lambdapack;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;

/** Finds the line of the author's code that called the recording layer. */
final class CallSite {

  private static final StackWalker WALKER = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

  private CallSite() {}

  /** The innermost line outside the recording layer, as {@code File.java:line}. */
  static String ofCaller() {
    return WALKER.walk(frames -> frames
        .filter(frame -> isAuthors(frame.getDeclaringClass()))
        .findFirst()
        .map(CallSite::describe)
        .orElse("unknown source"));
  }

  private static boolean isAuthors(Class<?> declaring) {
    Class<?> outermost = declaring;
    while (outermost.getEnclosingClass() != null) {
      outermost = outermost.getEnclosingClass();
    }
    return outermost != CallSite.class
        && !outermost.isAnnotationPresent(Recording.class)
        && !outermost.getName().startsWith("java.");
  }

  private static String describe(StackFrame frame) {
    return frame.getFileName() + ":" + frame.getLineNumber();
  }
}
