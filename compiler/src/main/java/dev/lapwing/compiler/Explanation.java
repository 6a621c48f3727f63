package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Node;
import dev.lapwing.lambdapack.Operand;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.PseudoCode;
import dev.lapwing.lambdapack.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a compiled program consists of: one line for every statement, that is, for every class of
 * tasks.
 *
 * @param program its name
 * @param classes the classes of tasks, in textual order
 */
public record Explanation(String program, List<TaskClass> classes) {

  /**
   * The tasks of one statement.
   *
   * @param statement its number
   * @param call the kernel call, as the program writes it
   * @param kernel the id of the kernel
   * @param domain the loops and guards around it, outermost first
   * @param reads its operands
   * @param writes the tiles it writes
   * @param taskFormula how many tasks there are, as a polynomial in the numbers of tiles, if it is
   *     one
   * @param tasks how many tasks there are at given sizes, if sizes were given
   * @param flopsFormula the operations of one task, as a polynomial in the letters of the kernel's
   *     shapes, if it is one
   * @param source where it was written
   * @param queries the dependence queries: how the task that writes a tile, and those that read it,
   *     are found
   */
  public record TaskClass(
      int statement,
      String call,
      String kernel,
      List<String> domain,
      List<String> reads,
      List<String> writes,
      Optional<String> taskFormula,
      OptionalLong tasks,
      Optional<String> flopsFormula,
      String source,
      List<String> queries) {
    public TaskClass {
      domain = List.copyOf(domain);
      reads = List.copyOf(reads);
      writes = List.copyOf(writes);
      queries = List.copyOf(queries);
    }
  }

  public Explanation {
    classes = List.copyOf(classes);
  }

  /** Explains a program at any sizes. */
  public static Explanation of(CompiledProgram compiled) {
    return explain((Queries) compiled, Optional.empty());
  }

  /** Explains a program and counts its tasks at given sizes. */
  public static Explanation of(CompiledProgram compiled, Sizes sizes) {
    return explain((Queries) compiled, Optional.of(compiled.at(sizes)));
  }

  private static Explanation explain(Queries queries, Optional<TaskGraph> graph) {
    Program program = queries.program();
    List<TaskClass> classes = new ArrayList<>();
    for (StatementQueries statement : queries.statements()) {
      classes.add(taskClass(program, statement, graph));
    }
    return new Explanation(program.name(), classes);
  }

  private static TaskClass taskClass(
      Program program, StatementQueries queries, Optional<TaskGraph> graph) {
    Node.Statement statement = queries.domain().statement();
    int number = statement.number();
    return new TaskClass(
        number,
        PseudoCode.of(statement),
        statement.kernel().id(),
        queries.domain().text(),
        statement.reads().stream().map(Operand::text).toList(),
        statement.writes().stream().map(Operand::text).toList(),
        Formulas.tasks(program, queries).map(Formula::toString),
        graph.map(g -> OptionalLong.of(g.taskCount(number))).orElse(OptionalLong.empty()),
        Formulas.flops(program, statement).map(Formula::toString),
        statement.source(),
        queries(queries));
  }

  private static List<String> queries(StatementQueries queries) {
    Node.Statement statement = queries.domain().statement();
    List<String> lines = new ArrayList<>();
    for (int w = 0; w < statement.writes().size(); w++) {
      lines.add("writer of " + statement.writes().get(w).text() + ": " + queries.writers().get(w));
    }
    for (int r = 0; r < statement.reads().size(); r++) {
      lines.add("readers of " + statement.reads().get(r).text() + ": " + queries.readers().get(r));
    }
    lines.add("roots: " + queries.roots().map(DependenceQuery::toString).orElse("none"));
    return lines;
  }

  /** The explanation as lines of text: one for each class of tasks. */
  public String text() {
    return text(false);
  }

  /** The explanation as lines of text, with the dependence queries below each class. */
  public String textWithQueries() {
    return text(true);
  }

  private String text(boolean withQueries) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("tasks", "flops each", "kernel call"));
    classes.forEach(c -> rows.add(cells(c)));
    List<String> lines = TextTable.lines(rows);
    StringBuilder text = new StringBuilder("program ").append(program).append('\n');
    text.append(lines.get(0)).append('\n');
    for (int c = 0; c < classes.size(); c++) {
      text.append(lines.get(c + 1)).append('\n');
      if (withQueries) {
        classes.get(c).queries().forEach(q -> text.append("    ").append(q).append('\n'));
      }
    }
    return text.toString();
  }

  private static List<String> cells(TaskClass c) {
    String formula = c.taskFormula().orElse("");
    String count = c.tasks().isPresent() ? "%,d".formatted(c.tasks().getAsLong()) : "";
    String between = formula.isEmpty() || count.isEmpty() ? "" : " = ";
    String tasks = formula + between + count;
    String domain = c.domain().isEmpty() ? "" : "  for " + String.join(", ", c.domain());
    return List.of(
        tasks.isEmpty() ? "depends on the sizes" : tasks,
        c.flopsFormula().orElse("depends on the shapes"),
        c.call() + domain + "  (" + c.source() + ")");
  }
}
