package dev.lapwing.executor;

import java.util.List;
import java.util.Optional;

/**
 * The order of the steps that bring one task to its end.
 *
 * @param steps the steps of a task that goes well
 */
record TaskProtocol(List<Step> steps) {
  /*
   * The task protocol.
   *
   * A message names a task and is held under a lease. Leases end, messages come twice, answers get
   * lost and executors die between any two steps; so each step may be repeated, and what a step
   * leaves behind must be enough for somebody else to go on. The steps of a task are
   *
   *   CHECK      stop if the run has ended; follow the chain if the task is done (see below)
   *   READ       read the inputs, take memory for the outputs
   *   COMPUTE    run the kernel: a pure function, so a repetition gives the same bits
   *   WRITE      write the outputs, one after the other
   *   TELL       add this task's edge to the set of each child and look at the set that comes back;
   *              a child whose set is full is ready, whether or not this very write filled it. One
   *              call tells many children, and may tell some of them when it fails: it is made again
   *   SEND       put the ready children in the queue, save one that may be kept
   *   MARK_DONE  mark the task as done, and record the child that was kept
   *   FREE       delete the scratch tiles that this task was the last to read
   *
   * and then the kept child goes through the same steps under the same message, or the message is
   * deleted.
   *
   * Why nothing is lost. The edge sets make two invariants. (1) An edge is in a set only if the
   * outputs of its task were written: so a full set means that the inputs are there. (2) A task whose
   * set is full and which is not done has a message that leads to it. Take the write that filled the
   * set, and the task Q that it was made for. As long as Q is not marked as done, its message
   * returns, TELL is repeated and finds the set full again. The first to mark Q as done had finished
   * TELL and SEND, after the set was full or before; if before, another parent's write filled it, and
   * the argument applies to that parent. So the child was sent, or is the kept child. This is also
   * why MARK_DONE does not travel with the last call of TELL, which would save a request: a crash
   * between that call and SEND would leave a full set without a message.
   *
   * The kept child has no message of its own: it is covered by the message of the task before it.
   * That message must live until the chain ends although its own task is done, and whoever receives
   * it again must find the child. So MARK_DONE records the kept child with the first marking, and
   * CHECK, when it meets a task that is done, goes on to the child recorded there, from child to
   * child, to the first that is not done. Only a done task without such a child lets the message be
   * deleted. When MARK_DONE finds the task already marked, somebody else has worked on it, and what
   * counts is the child recorded by him; so it returns to CHECK and drops its own choice, which the
   * argument above covers.
   *
   * Duplicates. A process works on a task once at a time: a message whose task is claimed by another
   * of its threads goes back to the queue, and finds the task done when it comes again. Between
   * processes nothing is claimed; both compute, and write the same bytes.
   *
   * Repetitions. A task that comes again (or comes after a restart) need not be computed again if its
   * outputs are there. They may also have been there and be gone, consumed by a child; the edge in
   * the child's set tells. That check costs requests, so it is made only when a delivery is not the
   * first, when the run was joined, or when an input is missing. Tiles that are missing and cannot be
   * explained are an error, never zeros.
   *
   * In place. In memory, an input that nobody else reads is taken from its store and overwritten. If
   * an executor fails for good between taking the input and writing the outputs, the input is lost
   * and the run fails; where tiles outlive the process nothing is taken, so nothing is lost.
   *
   * Completion. Tasks without children tell a tree of items, see CompletionTree; a full root ends the
   * run. The tree is told in TELL, so that everything above holds for it too.
   */

  /** What an executor does next with a message. */
  enum Step {
    CHECK,
    READ,
    COMPUTE,
    WRITE,
    TELL,
    SEND,
    MARK_DONE,
    FREE,
    /** End the run as FAILED. */
    FAIL,
    /** Delete the message: nobody needs it any more. */
    DELETE,
    /** Give the message back: somebody may have more luck later. */
    GIVE_BACK,
    /** Send the task that this message has led to under a message of its own, then delete this. */
    HAND_OVER,
    /** The executor holds no message any more. */
    END
  }

  /** The protocol. */
  static final TaskProtocol STANDARD =
      new TaskProtocol(
          List.of(
              Step.CHECK,
              Step.READ,
              Step.COMPUTE,
              Step.WRITE,
              Step.TELL,
              Step.SEND,
              Step.MARK_DONE,
              Step.FREE));

  TaskProtocol {
    steps = List.copyOf(steps);
  }

  /** The step after another, or none after the last. */
  Optional<Step> after(Step step) {
    int next = steps.indexOf(step) + 1;
    return next < steps.size() ? Optional.of(steps.get(next)) : Optional.empty();
  }
}
