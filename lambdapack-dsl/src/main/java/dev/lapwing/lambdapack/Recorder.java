package dev.lapwing.lambdapack;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What has been recorded of a program's body so far: the blocks that are open, and the assignment
 * that still waits for its kernel call.
 */
@Recording
final class Recorder {

  private final String program;
  private final List<Guard> requirements = new ArrayList<>();
  private final Deque<Block> blocks = new ArrayDeque<>();
  private Optional<Assignment> pending = Optional.empty();
  private int statements;
  private boolean ended;

  /** The body of the program, of a loop or of a guard. */
  private record Block(List<Node> nodes, Optional<LoopScope> loop, Optional<Guard> guard) {
    static Block of(Optional<LoopScope> loop, Optional<Guard> guard) {
      return new Block(new ArrayList<>(), loop, guard);
    }
  }

  Recorder(String program) {
    this.program = program;
    blocks.push(Block.of(Optional.empty(), Optional.empty()));
  }

  String program() {
    return program;
  }

  /** A mistake at the caller's line. */
  IllegalProgram illegal(String problem) {
    return illegal(CallSite.ofCaller(), problem);
  }

  private IllegalProgram illegal(String source, String problem) {
    boolean inBody = blocks.size() > 1 || statements > 0 || pending.isPresent();
    OptionalInt statement = inBody ? OptionalInt.of(statements) : OptionalInt.empty();
    return new IllegalProgram(Optional.of(program), statement, source, problem);
  }

  void requireOpen() {
    if (ended) {
      throw illegal("the program has ended; nothing can be added after Program.define");
    }
  }

  void requireInside(LoopScope loop) {
    if (blocks.stream().noneMatch(block -> block.loop().filter(loop::equals).isPresent())) {
      throw illegal("loop index " + loop + " is used outside its loop");
    }
  }

  /** Declarations come first, so that they cannot depend on loop indices. */
  void requireTopLevel(String what) {
    requireOpen();
    requireNothingPending();
    if (blocks.size() > 1) {
      throw illegal(what + " is declared inside a loop or guard; declare it before the first loop");
    }
  }

  int depth() {
    return (int) blocks.stream().filter(block -> block.loop().isPresent()).count();
  }

  boolean hasOpenLoop(String name) {
    return blocks.stream()
        .flatMap(block -> block.loop().stream())
        .anyMatch(loop -> loop.index().name().equals(name));
  }

  /** What holds where the next statement stands: the requirements, and the guards around it. */
  List<Guard> assumptions() {
    Stream<Guard> guards = blocks.stream().flatMap(block -> block.guard().stream());
    return Stream.concat(requirements.stream(), guards).toList();
  }

  void assume(Guard requirement) {
    requirements.add(requirement);
  }

  void loop(LoopScope scope, Runnable body, Function<List<Node>, Node> node) {
    record(Block.of(Optional.of(scope), Optional.empty()), body, node);
  }

  void when(Guard guard, Runnable body) {
    record(
        Block.of(Optional.empty(), Optional.of(guard)), body, nodes -> new Node.When(guard, nodes));
  }

  private void record(Block block, Runnable body, Function<List<Node>, Node> node) {
    requireOpen();
    requireNothingPending();
    blocks.push(block);
    body.run();
    requireNothingPending();
    blocks.pop();
    blocks.element().nodes().add(node.apply(block.nodes()));
  }

  void begin(Assignment assignment) {
    requireOpen();
    requireNothingPending();
    pending = Optional.of(assignment);
  }

  int nextStatement() {
    return statements;
  }

  void complete(Assignment assignment, Node.Statement statement) {
    blocks.element().nodes().add(statement);
    pending = pending.filter(waiting -> waiting != assignment);
    statements++;
  }

  boolean awaits(Assignment assignment) {
    return pending.filter(waiting -> waiting == assignment).isPresent();
  }

  private void requireNothingPending() {
    pending.ifPresent(assignment -> {
      throw illegal(
          assignment.source(), assignment + " has no kernel call; complete it with .be(...)");
    });
  }

  List<Node> end() {
    requireNothingPending();
    return blocks.element().nodes();
  }

  void close() {
    ended = true;
  }
}
