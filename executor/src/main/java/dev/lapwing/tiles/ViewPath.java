package dev.lapwing.tiles;

import java.util.Arrays;
import java.util.List;

/**
 * How views are written behind the location of their matrix, so that the same view can be had again
 * in another process: {@code /data/a.zarr#view:region=0,64,100,36,64,36#view:transpose}.
 */
public final class ViewPath {
  private static final String VIEW = "#view:";
  private static final String TRANSPOSE = "transpose";
  private static final String REGION = "region=";

  private ViewPath() {}

  /** The location of the matrix, without the views of it. */
  public static String matrix(String location) {
    return steps(location).get(0);
  }

  /** The views of a location, applied to the tiles of its matrix. */
  public static TileArray apply(String location, TileArray matrix) {
    TileArray view = matrix;
    for (String step : steps(location).subList(1, steps(location).size())) {
      view = step(step, view);
    }
    return view;
  }

  static String transpose(String location) {
    return location + VIEW + TRANSPOSE;
  }

  static String region(String location, long row, long column, TileGrid grid) {
    return "%s%s%s%d,%d,%d,%d,%d,%d"
        .formatted(
            location,
            VIEW,
            REGION,
            row,
            column,
            grid.rows().elements(),
            grid.columns().elements(),
            grid.rows().tile(),
            grid.columns().tile());
  }

  private static TileArray step(String step, TileArray view) {
    if (step.equals(TRANSPOSE)) {
      return view.transpose();
    }
    long[] numbers =
        Arrays.stream(step.substring(REGION.length()).split(","))
            .mapToLong(Long::parseLong)
            .toArray();
    return view.region(
        numbers[0], numbers[1], TileGrid.of(numbers[2], numbers[3], numbers[4], numbers[5]));
  }

  private static List<String> steps(String location) {
    return List.of(location.split(VIEW));
  }
}
