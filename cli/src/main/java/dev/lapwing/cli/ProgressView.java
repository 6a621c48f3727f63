package dev.lapwing.cli;

import java.io.PrintStream;
import java.time.Duration;

/** Shows how an activity goes on. Used by one thread at a time. */
interface ProgressView {

  /** The activity as it is now. */
  void show(Activity activity);

  /** The activity is over. */
  void clear();

  /** Shows nothing. */
  static ProgressView none() {
    return new ProgressView() {
      @Override
      public void show(Activity activity) {}

      @Override
      public void clear() {}
    };
  }

  /** One line of a terminal, drawn over and over again, and wiped at the end. */
  static ProgressView line(PrintStream err, Terminal terminal) {
    return new ProgressView() {
      private boolean drawn;

      @Override
      public void show(Activity activity) {
        // The last column stays free: some terminals wrap as soon as it is filled.
        ProgressText text = new ProgressText(terminal.columns() - 1, terminal.shows('━'));
        err.print("\r" + text.of(activity) + "\u001b[K");
        err.flush();
        drawn = true;
      }

      @Override
      public void clear() {
        if (drawn) {
          err.print("\r\u001b[K");
          err.flush();
          drawn = false;
        }
      }
    };
  }

  /** A line now and then, for files and pipes. */
  static ProgressView log(PrintStream err, Duration interval) {
    return new ProgressView() {
      private long logged;

      @Override
      public void show(Activity activity) {
        long intervals = activity.elapsed().dividedBy(interval);
        if (intervals > logged) {
          err.println("lapwing: " + ProgressText.logged(activity));
        }
        logged = intervals;
      }

      @Override
      public void clear() {
        logged = 0;
      }
    };
  }
}
