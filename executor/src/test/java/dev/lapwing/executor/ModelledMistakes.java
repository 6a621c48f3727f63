package dev.lapwing.executor;

/**
 * What may be wrong with the protocol in docs/protocol/TaskProtocol.tla: the model that shows it,
 * and the promise that is broken there.
 */
enum ModelledMistakes {
  ONLY_WHOEVER_FILLS_THE_SET_SENDS("diamond", "Invariant NoTaskLost"),
  A_COUNTER_INSTEAD_OF_A_SET("diamond", "Invariant NoPrematureRead"),
  DELETE_BEFORE_WORK("diamond", "Invariant NoTaskLost"),
  MARK_DONE_BEFORE_TELLING("diamond", "Invariant NoTaskLost"),
  MARK_DONE_BEFORE_SENDING("diamond", "Invariant NoTaskLost"),
  TELL_BEFORE_WRITE("diamond", "Invariant NoPrematureRead"),
  OUTPUTS_EXIST_SO_DELETE_THE_MESSAGE("diamond", "Invariant NoTaskLost"),
  THE_KEPT_CHILD_IS_NOT_RECORDED("diamond", "Invariant NoTaskLost"),
  FREE_BEFORE_MARKING("diamond", "Invariant NoTileFreedWhileNeeded"),
  FREEING_AGAIN_COUNTS_AGAIN("diamond", "Invariant NoTileFreedWhileNeeded"),
  SEEDED_IS_MARKED_FIRST("diamond", "Invariant NoTaskLost"),
  MISSING_IS_ZERO("diamond", "Invariant SingleValue"),
  NO_CLAIMS("memory", "Invariant NoPrematureRead"),
  A_REFUSED_CLAIM_DELETES_THE_MESSAGE("memory", "Invariant NoTaskLost"),
  EDGES_ARE_NOT_LOOKED_AT("memory", "Invariant NoTileMissing"),
  REFUSALS_WEAR_A_MESSAGE_OUT("threads", "Invariant NoFailureWithoutCause"),
  CHAINS_WEAR_A_MESSAGE_OUT("deaths", "Invariant NoFailureWithoutCause"),
  RESUME_BEFORE_SENDING("emptied", "Invariant NoTaskLost"),
  CHILDREN_ARE_LOOKED_AT_BEFORE_PARENTS("emptied", "Invariant NoTaskLost"),
  A_RESUME_SENDS_ONLY_ROOTS("emptied", "Invariant NoTaskLost"),
  THE_QUEUE_IS_EMPTIED_BEFORE_SENDING("clients", "Invariant NoTaskLost"),
  A_RECORD_IS_WRITTEN_OVER("clients", "Action property EndStands"),
  A_STOPPED_RUN_LOSES_ITS_MESSAGES("revival", "Invariant NoTaskLost"),
  A_STOPPED_EXECUTOR_GOES_ON("revival", "Invariant NoTaskLost"),
  A_REFUSED_END_IS_TAKEN_FOR_AN_END("revival", "Invariant NoEndLost"),
  THE_LAST_END_STANDS("revival", "Action property EndStands");

  private final String model;
  private final String broken;

  ModelledMistakes(String model, String broken) {
    this.model = model;
    this.broken = broken;
  }

  /** The name of the model that shows it. */
  String model() {
    return model;
  }

  /** What TLC must say. */
  String verdict() {
    return "Error: " + broken + " is violated.";
  }
}
