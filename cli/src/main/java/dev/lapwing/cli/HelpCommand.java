package dev.lapwing.cli;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains a command, as its option {@code --help} does. */
@Command(
    name = "help",
    helpCommand = true,
    header = "Explains a command.",
    footerHeading = "%nExamples:%n",
    footer = {"  lapwing help", "  lapwing help cholesky"})
final class HelpCommand implements Runnable {
  private final Dialogue dialogue;
  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "What to explain.")
  private Optional<String> command;

  HelpCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public void run() {
    CommandLine explained = command.map(this::find).orElseGet(() -> spec.root().commandLine());
    dialogue.answer(
        Answer.of("help")
            .line(explained.getUsageMessage().stripTrailing())
            .fact("text", explained.getUsageMessage(CommandLine.Help.Ansi.OFF)));
  }

  private CommandLine find(String name) {
    Map<String, CommandLine> commands = spec.root().subcommands();
    if (commands.containsKey(name)) {
      return commands.get(name);
    }
    throw new BadInput(
        "there is no command '%s'%s".formatted(name, NearMatch.question(name, commands.keySet())));
  }
}
