package dev.lapwing.lambdapack.reference;

import static dev.lapwing.lambdapack.reference.Tiles.copy;
import static dev.lapwing.lambdapack.reference.Tiles.zeros;
import static java.util.Collections.singletonList;

import dev.lapwing.lambdapack.Kernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The kernels of the LU factorization with tournament pivoting, one entry at a time. */
final class ReferencePivoting {

  private final Kernel kernel;
  private final List<List<double[][]>> inputs;
  private final List<int[]> shapes;
  private final double[] scalars;

  ReferencePivoting(
      Kernel kernel, List<List<double[][]>> inputs, List<int[]> shapes, double[] scalars) {
    this.kernel = kernel;
    this.inputs = inputs;
    this.shapes = shapes;
    this.scalars = scalars;
  }

  static boolean knows(Kernel kernel) {
    return List.of("tntpiv", "getrf", "gessm", "swptrsm", "swpgemm", "laswp", "lapiv", "lapmr")
        .contains(kernel.name());
  }

  List<double[][]> compute() {
    return switch (kernel.name()) {
      case "tntpiv" -> kernel.options().contains("A") ? leaf() : node();
      case "getrf" -> getrf();
      case "gessm" -> singletonList(gessm());
      case "swptrsm" -> singletonList(swptrsm());
      case "swpgemm" -> singletonList(swpgemm());
      case "laswp" -> singletonList(rows(inputs.get(0), origins(1, shapes.get(0)[0])));
      case "lapiv" -> singletonList(column(origins(0, shapes.get(0)[0])));
      case "lapmr" -> singletonList(rows(inputs.get(0), numbers(tile(1))));
      default -> throw new IllegalArgumentException("no reference for " + kernel.id());
    };
  }

  private double[][] tile(int input) {
    return inputs.get(input).get(0);
  }

  private List<double[][]> leaf() {
    int first = (int) (scalars[0] * shapes.get(1)[0]);
    List<double[]> rows = stacked(inputs.get(0));
    List<Integer> places = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      places.add(first + r);
    }
    return best(rows, places);
  }

  private List<double[][]> node() {
    List<double[]> rows = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int t = 0; t < inputs.get(0).size(); t++) {
      int[] numbers = numbers(inputs.get(1).get(t));
      for (int r = 0; r < numbers.length && numbers[r] >= 0; r++) {
        rows.add(inputs.get(0).get(t)[r]);
        places.add(numbers[r]);
      }
    }
    return best(rows, places);
  }

  private List<double[][]> best(List<double[]> rows, List<Integer> places) {
    int n = shapes.get(0)[0];
    List<Integer> order = order(copy(rows.toArray(double[][]::new)), n);
    double[][] winners = zeros(n, n);
    double[][] numbers = none(shapes.get(1)[0]);
    for (int r = 0; r < Math.min(n, rows.size()); r++) {
      winners[r] = rows.get(order.get(r)).clone();
      numbers[r][0] = places.get(order.get(r));
    }
    return List.of(winners, numbers);
  }

  /** Eliminates in place, and tells the order in which rows were taken. */
  private static List<Integer> order(double[][] a, int columns) {
    List<Integer> order = new ArrayList<>();
    for (int r = 0; r < a.length; r++) {
      order.add(r);
    }
    for (int k = 0; k < Math.min(a.length, columns); k++) {
      int pivot = k;
      for (int r = k + 1; r < a.length; r++) {
        pivot = Math.abs(a[r][k]) > Math.abs(a[pivot][k]) ? r : pivot;
      }
      double[] row = a[pivot];
      a[pivot] = a[k];
      a[k] = row;
      order.set(pivot, order.set(k, order.get(pivot)));
      for (int r = k + 1; r < a.length && a[k][k] != 0; r++) {
        a[r][k] /= a[k][k];
        for (int j = k + 1; j < columns; j++) {
          a[r][j] -= a[r][k] * a[k][j];
        }
      }
    }
    return order;
  }

  private List<double[][]> getrf() {
    int[] places = numbers(tile(1));
    int count = (int) Arrays.stream(places).filter(place -> place >= 0).count();
    double[][] winners = Arrays.copyOf(copy(tile(0)), count);
    int n = shapes.get(0)[1];
    List<Integer> order = order(winners, n);
    double[][] pivots = none(shapes.get(1)[0]);
    for (int r = 0; r < count; r++) {
      pivots[r][0] = places[order.get(r)];
    }
    double[][] top = interchanged(tile(2), tile(2), pivots, 0);
    double[][] factors = zeros(shapes.get(0)[0], n);
    for (int r = 0; r < factors.length; r++) {
      factors[r] = r < count ? winners[r] : top[r];
    }
    solveRight(Arrays.copyOfRange(factors, count, factors.length), factors, Math.min(count, n));
    return List.of(factors, pivots);
  }

  private double[][] gessm() {
    double[][] u = Arrays.copyOf(
        rows(inputs.get(0), firsts(numbers(tile(2)), shapes.get(0)[0])), shapes.get(0)[0]);
    for (int k = 0; k < u.length; k++) {
      for (int r = k + 1; r < u.length; r++) {
        for (int j = 0; j < u[r].length; j++) {
          u[r][j] -= tile(1)[r][k] * u[k][j];
        }
      }
    }
    return u;
  }

  private double[][] swptrsm() {
    double[][] c = interchanged(tile(0), tile(1), tile(2), (int) scalars[0]);
    solveRight(c, tile(3), c.length == 0 ? 0 : c[0].length);
    return c;
  }

  /** {@code X U = C}, row by row. */
  private static void solveRight(double[][] c, double[][] u, int n) {
    for (double[] row : c) {
      for (int k = 0; k < n; k++) {
        row[k] = u[k][k] == 0 ? 0 : row[k] / u[k][k];
        for (int j = k + 1; j < n; j++) {
          row[j] -= row[k] * u[k][j];
        }
      }
    }
  }

  private double[][] swpgemm() {
    double[][] c = interchanged(tile(0), tile(1), tile(2), (int) scalars[0]);
    Tiles.multiplyAdd(c, -1, tile(3), tile(4));
    return c;
  }

  /** Tile {@code number} after the pivots of a step have left it. */
  private static double[][] interchanged(
      double[][] tile, double[][] top, double[][] pivots, int number) {
    double[][] result = copy(tile);
    int first = number * pivots.length;
    int[] taken = numbers(pivots);
    int count = (int) Arrays.stream(taken).filter(place -> place >= 0).count();
    int displaced = -1;
    for (int place : Arrays.copyOf(taken, count)) {
      if (place >= count) {
        displaced = nextDisplaced(displaced, taken);
        if (place >= first && place < first + tile.length) {
          result[place - first] = top[displaced].clone();
        }
      }
    }
    return result;
  }

  private static int nextDisplaced(int last, int[] taken) {
    int row = last + 1;
    while (contains(taken, row)) {
      row++;
    }
    return row;
  }

  private static boolean contains(int[] values, int value) {
    return Arrays.stream(values).anyMatch(v -> v == value);
  }

  /** Where the rows of the wanted tile are before the steps whose pivots an input holds. */
  private int[] origins(int input, int count) {
    List<double[][]> steps = inputs.get(input);
    int tile = steps.get(0).length;
    int[] rows = new int[tile * steps.size()];
    Arrays.setAll(rows, r -> r);
    for (int k = 0; k < steps.size(); k++) {
      int[] old = rows.clone();
      int[] taken = numbers(steps.get(k));
      int pivots = (int) Arrays.stream(taken).filter(place -> place >= 0).count();
      int displaced = -1;
      for (int x = 0; x < pivots; x++) {
        rows[k * tile + x] = old[k * tile + taken[x]];
        if (taken[x] >= pivots) {
          displaced = nextDisplaced(displaced, taken);
          rows[k * tile + taken[x]] = old[k * tile + displaced];
        }
      }
    }
    int first = (int) (scalars[0] * tile);
    return Arrays.copyOfRange(rows, first, first + count);
  }

  private static double[][] rows(List<double[][]> tiles, int[] numbers) {
    List<double[]> all = stacked(tiles);
    return copy(Arrays.stream(numbers).mapToObj(all::get).toArray(double[][]::new));
  }

  private static List<double[]> stacked(List<double[][]> tiles) {
    return tiles.stream().flatMap(Arrays::stream).toList();
  }

  private static int[] firsts(int[] numbers, int count) {
    return Arrays.copyOf(numbers, count);
  }

  private static int[] numbers(double[][] column) {
    return Arrays.stream(column).mapToInt(row -> (int) row[0]).toArray();
  }

  private static double[][] column(int[] numbers) {
    return Arrays.stream(numbers).mapToObj(n -> new double[] {n}).toArray(double[][]::new);
  }

  private static double[][] none(int rows) {
    double[][] none = zeros(rows, 1);
    for (double[] row : none) {
      row[0] = -1;
    }
    return none;
  }
}
