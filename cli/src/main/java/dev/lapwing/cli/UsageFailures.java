package dev.lapwing.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    new Failure(ExitCode.USAGE, "usage", message(thrown, List.of(arguments)))
        .report(console, List.of(arguments).contains("--json"));
    return ExitCode.USAGE;
  }

  private static String message(ParameterException thrown, List<String> arguments) {
    CommandSpec command = thrown.getCommandLine().getCommandSpec();
    String what =
        unknownOption(command, arguments)
            .orElseGet(
                () ->
                    thrown instanceof UnmatchedArgumentException unmatched
                        ? unmatched(unmatched.getUnmatched().get(0), command)
                        : plain(thrown.getMessage()));
    boolean helps = what.endsWith("?") || what.contains("; ");
    return helps ? what : what + "; see " + command.qualifiedName() + " --help";
  }

  /** A mistyped option explains all that goes wrong after it. */
  private static Optional<String> unknownOption(CommandSpec command, List<String> arguments) {
    List<String> known = optionsOf(command);
    return arguments.stream()
        .takeWhile(word -> !word.equals("--"))
        .filter(word -> word.matches("--.+|-[a-zA-Z]"))
        .map(UsageFailures::name)
        .filter(name -> !known.contains(name))
        .findFirst()
        .map(name -> unknown(name, command));
  }

  private static String unknown(String option, CommandSpec command) {
    return "%s has no option %s%s"
        .formatted(command.qualifiedName(), option, NearMatch.question(option, optionsOf(command)));
  }

  private static String name(String option) {
    return option.split("=", 2)[0];
  }

  private static String unmatched(String word, CommandSpec command) {
    if (word.startsWith("-")) {
      return unknown(name(word), command);
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

  /** Picocli's words without its own: what is wrong with which option. */
  private static String plain(String message) {
    String text =
        message
            .replaceFirst("^Invalid value for positional parameter at index .*?\\): ", "")
            .replaceFirst("^Invalid value for option '(\\S+)'(?: \\(.*?\\))?: ", "$1: ")
            .replaceFirst("^Missing required parameter: '(.*)'$", "$1 is missing")
            .replaceFirst("^Missing required parameters: '(.*)'$", "$1 are missing")
            .replace("', '", ", ")
            .replaceFirst("^Missing required option: '(.*)'$", "$1 is missing")
            .replaceFirst("^Expected parameter for option '(\\S+)'.*$", "$1 needs a value")
            .replaceFirst("^Missing required parameter for option '(\\S+)'.*$", "$1 needs a value");
    return text.equals(message)
        ? message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1)
        : text;
  }
}
