package dev.lapwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Examples of commands that change an AWS account are read to the end, but not carried out. */
class AwsExamplesTest {

  static Stream<String> examples() {
    return ExamplesInHelpTest.commands()
        .filter(command -> command.getCommandName().matches("deploy|destroy"))
        .flatMap(command -> ExamplesInHelpTest.examples(command).stream());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleIsUnderstood(String example) {
    String[] words = Arrays.stream(example.split(" ")).skip(1).toArray(String[]::new);
    CommandLine root =
        Cli.commandLine(
            new Console(System.out, System.err, Terminal::none, Map.of()), new Interruption());
    assertThat(root.parseArgs(words).hasSubcommand()).isTrue();
  }
}
