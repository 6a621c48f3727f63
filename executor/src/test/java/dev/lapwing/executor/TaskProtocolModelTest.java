package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The task protocol, model-checked: it keeps its promises, and each mistake breaks one of them. */
class TaskProtocolModelTest {
  private static final String NO_MISTAKE = "Mistake = \"NONE\"";

  @TempDir private Path folder;

  static Stream<String> models() throws Exception {
    try (Stream<Path> files = Files.list(ModelChecker.SPECIFICATION)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      return names.stream().filter(name -> name.endsWith(".cfg"));
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void theProtocolKeepsItsPromises(String model) throws Exception {
    assertThat(ModelChecker.check(configuration(model), folder, 2))
        .contains("Model checking completed. No error has been found.");
  }

  @ParameterizedTest
  @EnumSource(ModelledMistakes.class)
  void aMistakeIsFoundOut(ModelledMistakes mistake) throws Exception {
    assertThat(checkWith(mistake.model(), mistake.name())).contains(mistake.verdict());
  }

  @Test
  void aRunThatLosesATaskNeverEnds() throws Exception {
    String mistake = ModelledMistakes.ONLY_WHOEVER_FILLS_THE_SET_SENDS.name();
    assertThat(checkWith("ending", mistake)).contains("Error: Temporal properties were violated.");
  }

  @Test
  void everyMistakeThatIsModelledIsTried() throws Exception {
    String specification = Files.readString(ModelChecker.SPECIFICATION.resolve("TaskProtocol.tla"));
    String mistakes = specification.replaceAll("(?s).*Mistakes == \\{(.*?)\\}.*", "$1");
    List<String> modelled =
        Pattern.compile("\"(\\w+)\"").matcher(mistakes).results().map(m -> m.group(1)).toList();
    assertThat(modelled)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ModelledMistakes.values()).map(Enum::name).toList());
  }

  private String checkWith(String model, String mistake) throws Exception {
    String right = configuration(model + ".cfg");
    assertThat(right).contains(NO_MISTAKE);
    String wrong = right.replace(NO_MISTAKE, "Mistake = \"" + mistake + "\"");
    return ModelChecker.check(wrong, folder, 1);
  }

  private static String configuration(String model) throws Exception {
    return Files.readString(ModelChecker.SPECIFICATION.resolve(model));
  }
}
