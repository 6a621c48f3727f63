package dev.lapwing.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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
  private final Dialogue dialogue;
  @Spec private CommandSpec spec;

  CompletionCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public void run() {
    String script = AutoComplete.bash("lapwing", spec.root().commandLine());
    dialogue.answer(Answer.of("completion").line(script).fact("script", script));
  }
}
