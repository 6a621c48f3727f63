package dev.lapwing.lambdapack;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where a symbolic value comes from: the program that is being recorded, and the loops whose
 * indices it depends on. Constants come from no program and fit every one.
 */
@Recording
record Origin(Optional<Recorder> recorder, Set<LoopScope> loops) {

  static final Origin CONSTANT = new Origin(Optional.empty(), Set.of());

  Origin {
    loops = Set.copyOf(loops);
  }

  static Origin of(Recorder recorder) {
    return new Origin(Optional.of(recorder), Set.of());
  }

  static Origin of(Recorder recorder, LoopScope loop) {
    return new Origin(Optional.of(recorder), Set.of(loop));
  }

  /** Where a combination of two values comes from, if they may be combined here. */
  Origin join(Origin other) {
    requireUsable();
    other.requireUsable();
    recorder.ifPresent(program -> other.requireFrom(program, "one of these"));
    Set<LoopScope> union = new HashSet<>(loops);
    union.addAll(other.loops);
    return new Origin(recorder.or(other::recorder), union);
  }

  /** Refuses a value of another program. */
  void requireFrom(Recorder expected, Object value) {
    recorder.filter(actual -> actual != expected).ifPresent(actual -> {
      throw expected.illegal(
          "%s belongs to program %s; sizes, indices and matrices cannot be shared between programs"
              .formatted(value, actual.program()));
    });
  }

  /** Refuses a value after its program has ended, and an index after its loop has. */
  void requireUsable() {
    recorder.ifPresent(program -> {
      program.requireOpen();
      loops.forEach(program::requireInside);
    });
  }

  IllegalProgram illegal(String problem) {
    return recorder
        .map(program -> program.illegal(problem))
        .orElseGet(() -> IllegalProgram.outsideOfPrograms(problem));
  }
}
