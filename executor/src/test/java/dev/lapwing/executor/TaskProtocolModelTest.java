package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The task protocol, model-checked: it keeps its promises, and each mistake breaks one of them. */
@Tag("once")
class TaskProtocolModelTest {
  private static final String RIGHT = "NONE";
  private static final int AT_ONCE = 2;

  /** Models of more than 100,000 states. */
  private static final Set<String> LARGE = Set.of("chain", "diamond");

  @TempDir private static Path folder;
  private static final Map<Variant, Future<String>> CHECKS = new HashMap<>();
  private static ExecutorService threads;

  /** A model with a mistake in it, or without. */
  private record Variant(String model, String mistake) {}

  /** Begins all checks: each is a JVM with one thread, and most of them live for a second. */
  @BeforeAll
  static void begin() throws Exception {
    threads = Executors.newFixedThreadPool(AT_ONCE);
    for (String model : (Iterable<String>) models()::iterator) {
      begin(model, RIGHT);
    }
    for (ModelledMistakes mistake : ModelledMistakes.values()) {
      begin(mistake.model(), mistake.name());
    }
    begin("ending", ModelledMistakes.ONLY_WHOEVER_FILLS_THE_SET_SENDS.name());
    begin("resuming", ModelledMistakes.SEEDED_IS_MARKED_FIRST.name());
  }

  @AfterAll
  static void end() {
    threads.shutdownNow();
  }

  static Stream<String> models() throws Exception {
    try (Stream<Path> files = Files.list(ModelChecker.SPECIFICATION)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      return names.stream()
          .filter(name -> name.endsWith(".cfg"))
          .map(name -> name.replace(".cfg", ""));
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void theProtocolKeepsItsPromises(String model) throws Exception {
    assertThat(said(model, RIGHT)).contains("Model checking completed. No error has been found.");
  }

  @ParameterizedTest
  @EnumSource(ModelledMistakes.class)
  void aMistakeIsFoundOut(ModelledMistakes mistake) throws Exception {
    assertThat(said(mistake.model(), mistake.name())).contains(mistake.verdict());
  }

  @Test
  void aRunThatLosesATaskNeverEnds() throws Exception {
    String mistake = ModelledMistakes.ONLY_WHOEVER_FILLS_THE_SET_SENDS.name();
    assertThat(said("ending", mistake)).contains("Error: Temporal properties were violated.");
  }

  @Test
  void aRunWhoseRootsNobodySendsNeverEnds() throws Exception {
    String mistake = ModelledMistakes.SEEDED_IS_MARKED_FIRST.name();
    assertThat(said("resuming", mistake)).contains("Error: Temporal properties were violated.");
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

  private static void begin(String model, String mistake) throws Exception {
    String right = Files.readString(ModelChecker.SPECIFICATION.resolve(model + ".cfg"));
    assertThat(right).contains(ModelChecker.RIGHT);
    String configuration = right.replace(ModelChecker.RIGHT, "Mistake = \"" + mistake + "\"");
    Path own = Files.createDirectory(folder.resolve(model + "-" + mistake));
    boolean isLarge = mistake.equals(RIGHT) && LARGE.contains(model);
    CHECKS.put(
        new Variant(model, mistake),
        threads.submit(() -> ModelChecker.check(configuration, isLarge, own)));
  }

  private static String said(String model, String mistake) throws Exception {
    return CHECKS.get(new Variant(model, mistake)).get();
  }
}
