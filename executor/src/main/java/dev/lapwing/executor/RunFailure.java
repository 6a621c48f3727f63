package dev.lapwing.executor;

/**
 * Why a run ended without its results. The message says what happened, where, and what to do; the
 * subtypes hold the same as fields.
 */
public abstract sealed class RunFailure extends RuntimeException
    permits CostLimitReached,
        KernelMismatch,
        LeaseLost,
        NotPositiveDefinite,
        OutOfMemoryBudget,
        RankDeficient,
        RunCancelled,
        ShapeMismatch,
        SingularMatrix,
        StorageFailed,
        StorageRefused,
        TaskFailed,
        TileMissing {
  private static final long serialVersionUID = 1L;

  RunFailure(String message) {
    super(message);
  }

  RunFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
