package dev.lapwing.cli;

/** The exit codes of the command, which scripts may rely on. */
final class ExitCode {
  /** It worked. */
  static final int OK = 0;

  /** An error that the user did not make: of the program or of the machine. */
  static final int INTERNAL = 1;

  /** The command line or an input is wrong. */
  static final int USAGE = 2;

  /** The numbers do not allow the operation: not positive definite, or singular. */
  static final int NUMERICAL = 3;

  /** A check was made and failed. */
  static final int VERIFICATION = 4;

  /** The work does not fit into the memory that it may use. */
  static final int MEMORY = 5;

  /** The work costs more than it may. */
  static final int COST = 6;

  /** Stopped by Ctrl-C: 128 and the number of the signal, as shells count. */
  static final int CANCELLED = 130;

  private ExitCode() {}
}
