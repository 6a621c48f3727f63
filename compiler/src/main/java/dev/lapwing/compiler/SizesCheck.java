package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Parameter;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Requirement;
import dev.lapwing.lambdapack.Size;
import dev.lapwing.lambdapack.Sizes;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Checks that the sizes, parameters and scalars given are exactly those that a program has, and
 * meet its requirements.
 */
final class SizesCheck {
  private SizesCheck() {}

  static void check(Program program, Sizes sizes) {
    compare(
        program,
        "size",
        program.sizes().stream().map(Size::name).collect(Collectors.toSet()),
        sizes.partitions().keySet());
    compare(
        program,
        "parameter",
        program.parameters().stream().map(Parameter::name).collect(Collectors.toSet()),
        sizes.parameters().keySet());
    compare(program, "scalar", Set.copyOf(program.scalars()), sizes.scalars().keySet());
    program.sizes().forEach(size -> requireCut(program, size, sizes));
    program.requirements().forEach(r -> require(program, r, sizes));
  }

  private static void requireCut(Program program, Size size, Sizes sizes) {
    if (!isCutAsDeclared(size, sizes)) {
      throw new IllegalArgumentException(
          "program %s at %s: size %s must be cut at the same places as size %s, as far as both reach: make their tiles equally long"
              .formatted(program.name(), SizesText.of(sizes), size.name(), size.like().get()));
    }
  }

  private static boolean isCutAsDeclared(Size size, Sizes sizes) {
    return size.like()
        .map(other -> sizes.partitions().get(other))
        .map(sizes.partitions().get(size.name())::isCutLike)
        .orElse(true);
  }

  private static void require(Program program, Requirement requirement, Sizes sizes) {
    if (!holds(requirement, sizes)) {
      throw new IllegalArgumentException(
          "program %s at %s: %s (needs %s)"
              .formatted(
                  program.name(),
                  SizesText.of(sizes),
                  requirement.reason(),
                  requirement.condition().text()));
    }
  }

  /** Whether sizes are among those that a program is meant for. */
  static boolean meets(Program program, Sizes sizes) {
    return program.sizes().stream().allMatch(size -> isCutAsDeclared(size, sizes))
        && program.requirements().stream().allMatch(r -> holds(r, sizes));
  }

  private static boolean holds(Requirement requirement, Sizes sizes) {
    try {
      return new Specializer(sizes).condition(requirement.condition()).holds(new long[0]);
    } catch (Undefined noValue) {
      return false;
    }
  }

  private static void compare(Program program, String what, Set<String> wanted, Set<String> given) {
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(given);
    Set<String> unknown = new TreeSet<>(given);
    unknown.removeAll(wanted);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "program %s needs a value for %s %s; given: %s"
              .formatted(program.name(), what, missing, new TreeSet<>(given)));
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "program %s has no %s %s; it has: %s"
              .formatted(program.name(), what, unknown, new TreeSet<>(wanted)));
    }
  }
}
