package dev.lapwing.cli;

import dev.lapwing.cli.stack.Change;
import dev.lapwing.cli.stack.CodePackage;
import dev.lapwing.cli.stack.StackName;
import dev.lapwing.cli.stack.StackState;
import java.util.List;
import java.util.Locale;

/** What a deploy has to say in the end. */
final class DeployAnswer {
  private final StackName name;
  private final String region;
  private final Answer answer = Answer.of("deploy");
  private String codeKey = "";

  DeployAnswer(StackName name, String region) {
    this.name = name;
    this.region = region;
    answer.fact("stack", name.value()).fact("region", region);
  }

  void place(String account, String bucket, CodePackage code) {
    codeKey = code.key();
    answer.fact("account", account).fact("bucket", bucket).fact("codeKey", codeKey);
  }

  void changes(List<Change> changes) {
    answer.fact("changes", new ChangeTable(changes).json());
  }

  void uploaded(boolean uploaded) {
    answer.fact("uploaded", uploaded);
  }

  Answer ofDryRun() {
    return answer.line("This was a dry run: nothing was changed.");
  }

  Answer of(StackState stack) {
    stack.outputs().forEach((key, value) -> answer.fact(decapitalized(key), value));
    return answer
        .fact("status", stack.status())
        .row("stack", "%s in %s: %s".formatted(name, region, stack.status()))
        .row("matrices", "s3://%s/".formatted(stack.bucket().orElse("-")))
        .row("function", "%s, %s".formatted(name.function(), codeKey))
        .row("people", "who use it need the policies " + output(stack, "ExecutorPolicy"))
        .row("", "and " + output(stack, "ClientPolicy"))
        .row("next", "lapwing doctor --on aws" + name.option());
  }

  private static String output(StackState stack, String key) {
    return stack.outputs().getOrDefault(key, "-");
  }

  private static String decapitalized(String key) {
    return key.substring(0, 1).toLowerCase(Locale.ROOT) + key.substring(1);
  }
}
