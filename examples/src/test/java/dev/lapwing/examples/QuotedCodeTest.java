package dev.lapwing.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.lambdapack.PseudoCode;
import dev.lapwing.lambdapack.algorithm.CholeskyChunked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java code in the README and in docs/ is code that is compiled. */
class QuotedCodeTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

  @ParameterizedTest
  @MethodSource("quotingPages")
  void everyBlockStandsInASourceFile(Path page) throws IOException {
    String sources = unindented(sources());
    assertThat(blocks(page)).isNotEmpty().allSatisfy(block -> assertThat(sources)
        .contains(block));
  }

  @Test
  void theRecordedProgramPrintsAsTheLanguagePageShowsIt() throws IOException {
    assertThat(Files.readString(ROOT.resolve("docs/lambdapack.md")))
        .contains(PseudoCode.of(CholeskyChunked.program()).indent(4));
  }

  private static Stream<Path> quotingPages() {
    return Stream.of("README.md", "docs/lambdapack.md").map(ROOT::resolve);
  }

  private static List<String> blocks(Path page) throws IOException {
    return BLOCK
        .matcher(Files.readString(page))
        .results()
        .map(match -> unindented(match.group(1)))
        .collect(Collectors.toList());
  }

  private static String sources() throws IOException {
    StringBuilder text = new StringBuilder();
    for (String folder : List.of("examples/src/main/java", "lambdapack-dsl/src/main/java")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          text.append(Files.readString(file));
        }
      }
    }
    return text.toString();
  }

  private static String unindented(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n"));
  }
}
