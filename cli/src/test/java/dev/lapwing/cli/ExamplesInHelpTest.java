package dev.lapwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

@Tag("once")
class ExamplesInHelpTest {
  @TempDir private Path folder;

  static Stream<CommandLine> commands() {
    Console console = new Console(System.out, System.err, Terminal::none, Map.of());
    CommandLine root = Cli.commandLine(console, new Interruption());
    return Stream.concat(Stream.of(root), root.getSubcommands().values().stream());
  }

  /**
   * All but those whose examples need a process that was killed, see {@link ChildJvmTest}, or AWS,
   * see {@link AwsExamplesTest}.
   */
  static Stream<CommandLine> commandsThatWorkAnywhere() {
    return commands()
        .filter(
            command -> !Set.of("resume", "deploy", "destroy").contains(command.getCommandName()));
  }

  @ParameterizedTest
  @MethodSource("commandsThatWorkAnywhere")
  void everyCommandExplainsItselfByExamplesThatWork(CommandLine command) {
    List<String> examples = examples(command);
    assertThat(examples).hasSizeGreaterThanOrEqualTo(2);
    for (String example : examples) {
      Invocation invocation = Invocation.of(arguments(example));
      assertThat(invocation.exitCode()).as(example + ": " + invocation.err()).isZero();
      assertThat(invocation.errorLines()).as(example).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyHelpFitsIntoEightyColumns(CommandLine command) {
    assertThat(command.getUsageMessage(CommandLine.Help.Ansi.OFF).lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  static List<String> examples(CommandLine command) {
    return Arrays.stream(command.getCommandSpec().usageMessage().footer())
        .map(String::strip)
        .toList();
  }

  /** What the shell would pass, with all files in a folder of the test's own. */
  private String[] arguments(String example) {
    String line = example.replaceFirst("^source <\\((.*)\\)$", "$1").replaceFirst(" > .*$", "");
    return Arrays.stream(line.split(" "))
        .skip(1)
        .map(
            word ->
                word.matches("work|.*\\.(npy|mtx|csv|zarr|html)")
                    ? folder.resolve(word) + ""
                    : word)
        .toArray(String[]::new);
  }
}
