package dev.lapwing.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Spec;

/** Prints the script that makes a shell complete Lapwing's commands and options. */
@Command(
    name = "completion",
    header = "Prints a completion script for bash and zsh.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(lapwing completion)",
      "  lapwing completion > ~/.local/share/bash-completion/completions/lapwing"
    })
final class CompletionCommand implements Runnable {
  /** Picocli takes no argument for the name of a file unless its type is that of a file. */
  private static final String NO_FILE_NAMES = "compopt +o default";

  private final Dialogue dialogue;
  @Spec private CommandSpec spec;

  CompletionCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public void run() {
    completeCommandNames();
    String script =
        AutoComplete.bash("lapwing", spec.root().commandLine())
            .lines()
            .filter(line -> !line.contains(NO_FILE_NAMES))
            .collect(Collectors.joining("\n"));
    dialogue.answer(Answer.of("completion").line(script).fact("script", script));
  }

  /** What {@code lapwing help} explains are the other commands, which are not known to it alone. */
  private void completeCommandNames() {
    CommandSpec help = spec.root().subcommands().get("help").getCommandSpec();
    PositionalParamSpec command = help.positionalParameters().get(0);
    help.remove(command);
    help.addPositional(
        command.toBuilder()
            .completionCandidates(List.copyOf(spec.root().subcommands().keySet()))
            .build());
  }
}
