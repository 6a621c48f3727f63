package dev.lapwing.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.io.ObjectInputStream;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who may import whom: the table of docs/architecture.md. The layers stand bottom to top. */
@Tag("once")
class ModulesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .withImportOption(location -> !location.contains("test-support"))
          .importPackages("dev.lapwing");

  private static final Map<String, Set<String>> PACKAGES =
      Map.of(
          "lambdapack", Set.of("dev.lapwing.lambdapack.."),
          "compiler", Set.of("dev.lapwing.compiler.."),
          "state", Set.of("dev.lapwing.state.."),
          "executor", Set.of("dev.lapwing.executor..", "dev.lapwing.tiles.."),
          "library",
              Set.of(
                  "dev.lapwing",
                  "dev.lapwing.data..",
                  "dev.lapwing.format..",
                  "dev.lapwing.nd4j.."),
          "examples", Set.of("dev.lapwing.examples.."),
          "cli", Set.of("dev.lapwing.cli.."));

  @Test
  void importsPointDownwardsOnly() {
    LayeredArchitecture table = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (var layer : PACKAGES.entrySet()) {
      table = table.layer(layer.getKey()).definedBy(layer.getValue().toArray(String[]::new));
    }
    ArchRule rule =
        table
            .whereLayer("lambdapack")
            .mayNotAccessAnyLayer()
            .whereLayer("compiler")
            .mayOnlyAccessLayers("lambdapack")
            .whereLayer("state")
            .mayNotAccessAnyLayer()
            .whereLayer("executor")
            .mayOnlyAccessLayers("compiler", "lambdapack", "state")
            .whereLayer("library")
            .mayOnlyAccessLayers("executor", "compiler", "lambdapack", "state")
            .whereLayer("examples")
            .mayOnlyAccessLayers("library", "lambdapack", "compiler", "executor")
            .whereLayer("cli")
            .mayOnlyAccessLayers(
                "library", "examples", "executor", "compiler", "lambdapack", "state");
    rule.check(CLASSES);
  }

  @Test
  void everyClassBelongsToALayerAndEveryLayerHasClasses() {
    assertThat(PACKAGES.values())
        .allSatisfy(packages -> assertThat(CLASSES).anyMatch(type -> belongsTo(type, packages)));
    assertThat(CLASSES)
        .allMatch(
            type -> PACKAGES.values().stream().anyMatch(packages -> belongsTo(type, packages)));
  }

  /** What comes from a queue, a table or a bucket is read field by field, and never revived. */
  @Test
  void nobodyReadsSerializedObjects() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ObjectInputStream.class)
        .check(CLASSES);
  }

  private static boolean belongsTo(JavaClass type, Set<String> packages) {
    return packages.stream().anyMatch(name -> resideInAPackage(name).test(type));
  }
}
