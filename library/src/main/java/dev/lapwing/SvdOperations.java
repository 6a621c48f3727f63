package dev.lapwing;

import dev.lapwing.lambdapack.algorithm.BandSvd;
import dev.lapwing.lambdapack.algorithm.Eigh;
import dev.lapwing.lambdapack.algorithm.EighDirect;
import dev.lapwing.lambdapack.algorithm.SvdDirect;
import dev.lapwing.tiles.TileGrid;
import java.util.Map;

/**
 * Reductions from both sides, to a band or at once to diagonals, and what is computed from them, as
 * calls of shipped programs. Nothing is started here.
 */
final class SvdOperations {
  private final Lapwing lapwing;
  private final ShippedPrograms programs;

  SvdOperations(Lapwing lapwing, ShippedPrograms programs) {
    this.lapwing = lapwing;
    this.programs = programs;
  }

  /** The singular values of a matrix that is not wide. */
  ProgramCall singularValues(Operand a) {
    return TileSizes.isDirect(a.rows(), a.columns())
        ? direct(SvdDirect.VALUES, a).size("m", a.rows(), a.rows())
        : singularValuesByBand(a);
  }

  /** The same by way of a band in tiles, whatever the size. */
  ProgramCall singularValuesByBand(Operand a) {
    return reduction("singular-values", a, TileSizes.BAND);
  }

  /** {@code A = U S V^T} for the same, by one task that reduces it. */
  ProgramCall svdDirect(Operand a) {
    return direct(SvdDirect.NAME, a).size("m", a.rows(), a.rows());
  }

  /** {@code A = Q B P^T} for the same, with the reflectors of Q and P. */
  ProgramCall bandFactor(Operand a) {
    return reduction("band-factor", a, TileSizes.BAND_WITH_SINGULAR_VECTORS);
  }

  /** {@code A = U S V^T} from all that {@link #bandFactor} gives. */
  ProgramCall bandSvd(Map<String, BigMatrix> factors) {
    ProgramCall call = call(BandSvd.NAME).parameter("group", group(factors.get("VL").grid()));
    factors.forEach(call::input);
    return call;
  }

  /** The eigenvalues of a symmetric matrix. */
  ProgramCall eigenvalues(Operand a) {
    return TileSizes.isDirect(a.columns()) ? direct(EighDirect.VALUES, a) : eigenvaluesByBand(a);
  }

  /** The same by way of a band in tiles, whatever the size. */
  ProgramCall eigenvaluesByBand(Operand a) {
    return reduction("eigenvalues", a, TileSizes.BAND);
  }

  /** {@code A = V W V^T} for the same. */
  ProgramCall eigh(Operand a) {
    return TileSizes.isDirect(a.columns()) ? direct(EighDirect.NAME, a) : eighByBand(a);
  }

  /** The same by way of a band in tiles, whatever the size. */
  ProgramCall eighByBand(Operand a) {
    return reduction(Eigh.NAME, a, TileSizes.BAND_WITH_EIGENVECTORS);
  }

  private ProgramCall direct(String program, Operand a) {
    long columns = TileSizes.ofColumns(a.columns());
    return call(program).input("A", a.cut(TileGrid.of(a.rows(), a.columns(), a.rows(), columns)));
  }

  private ProgramCall reduction(String program, Operand a, long width) {
    long tile = TileSizes.ofBand(a.columns(), a.grid().columns().tile(), width);
    Operand cut = a.cut(TileGrid.of(a.rows(), a.columns(), tile, tile));
    return call(program).input("A", cut).parameter("group", group(cut.grid()));
  }

  /** A constant for the tiles, because neither threads nor memory may change the result. */
  private static long group(TileGrid grid) {
    return QrTree.automatic().groupFor(grid);
  }

  private ProgramCall call(String program) {
    return lapwing.program(programs.named(program));
  }
}
