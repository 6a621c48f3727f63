package dev.lapwing.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.lapwing.cli.Check.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Looks at everything that Lapwing needs from a machine. */
@Command(
    name = "doctor",
    header = "Checks Java, the BLAS, memory and disk of this machine, and computes a little.",
    description = {"", "Exits with 0 unless something does not work; warnings do not count."},
    footerHeading = "%nExamples:%n",
    footer = {"  lapwing doctor", "  lapwing doctor --json"})
final class DoctorCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  DoctorCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    List<Check> checks = dialogue.during("examining", Examination::all);
    Answer answer = Answer.of("doctor");
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (Check check : checks) {
      answer.line(
          String.format(
              Locale.ROOT, "%-4s  %-10s %s", check.word(), check.name(), check.finding()));
      if (!check.cure().isEmpty()) {
        answer.line(" ".repeat(17) + check.cure());
      }
      json.addObject()
          .put("name", check.name())
          .put("verdict", check.word())
          .put("finding", check.finding())
          .put("cure", check.cure());
    }
    boolean works = checks.stream().noneMatch(check -> check.verdict() == Verdict.FAIL);
    dialogue.answer(answer.fact("works", works).fact("checks", json));
    return works ? ExitCode.OK : ExitCode.VERIFICATION;
  }
}
