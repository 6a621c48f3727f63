package dev.lapwing.executor.lambda;

/** What a function is invoked with. */
sealed interface FunctionEvent {

  /** Work on a run: {@code {"run": "01JD..."}}. */
  record Join(String run) implements FunctionEvent {}

  /** Look after the runs that nobody works on: {@code {"sweep": true}}. */
  record Sweep() implements FunctionEvent {}
}
