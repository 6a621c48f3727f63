package dev.lapwing;

import java.util.List;

/**
 * What was deleted because nobody needs it any more.
 *
 * @param runs the ended runs that are forgotten, with all that they had left
 * @param kept the runs that are DONE, and whose results have no place but in the folder
 * @param bytes the bytes that are free again
 */
public record CleanedRuns(List<String> runs, List<String> kept, long bytes) {

  public CleanedRuns {
    runs = List.copyOf(runs);
    kept = List.copyOf(kept);
  }
}
