package dev.lapwing.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lapwing.compiler.CompiledProgram;
import dev.lapwing.compiler.Compiler;
import dev.lapwing.compiler.Explanation;
import dev.lapwing.compiler.Explanation.TaskClass;
import dev.lapwing.lambdapack.PseudoCode;
import dev.lapwing.lambdapack.algorithm.Algorithm;
import dev.lapwing.lambdapack.algorithm.Algorithms;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what the compiler makes of a program. */
@Command(
    name = "explain",
    header = "Shows a program as the compiler sees it: one line for each class of tasks.",
    description = {
      "",
      "Without a program, lists those that ship with Lapwing. With sizes, counts the tasks there."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing explain",
      "  lapwing explain cholesky --source",
      "  lapwing explain cholesky --n 65536 --tile 1024",
      "  lapwing explain tsqr --queries"
    })
final class ExplainCommand implements Runnable {
  private final Dialogue dialogue;

  @Parameters(
      arity = "0..1",
      paramLabel = "PROGRAM",
      converter = ProgramName.class,
      completionCandidates = ProgramName.All.class,
      description = "The program.")
  private Optional<Algorithm> algorithm;

  @Option(names = "--source", description = "Show the program itself, as loops over tiles.")
  private boolean source;

  @Option(
      names = "--queries",
      description = "Show how the writer and the readers of a tile are found.")
  private boolean queries;

  @Mixin private SizeOptions sizes = new SizeOptions();

  ExplainCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public void run() {
    dialogue.answer(algorithm.map(this::explain).orElseGet(ExplainCommand::list));
  }

  private static Answer list() {
    Answer answer = Answer.of("explain");
    ArrayNode programs = JsonNodeFactory.instance.arrayNode();
    for (Algorithm shipped : Algorithms.all()) {
      answer.row(shipped.name(), shipped.description());
      programs.addObject().put("name", shipped.name()).put("description", shipped.description());
    }
    return answer.fact("programs", programs);
  }

  private Answer explain(Algorithm shipped) {
    CompiledProgram compiled = Compiler.compile(shipped.program());
    int bytes = compiled.encode().length;
    Explanation explanation =
        sizes.given()
            ? Explanation.of(compiled, sizes.of(shipped.program()))
            : Explanation.of(compiled);
    Answer answer =
        Answer.of("explain")
            .line(shipped.name() + ": " + shipped.description())
            .line("compiled to %d bytes, which serve all sizes".formatted(bytes))
            .line("");
    if (source) {
      answer.line(PseudoCode.of(shipped.program()));
    }
    String text = queries ? explanation.textWithQueries() : explanation.text();
    text.lines().skip(1).forEach(answer::line);
    return answer
        .fact("program", shipped.name())
        .fact("description", shipped.description())
        .fact("bytes", bytes)
        .fact("source", PseudoCode.of(shipped.program()))
        .fact("classes", json(explanation));
  }

  private static ArrayNode json(Explanation explanation) {
    ArrayNode classes = JsonNodeFactory.instance.arrayNode();
    for (TaskClass c : explanation.classes()) {
      ObjectNode node =
          classes
              .addObject()
              .put("statement", c.statement())
              .put("kernel", c.kernel())
              .put("call", c.call())
              .put("source", c.source());
      c.taskFormula().ifPresent(formula -> node.put("taskFormula", formula));
      c.tasks().ifPresent(count -> node.put("tasks", count));
      c.flopsFormula().ifPresent(formula -> node.put("flopsFormula", formula));
      put(node, "domain", c.domain());
      put(node, "reads", c.reads());
      put(node, "writes", c.writes());
      put(node, "queries", c.queries());
    }
    return classes;
  }

  private static void put(ObjectNode node, String name, List<String> values) {
    ArrayNode array = node.putArray(name);
    values.forEach(array::add);
  }
}
