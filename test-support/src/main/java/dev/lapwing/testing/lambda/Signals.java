package dev.lapwing.testing.lambda;

import com.sun.jna.Library;
import com.sun.jna.Native;

/** Sends signals to processes that this JVM has started; a process that has ended gets none. */
enum Signals {
  /** The process is gone at once. */
  KILL(9),
  /** The process is asked to end. */
  TERMINATE(15),
  /** The process stands still, whatever it is doing. */
  STOP(19),
  /** The process goes on. */
  CONTINUE(18);

  private final int number;

  /** The numbers are Linux's, the only system that the runtime interface client runs on. */
  Signals(int number) {
    this.number = number;
  }

  void send(Process process) {
    if (process.isAlive()) {
      CLibrary.INSTANCE.kill(Math.toIntExact(process.pid()), number);
    }
  }

  /** The C library of this process. */
  private interface CLibrary extends Library {
    CLibrary INSTANCE = Native.load("c", CLibrary.class);

    int kill(int pid, int signal);
  }
}
