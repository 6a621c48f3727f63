package dev.lapwing.executor.lambda;

import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.aws.AwsPlace;
import java.nio.file.Path;

/** Where the state of a function's runs is. */
sealed interface StoragePlace {

  /** In a stack on AWS: with the variables {@code LAPWING_BUCKET} and so on. */
  record OnAws(AwsPlace place) implements StoragePlace {}

  /** In a folder of this machine: with the variable {@code LAPWING_FOLDER}. */
  record InFolder(Path folder) implements StoragePlace {}

  /** The place that variables name. */
  static StoragePlace of(Variables variables) {
    return variables
        .optional("LAPWING_FOLDER")
        .<StoragePlace>map(folder -> new InFolder(Path.of(folder)))
        .orElseGet(() -> new OnAws(AwsPlace.of(variables.values())));
  }

  /** Opens it. */
  default Storage open(TilePool pool) throws StoreException {
    return this instanceof InFolder in
        ? Storage.inFolder(in.folder(), pool)
        : Storage.onAws(((OnAws) this).place(), pool);
  }
}
