package dev.lapwing.executor;

import dev.lapwing.compiler.CompiledProgram;
import dev.lapwing.compiler.Compiler;
import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Band;
import dev.lapwing.lambdapack.algorithm.BandSvd;
import dev.lapwing.lambdapack.algorithm.Cholesky;
import dev.lapwing.lambdapack.algorithm.CholeskyChunked;
import dev.lapwing.lambdapack.algorithm.Eigh;
import dev.lapwing.lambdapack.algorithm.EighDirect;
import dev.lapwing.lambdapack.algorithm.Gemm;
import dev.lapwing.lambdapack.algorithm.Lu;
import dev.lapwing.lambdapack.algorithm.Posv;
import dev.lapwing.lambdapack.algorithm.QrFactor;
import dev.lapwing.lambdapack.algorithm.QrFormQ;
import dev.lapwing.lambdapack.algorithm.Reduce;
import dev.lapwing.lambdapack.algorithm.SingularValues;
import dev.lapwing.lambdapack.algorithm.SpdInverse;
import dev.lapwing.lambdapack.algorithm.SvdDirect;
import dev.lapwing.lambdapack.algorithm.TsqrApplyQt;
import dev.lapwing.lambdapack.algorithm.TsqrFormQ;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small run that tests disturb: its program, its inputs, and its outputs as an undisturbed run
 * writes them.
 */
record SimulatedProgram(
    CompiledProgram program,
    Sizes sizes,
    TaskGraph graph,
    Map<String, Operand> inputs,
    Map<String, Operand> outputs) {

  /** A matrix and how it is cut; the entries of an output are those of an undisturbed run. */
  record Operand(Partition rows, Partition columns, double[][] entries) {
    static Operand output(Partition rows, Partition columns) {
      return new Operand(rows, columns, new double[0][]);
    }

    TileStore write(TileStore store, TilePool pool) throws StoreException {
      return Matrices.write(store, pool, entries, rows, columns);
    }
  }

  /** All programs that are simulated, by name. */
  static Map<String, SimulatedProgram> all() {
    Map<String, SimulatedProgram> all = new LinkedHashMap<>();
    for (SimulatedProgram each :
        List.of(
            cholesky(),
            choleskyChunked(2),
            gemm(),
            tsqr(),
            leastSquares(),
            posv(),
            lu(),
            qrFactor(),
            qrFormQ(),
            bandFactor(),
            bandSvd(),
            singularValues(),
            eigh(),
            eighDirect(),
            svdDirect(),
            inverseSpd(),
            norm())) {
      all.put(each.program.program().name(), each);
    }
    return all;
  }

  static SimulatedProgram cholesky() {
    return cholesky(new Partition(11, 3));
  }

  /** The Cholesky factorization of a matrix that is cut so. */
  static SimulatedProgram cholesky(Partition cut) {
    return factorization(Cholesky.program(), cut, Map.of());
  }

  /** A factorization that fails at the ninth row; it has no outputs to compare with. */
  static SimulatedProgram indefinite() {
    SimulatedProgram definite = cholesky();
    double[][] a = Matrices.positiveDefinite(11, 1);
    a[8][8] = -a[8][8];
    Operand input = definite.inputs.get("A");
    return new SimulatedProgram(
        definite.program,
        definite.sizes,
        definite.graph,
        Map.of("A", new Operand(input.rows, input.columns, a)),
        definite.outputs);
  }

  /** The Cholesky factorization that reads ranges of tiles. */
  static SimulatedProgram choleskyChunked(long chunk) {
    return factorization(CholeskyChunked.program(), new Partition(11, 3), Map.of("chunk", chunk));
  }

  private static SimulatedProgram factorization(
      Program program, Partition cut, Map<String, Long> parameters) {
    return of(
        program,
        new Sizes(Map.of("n", cut), parameters, Map.of()),
        Map.of("A", new Operand(cut, cut, Matrices.positiveDefinite((int) cut.elements(), 1))),
        Map.of("L", Operand.output(cut, cut)));
  }

  /** Ten inner tiles, one a task: ten partial sums for every tile of C, added along a tree. */
  static SimulatedProgram gemm() {
    var m = new Partition(4, 3);
    var k = new Partition(20, 2);
    return of(
        Gemm.program(Op.NO_TRANS, Op.NO_TRANS),
        new Sizes(Map.of("m", m, "n", m, "k", k), Map.of("chunk", 1L), Map.of()),
        Map.of(
            "A", new Operand(m, k, Matrices.random(4, 20, 2)),
            "B", new Operand(k, m, Matrices.random(20, 4, 3))),
        Map.of("C", Operand.output(m, m)));
  }

  static SimulatedProgram tsqr() {
    var m = new Partition(17, 3);
    var n = new Partition(3, 3);
    return of(
        TsqrFormQ.program(),
        new Sizes(Map.of("m", m, "n", n), Map.of(), Map.of()),
        Map.of("A", new Operand(m, n, Matrices.random(17, 3, 4))),
        Map.of("R", Operand.output(n, n), "Q", Operand.output(m, n)));
  }

  /** Two columns of tiles, so that every reflector is a scratch tile with two readers. */
  static SimulatedProgram leastSquares() {
    var m = new Partition(17, 3);
    var n = new Partition(3, 3);
    var c = new Partition(4, 2);
    return of(
        TsqrApplyQt.program(),
        new Sizes(Map.of("m", m, "n", n, "c", c), Map.of(), Map.of()),
        Map.of(
            "A", new Operand(m, n, Matrices.random(17, 3, 7)),
            "B", new Operand(m, c, Matrices.random(17, 4, 8))),
        Map.of("R", Operand.output(n, n), "C", Operand.output(n, c)));
  }

  /** Three panels, the first of two groups: every kind of step, and reflectors that are kept. */
  static SimulatedProgram qrFactor() {
    var m = new Partition(11, 3);
    var n = new Partition(7, 3);
    var t = new Partition(12, 3);
    return of(
        QrFactor.program(),
        new Sizes(Map.of("m", m, "n", n), Map.of("group", 2L), Map.of()),
        Map.of("A", new Operand(m, n, Matrices.random(11, 7, 9))),
        Map.of(
            "R", Operand.output(n, n),
            "V", Operand.output(m, n),
            "T", Operand.output(t, n),
            "U", Operand.output(t, n)));
  }

  /** The full Q of a factorization. */
  static SimulatedProgram qrFormQ() {
    SimulatedProgram kept = qrFactor();
    var m = new Partition(11, 3);
    Map<String, Operand> reflectors = new HashMap<>(kept.outputs);
    reflectors.remove("R");
    return of(
        QrFormQ.program(),
        new Sizes(Map.of("m", m, "r", new Partition(7, 3), "c", m), Map.of("group", 2L), Map.of()),
        reflectors,
        Map.of("Q", Operand.output(m, m)));
  }

  /** Three panels from the left, of two groups at most, and two from the right. */
  static SimulatedProgram bandFactor() {
    var m = new Partition(11, 3);
    var n = new Partition(8, 3);
    var t = new Partition(12, 3);
    var square = new Partition(9, 3);
    return of(
        Band.factor(),
        new Sizes(Map.of("m", m, "n", n), Map.of("group", 2L), Map.of()),
        Map.of("A", new Operand(m, n, Matrices.random(11, 8, 11))),
        Map.of(
            "B", Operand.output(n, n),
            "VL", Operand.output(m, n),
            "TL", Operand.output(t, n),
            "UL", Operand.output(t, n),
            "VR", Operand.output(n, n),
            "TR", Operand.output(square, n),
            "UR", Operand.output(square, n)));
  }

  /** What follows. */
  static SimulatedProgram bandSvd() {
    var m = new Partition(11, 3);
    var n = new Partition(8, 3);
    return of(
        BandSvd.program(),
        new Sizes(Map.of("m", m, "n", n), Map.of("group", 2L), Map.of()),
        bandFactor().outputs,
        Map.of(
            "S", Operand.output(new Partition(8, 8), new Partition(1, 1)),
            "U", Operand.output(m, new Partition(8, 8)),
            "V", Operand.output(n, new Partition(8, 8))));
  }

  /** Two panels, whose reflectors are applied from both sides and once more. */
  static SimulatedProgram eigh() {
    var n = new Partition(8, 3);
    var whole = new Partition(8, 8);
    return of(
        Eigh.program(),
        new Sizes(Map.of("n", n), Map.of("group", 2L), Map.of()),
        Map.of("A", new Operand(n, n, Matrices.positiveDefinite(8, 13))),
        Map.of("W", Operand.output(whole, new Partition(1, 1)), "V", Operand.output(n, whole)));
  }

  /** Three blocks of whole columns, which one task takes and another three make. */
  static SimulatedProgram eighDirect() {
    var columns = new Partition(8, 3);
    var whole = new Partition(8, 8);
    return of(
        EighDirect.program(),
        new Sizes(Map.of("n", columns), Map.of(), Map.of()),
        Map.of("A", new Operand(whole, columns, Matrices.positiveDefinite(8, 14))),
        Map.of(
            "W", Operand.output(whole, new Partition(1, 1)),
            "V", Operand.output(whole, columns)));
  }

  /** The same for three on either side. */
  static SimulatedProgram svdDirect() {
    var rows = new Partition(11, 11);
    var columns = new Partition(8, 3);
    var whole = new Partition(8, 8);
    return of(
        SvdDirect.program(),
        new Sizes(Map.of("m", rows, "n", columns), Map.of(), Map.of()),
        Map.of("A", new Operand(rows, columns, Matrices.random(11, 8, 15))),
        Map.of(
            "S", Operand.output(whole, new Partition(1, 1)),
            "U", Operand.output(rows, columns),
            "V", Operand.output(whole, columns)));
  }

  /** Two ranges that one task takes. */
  static SimulatedProgram singularValues() {
    var m = new Partition(11, 3);
    var n = new Partition(8, 3);
    return of(
        SingularValues.program(),
        new Sizes(Map.of("m", m, "n", n), Map.of("group", 2L), Map.of()),
        Map.of("A", new Operand(m, n, Matrices.random(11, 8, 12))),
        Map.of("S", Operand.output(new Partition(8, 8), new Partition(1, 1))));
  }

  /** Three tiles a side, and two leaves in the first tournament. */
  static SimulatedProgram lu() {
    var n = new Partition(8, 3);
    var w = new Partition(1, 1);
    return of(
        Lu.program(),
        new Sizes(Map.of("n", n, "w", w), Map.of("chunk", 2L), Map.of()),
        Map.of("A", new Operand(n, n, Matrices.random(8, 8, 9))),
        Map.of("F", Operand.output(n, n), "P", Operand.output(n, w)));
  }

  /** Chunks of two rows of tiles, the last of one. */
  static SimulatedProgram inverseSpd() {
    var n = new Partition(8, 3);
    return of(
        SpdInverse.program(),
        new Sizes(Map.of("n", n), Map.of("chunk", 2L), Map.of()),
        Map.of("A", new Operand(n, n, Matrices.positiveDefinite(8, 7))),
        Map.of("X", Operand.output(n, n)));
  }

  /** Ten tiles in a column, one a task: two levels of partial sums. */
  static SimulatedProgram norm() {
    var m = new Partition(19, 2);
    var n = new Partition(5, 3);
    var one = new Partition(1, 1);
    return of(
        Reduce.frobeniusNorm(),
        new Sizes(Map.of("m", m, "n", n), Map.of("chunk", 1L), Map.of()),
        Map.of("A", new Operand(m, n, Matrices.random(19, 5, 11))),
        Map.of("R", Operand.output(one, one)));
  }

  static SimulatedProgram posv() {
    var n = new Partition(8, 3);
    var c = new Partition(2, 2);
    return of(
        Posv.program(),
        new Sizes(Map.of("n", n, "c", c), Map.of(), Map.of()),
        Map.of(
            "A", new Operand(n, n, Matrices.positiveDefinite(8, 5)),
            "B", new Operand(n, c, Matrices.random(8, 2, 6))),
        Map.of("L", Operand.output(n, n), "X", Operand.output(n, c)));
  }

  /** A run of this program on stores that were made for it. */
  RunSpec.Builder spec(String id, Map<String, TileStore> stores) {
    RunSpec.Builder builder = RunSpec.builder(id, program, sizes);
    inputs.forEach((name, m) -> builder.matrix(name, stores.get(name), m.rows, m.columns));
    outputs.forEach((name, m) -> builder.matrix(name, stores.get(name), m.rows, m.columns));
    return builder;
  }

  /** A program with what an undisturbed run makes of some inputs. */
  static SimulatedProgram of(
      Program program, Sizes sizes, Map<String, Operand> inputs, Map<String, Operand> outputs) {
    CompiledProgram compiled = Compiler.compile(program);
    var undisturbed = new SimulatedProgram(compiled, sizes, compiled.at(sizes), inputs, outputs);
    try (TilePool pool = TilePool.create(1 << 24);
        var executor = new LocalExecutor(1, KernelLibraries.pureJava(), pool)) {
      Map<String, TileStore> stores = new HashMap<>();
      for (var input : inputs.entrySet()) {
        TileStore store = TileStore.inMemory("mem:" + input.getKey());
        stores.put(input.getKey(), input.getValue().write(store, pool));
      }
      outputs.keySet().forEach(name -> stores.put(name, TileStore.inMemory("mem:" + name)));
      executor.start(undisturbed.spec("undisturbed", stores).build()).await();
      Map<String, Operand> results = new HashMap<>();
      for (var output : outputs.entrySet()) {
        Operand shape = output.getValue();
        TileStore store = stores.get(output.getKey());
        double[][] entries = Matrices.read(store, shape.rows, shape.columns);
        results.put(output.getKey(), new Operand(shape.rows, shape.columns, entries));
      }
      return new SimulatedProgram(compiled, sizes, undisturbed.graph, inputs, results);
    } catch (StoreException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
