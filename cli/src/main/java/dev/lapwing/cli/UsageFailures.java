package dev.lapwing.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports a command line that makes no sense, in one line that says what would. */
record UsageFailures(Console console) implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException thrown, String[] arguments) {
    if (console.debugs() || List.of(arguments).contains("--debug")) {
      thrown.printStackTrace(console.err());
    }
    new Failure(ExitCode.USAGE, "usage", message(thrown))
        .report(console, List.of(arguments).contains("--json"));
    return ExitCode.USAGE;
  }

  private static String message(ParameterException thrown) {
    CommandSpec command = thrown.getCommandLine().getCommandSpec();
    String what =
        thrown instanceof UnmatchedArgumentException unmatched
            ? unmatched(unmatched.getUnmatched().get(0), command)
            : decapitalised(thrown.getMessage());
    return what.endsWith("?") ? what : what + "; see " + command.qualifiedName() + " --help";
  }

  private static String unmatched(String word, CommandSpec command) {
    if (word.startsWith("-")) {
      String option = word.split("=", 2)[0];
      return "%s has no option %s%s"
          .formatted(
              command.qualifiedName(), option, NearMatch.question(option, optionsOf(command)));
    }
    return command.subcommands().isEmpty()
        ? "'%s' is one argument too many for %s".formatted(word, command.qualifiedName())
        : "there is no command '%s'%s"
            .formatted(word, NearMatch.question(word, command.subcommands().keySet()));
  }

  private static List<String> optionsOf(CommandSpec command) {
    List<String> names = new ArrayList<>();
    for (OptionSpec option : command.options()) {
      names.addAll(List.of(option.names()));
    }
    return names;
  }

  private static String decapitalised(String message) {
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }
}
