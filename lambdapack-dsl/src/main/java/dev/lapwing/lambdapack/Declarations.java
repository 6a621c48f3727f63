package dev.lapwing.lambdapack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The named things of a program, in the order of their declaration. */
@Recording
final class Declarations {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  private final Recorder recorder;
  private final Map<String, String> kinds = new HashMap<>();
  private final List<Size> sizes = new ArrayList<>();
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<String> scalars = new ArrayList<>();
  private final List<Requirement> requirements = new ArrayList<>();
  private final List<Matrix> matrices = new ArrayList<>();

  Declarations(Recorder recorder) {
    this.recorder = recorder;
  }

  void add(Size size) {
    declare(size.name(), "a size");
    sizes.add(size);
  }

  void add(Parameter parameter) {
    declare(parameter.name(), "a parameter");
    parameters.add(parameter);
  }

  void addScalar(String name) {
    declare(name, "a scalar");
    scalars.add(name);
  }

  void add(Requirement requirement) {
    recorder.requireTopLevel("a requirement");
    requirements.add(requirement);
  }

  void add(Matrix matrix) {
    declare(matrix.name(), "a matrix");
    requireOwnExtent(matrix, matrix.rows());
    requireOwnExtent(matrix, matrix.columns());
    matrices.add(matrix);
  }

  private void declare(String name, String kind) {
    recorder.requireTopLevel(kind + " (" + name + ")");
    requireName(name);
    requireFree(name);
    kinds.put(name, kind);
  }

  void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw recorder.illegal(
          "'" + name + "' is no name; a name is a letter followed by letters, digits and _");
    }
  }

  boolean isFree(String name) {
    return !kinds.containsKey(name);
  }

  void requireFree(String name) {
    if (!isFree(name)) {
      throw recorder.illegal(name + " is already the name of " + kinds.get(name));
    }
  }

  private void requireOwnExtent(Matrix matrix, Extent extent) {
    if (extent instanceof Extent.Along along) {
      requireOwnSize(matrix, along.size());
      requirePosition(matrix, along.position());
    } else if (extent instanceof Extent.OfTile tile) {
      requireOwnSize(matrix, tile.size());
    } else if (extent instanceof Extent.Whole whole) {
      requireOwnSize(matrix, whole.size());
    } else if (extent instanceof Extent.Smaller smaller) {
      requireOwnExtent(matrix, smaller.left());
      requireOwnExtent(matrix, smaller.right());
    }
  }

  private void requireOwnSize(Matrix matrix, Size size) {
    if (!sizes.contains(size)) {
      throw recorder.illegal("the tiles of %s follow the size %s, which is not one of this program"
          .formatted(matrix.name(), size.name()));
    }
  }

  private void requirePosition(Matrix matrix, int position) {
    if (position < 0 || position >= matrix.rank()) {
      throw recorder.illegal(
          ("the tiles of %s follow the index at position %d, but there are %d indices,"
                  + " counted from 0")
              .formatted(matrix.name(), position, matrix.rank()));
    }
  }

  Program program(String name, List<Node> body) {
    return new Program(name, sizes, parameters, scalars, requirements, matrices, body);
  }
}
