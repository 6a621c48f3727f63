package dev.lapwing.executor;

import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.aws.AwsClients;
import dev.lapwing.state.aws.AwsPlace;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the runs of a test are that processes share: a folder, or a stack on AWS. A process is told
 * it by one word, and by environment variables.
 *
 * @param word the folder, or {@code s3://BUCKET/FOLDER} for the matrices of a stack
 * @param variables what a process must have in its environment
 */
record RunPlace(String word, Map<String, String> variables) {
  private static final String STACK = "s3://";

  static RunPlace folder(Path folder) {
    return new RunPlace(folder.toString(), Map.of());
  }

  /** The stack that environment variables name, with a folder of its bucket for matrices. */
  static RunPlace stack(Map<String, String> variables, String folder) {
    return new RunPlace(STACK + AwsPlace.of(variables).bucket() + "/" + folder, variables);
  }

  /** What the arguments of a process say. */
  static RunPlace of(String word) {
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.keySet().removeIf(name -> !name.startsWith("LAPWING_") && !name.startsWith("AWS_"));
    return new RunPlace(word, variables);
  }

  /** The folder. */
  Path path() {
    return Path.of(word);
  }

  /** Opens it with a clock, which may be wrong. */
  Storage open(TilePool pool, InstantSource clock) throws StoreException {
    return word.startsWith(STACK)
        ? Storage.onAws(AwsPlace.of(variables), pool, AwsClients.ofEnvironment(), clock)
        : Storage.inFolder(path(), pool, clock);
  }

  /** Where a matrix of a name is. */
  String matrix(String name) {
    return word + "/" + name + ".zarr";
  }
}
