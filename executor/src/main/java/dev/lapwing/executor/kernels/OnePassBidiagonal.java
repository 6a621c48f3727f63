package dev.lapwing.executor.kernels;

import com.sun.jna.Pointer;
import dev.lapwing.lambdapack.Op;

/**
 * {@code gebrd} by OpenBLAS, for matrices that do not fit into the cache of a core: it passes over
 * what is left of the matrix once for each column, and not twice.
 */
final class OnePassBidiagonal {
  /*
   * The columns and rows of a panel are reduced one after the other, as LAPACK's labrd does it: of
   * the matrix at the beginning of the panel, A, there would be left
   *
   *     A - V Y^T - X U^T
   *
   * where the columns of V and U are the reflectors, so that A itself changes only when the panel is
   * complete. For each column, y takes a product A^T v, and x a product A u; and A is read from far
   * away for each of them.
   *
   * But u is the next row of the matrix, r, which y changes, save a factor and its first entry; and
   * r(J), for a few columns J, is known as soon as y(J) is. So A r is summed while A(:, J) is near,
   * and A u comes from it. With alpha the first entry of r, and beta = -sign(alpha) |r|,
   *
   *     u = (r - beta e) / (alpha - beta),    A u = (A r - beta A e) / (alpha - beta).
   *
   * Nothing cancels in alpha - beta, so the error is at most twice that of a product with u. Where
   * entries of A r might be beyond the range of a double though those of A u are not, A is read a
   * second time.
   *
   * Howell, Demmel, Fulton, Hammarling and Marmol: Cache Efficient Bidiagonalization Using BLAS 2.5
   * Operators, ACM TOMS 34 (2008).
   */
  private static final int PANEL = 32;

  /** Columns of room that are as long as the matrix's: X, and A r. */
  static final int LONG_LINES = PANEL + 1;

  /** Columns of room that are as long as its rows: Y, U, r, and the products of a panel. */
  static final int SHORT_LINES = 2 * PANEL + 2;

  /** Half of a second-level cache, in entries. */
  private static final int NEAR = 1 << 15;

  private static final int COLUMNS_OF_A_KERNEL = 4;
  private static final double SMALL = 0x1p-450;
  private static final double LARGE = 0x1p450;

  private final NativeRoutines routines;
  private final NativeMatrix matrix;
  private final NativeMatrix lines;
  private final NativeMatrix longRoom;
  private final NativeMatrix shortRoom;
  private final boolean isInRange;

  /**
   * A reduction that has not begun.
   *
   * @param matrix m x n, m at least n; becomes the reflectors
   * @param lines four columns of n entries: {@link Blas#gebrd}
   * @param longRoom {@link #LONG_LINES} columns of m entries
   * @param shortRoom {@link #SHORT_LINES} columns of n entries
   */
  OnePassBidiagonal(
      NativeRoutines routines,
      NativeMatrix matrix,
      NativeMatrix lines,
      NativeMatrix longRoom,
      NativeMatrix shortRoom) {
    this.routines = routines;
    this.matrix = matrix;
    this.lines = lines;
    this.longRoom = longRoom;
    this.shortRoom = shortRoom;
    double largest =
        OpenBlas.LAPACKE_dlange_work(
            NativeRoutines.COLUMN_MAJOR,
            (byte) 'M',
            matrix.rows(),
            matrix.columns(),
            matrix.address(),
            matrix.leading(),
            0);
    // Not if it is not a number.
    this.isInRange = largest >= SMALL && largest <= LARGE;
  }

  void reduce() {
    for (int s = 0; s < matrix.columns(); s += PANEL) {
      new Panel(s).reduce();
    }
  }

  /** The columns from s on, and as many rows; all that is named here begins with them. */
  private final class Panel {
    private final int width;
    private final NativeMatrix a;
    private final NativeMatrix x;
    private final NativeMatrix y;
    private final NativeMatrix u;
    private final NativeMatrix own;

    Panel(int s) {
      int rows = matrix.rows() - s;
      int columns = matrix.columns() - s;
      width = Math.min(PANEL, columns);
      a = matrix.block(s, s, rows, columns);
      own = lines.block(s, 0, columns, 4);
      x = longRoom.block(s, 0, rows, PANEL);
      y = shortRoom.block(s, 0, columns, PANEL);
      u = shortRoom.block(s, PANEL, columns, PANEL);
    }

    void reduce() {
      for (int i = 0; i < width; i++) {
        reduceColumn(i);
        if (i + 1 < a.columns()) {
          reduceRow(i);
        }
      }
      updateTheRest();
      for (int i = 0; i < width; i++) {
        put(entry(own, i, 0), a.block(i, i, 1, 1));
        if (i + 1 < a.columns()) {
          put(entry(own, i, 1), a.block(i, i + 1, 1, 1));
        }
      }
    }

    /** The reflector v(i), which is left in the column with its one. */
    private void reduceColumn(int i) {
      NativeMatrix column = a.block(i, i, a.rows() - i, 1);
      // A(i:, i) -= V Y(i, :)^T + X U(i, :)^T
      NativeRoutines.gemv(Op.NO_TRANS, -1.0, v(i, i), y.block(i, 0, 1, i), 1.0, column);
      NativeRoutines.gemv(
          Op.NO_TRANS, -1.0, x.block(i, 0, column.rows(), i), u.block(i, 0, 1, i), 1.0, column);
      put(reflect(column, own.block(i, 2, 1, 1)), own.block(i, 0, 1, 1));
    }

    /** y(i), the reflector u(i), which is left in the row with its one as well, and x(i). */
    private void reduceRow(int i) {
      int rest = a.columns() - i - 1;
      NativeMatrix row = a.block(i, i + 1, 1, rest);
      NativeMatrix r = shortRoom.block(0, 2 * PANEL, rest, 1);
      NativeMatrix sum = longRoom.block(0, PANEL, a.rows() - i - 1, 1);
      copy(row, r);
      beginLines(i, y.block(i + 1, i, rest, 1), r);
      passOver(i, r, sum);
      double alpha = entry(r, 0, 0);
      NativeMatrix reflector = u.block(i + 1, i, rest, 1);
      copy(r, reflector);
      double beta = reflect(reflector, own.block(i, 3, 1, 1));
      put(beta, own.block(i, 1, 1, 1));
      copy(reflector, row);
      if (isInRange && Math.abs(beta) >= SMALL && alpha != beta) {
        // A u = (A r - beta A e) / (alpha - beta)
        axpy(-beta, a.block(i + 1, i + 1, sum.rows(), 1), sum);
        OpenBlas.cblas_dscal(sum.rows(), 1 / (alpha - beta), sum.address(), 1);
      } else {
        clear(sum);
        NativeRoutines.gemv(
            Op.NO_TRANS, 1.0, a.block(i + 1, i + 1, sum.rows(), rest), reflector, 1.0, sum);
      }
      endRight(i, reflector, sum);
    }

    /** What the panel's reflectors so far have to do with y and with the row. */
    private void beginLines(int i, NativeMatrix yi, NativeMatrix r) {
      int rest = r.rows();
      double tau = entry(own, i, 2);
      NativeMatrix vi = a.block(i, i, a.rows() - i, 1);
      NativeMatrix p = shortRoom.block(0, 2 * PANEL + 1, i, 1);
      NativeMatrix ys = y.block(i + 1, 0, rest, i);
      NativeMatrix us = u.block(i + 1, 0, rest, i);
      clear(yi);
      clear(p);
      // y = -tau (Y V^T v + U X^T v)
      NativeRoutines.gemv(Op.TRANS, 1.0, v(i, i), vi, 1.0, p);
      NativeRoutines.gemv(Op.NO_TRANS, -tau, ys, p, 1.0, yi);
      clear(p);
      NativeRoutines.gemv(Op.TRANS, 1.0, x.block(i, 0, vi.rows(), i), vi, 1.0, p);
      NativeRoutines.gemv(Op.NO_TRANS, -tau, us, p, 1.0, yi);
      // r -= Y V(i, :)^T + U X(i, :)^T
      NativeRoutines.gemv(Op.NO_TRANS, -1.0, ys, a.block(i, 0, 1, i), 1.0, r);
      NativeRoutines.gemv(Op.NO_TRANS, -1.0, us, x.block(i, 0, 1, i), 1.0, r);
    }

    /**
     * Adds to y(i) its product with A, takes it from r, and sums A r if it is in range, a few
     * columns of A at a time.
     */
    private void passOver(int i, NativeMatrix r, NativeMatrix sum) {
      double tau = entry(own, i, 2);
      NativeMatrix vi = a.block(i, i, a.rows() - i, 1);
      int near = Math.max(1, NEAR / vi.rows() / COLUMNS_OF_A_KERNEL) * COLUMNS_OF_A_KERNEL;
      clear(sum);
      for (int j = 0; j < r.rows(); j += near) {
        int count = Math.min(near, r.rows() - j);
        NativeMatrix yj = y.block(i + 1 + j, i, count, 1);
        NativeMatrix rj = r.block(j, 0, count, 1);
        NativeRoutines.gemv(Op.TRANS, tau, a.block(i, i + 1 + j, vi.rows(), count), vi, 1.0, yj);
        axpy(-1.0, yj, rj);
        if (isInRange) {
          NativeRoutines.gemv(
              Op.NO_TRANS, 1.0, a.block(i + 1, i + 1 + j, sum.rows(), count), rj, 1.0, sum);
        }
      }
    }

    /** {@code x(i) = tau (A u - V Y^T u - X U^T u)}. */
    private void endRight(int i, NativeMatrix ui, NativeMatrix product) {
      int rest = ui.rows();
      NativeMatrix xi = x.block(i + 1, i, product.rows(), 1);
      NativeMatrix p = shortRoom.block(0, 2 * PANEL + 1, i + 1, 1);
      copy(product, xi);
      clear(p);
      NativeRoutines.gemv(Op.TRANS, 1.0, y.block(i + 1, 0, rest, i + 1), ui, 1.0, p);
      NativeRoutines.gemv(Op.NO_TRANS, -1.0, v(i + 1, i + 1), p, 1.0, xi);
      clear(p);
      NativeMatrix q = p.block(0, 0, i, 1);
      NativeRoutines.gemv(Op.TRANS, 1.0, u.block(i + 1, 0, rest, i), ui, 1.0, q);
      NativeRoutines.gemv(Op.NO_TRANS, -1.0, x.block(i + 1, 0, xi.rows(), i), q, 1.0, xi);
      OpenBlas.cblas_dscal(xi.rows(), entry(own, i, 3), xi.address(), 1);
    }

    private void updateTheRest() {
      int rows = a.rows() - width;
      int columns = a.columns() - width;
      if (columns > 0) {
        NativeMatrix rest = a.block(width, width, rows, columns);
        // A -= V Y^T + X U^T
        NativeMatrix ys = y.block(width, 0, columns, width);
        NativeMatrix us = u.block(width, 0, columns, width);
        NativeMatrix xs = x.block(width, 0, rows, width);
        routines.gemm(Op.NO_TRANS, Op.TRANS, -1.0, v(width, width), ys, 1.0, rest);
        routines.gemm(Op.NO_TRANS, Op.TRANS, -1.0, xs, us, 1.0, rest);
      }
    }

    /** The first reflectors from the left, from a row on. */
    private NativeMatrix v(int row, int count) {
      return a.block(row, 0, a.rows() - row, count);
    }
  }

  /**
   * Makes a reflector, with its one, of a column.
   *
   * @param tau receives the factor
   * @return what the column becomes by it, all but its first entry being zero
   */
  private static double reflect(NativeMatrix column, NativeMatrix tau) {
    long rest = column.address() + Double.BYTES;
    OpenBlas.LAPACKE_dlarfg_work(column.rows(), column.address(), rest, 1, tau.address());
    double image = entry(column, 0, 0);
    put(1.0, column);
    return image;
  }

  private static void axpy(double alpha, NativeMatrix x, NativeMatrix y) {
    OpenBlas.cblas_daxpy(y.rows(), alpha, x.address(), 1, y.address(), 1);
  }

  private static void copy(NativeMatrix from, NativeMatrix to) {
    int count = from.rows() * from.columns();
    OpenBlas.cblas_dcopy(count, from.address(), from.stride(), to.address(), to.stride());
  }

  private static void clear(NativeMatrix column) {
    OpenBlas.LAPACKE_dlaset_work(
        NativeRoutines.COLUMN_MAJOR,
        (byte) 'A',
        column.rows(),
        1,
        0.0,
        0.0,
        column.address(),
        column.leading());
  }

  private static double entry(NativeMatrix matrix, int row, int column) {
    return new Pointer(matrix.block(row, column, 1, 1).address()).getDouble(0);
  }

  private static void put(double value, NativeMatrix place) {
    new Pointer(place.address()).setDouble(0, value);
  }
}
