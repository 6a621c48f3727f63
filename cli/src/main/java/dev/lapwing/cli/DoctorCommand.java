package dev.lapwing.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.lapwing.cli.Check.Verdict;
import dev.lapwing.cli.stack.AwsSession;
import dev.lapwing.cli.stack.CodePackage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at everything that Lapwing needs from a machine. */
@Command(
    name = "doctor",
    header = "Checks Java, the BLAS, memory and disk of this machine, and computes a little.",
    description = {
      "",
      "With --on aws it checks what lapwing deploy has made: credentials, clock, stack, function,"
          + " quotas, and every permission by using it.",
      "",
      "Exits with 0 unless something does not work; warnings do not count."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  lapwing doctor", "  lapwing doctor --json"})
final class DoctorCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  @Option(names = "--on", paramLabel = "aws", description = "Check a deployed stack on AWS.")
  private Optional<String> place;

  @Mixin private StackOptions stack = new StackOptions();

  DoctorCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    List<Check> checks = dialogue.during("examining", this::examine);
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

  private List<Check> examine() {
    if (!StackOptions.isAws(place)) {
      return Examination.all();
    }
    try (AwsSession aws = stack.open()) {
      return new AwsExamination(aws, stack.name(), FunctionZip.ofBuild().map(this::pack)).all();
    }
  }

  private CodePackage pack(Path zip) {
    return new FunctionZip(zip).pack();
  }
}
