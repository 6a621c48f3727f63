package dev.lapwing.lambdapack;

import dev.lapwing.lambdapack.Kernel.Flops;
import dev.lapwing.lambdapack.Kernel.Workspace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The descriptors of all kernels. What each computes is said at its method in {@link Kernels}.
 *
 * <p>Costs are those of LAPACK Working Note 41 where it has them. For the kernels of the QR
 * factorization of a block below a triangle, which are younger, a reflector with h entries below
 * the triangle costs 4h for every column that it is applied to.
 */
final class KernelCatalogue {

  private static final Map<String, Kernel> BY_ID = build();

  private KernelCatalogue() {}

  static Map<String, Kernel> all() {
    return BY_ID;
  }

  private static Map<String, Kernel> build() {
    List<Kernel> kernels = new ArrayList<>();
    kernels.add(plain("potrf").in("nn").out("nn").inPlace(0).flops(KernelFlops::potrf));
    addTriangularSolves(kernels);
    addSymmetricProducts(kernels);
    addProducts(kernels);
    kernels.add(plain("gemmtrsm")
        .in("mn", "mk+", "nk+", "nn")
        .out("mn")
        .inPlace(0)
        .scalars(1)
        .flops(KernelFlops::gemmtrsm));
    addElementwise(kernels);
    addByName(kernels);
    addReductions(kernels);
    addOrthogonal(kernels);
    addPivoted(kernels);
    addBidiagonal(kernels);
    Map<String, Kernel> byId = new LinkedHashMap<>();
    kernels.forEach(kernel -> byId.put(kernel.id(), kernel));
    return Collections.unmodifiableMap(byId);
  }

  private static void addTriangularSolves(List<Kernel> kernels) {
    for (String side : List.of("L", "R")) {
      String triangle = side.equals("L") ? "mm" : "nn";
      Flops flops = side.equals("L") ? KernelFlops::trsmLeft : KernelFlops::trsmRight;
      for (String uplo : List.of("L", "U")) {
        for (String trans : List.of("N", "T")) {
          for (String diag : List.of("N", "U")) {
            kernels.add(plain("trsm", side, uplo, trans, diag)
                .in(triangle, "mn")
                .out("mn")
                .inPlace(1)
                .flops(flops));
          }
        }
      }
    }
  }

  private static void addSymmetricProducts(List<Kernel> kernels) {
    for (String uplo : List.of("L", "U")) {
      for (String trans : List.of("N", "T")) {
        String factor = trans.equals("N") ? "nk+" : "kn+";
        kernels.add(plain("syrk", uplo, trans, "1")
            .in("nn", factor)
            .out("nn")
            .inPlace(0)
            .scalars(1)
            .flops(KernelFlops::syrk));
        kernels.add(plain("syrk", uplo, trans, "0")
            .in(factor)
            .out("nn")
            .scalars(1)
            .flops(KernelFlops::syrk));
      }
    }
  }

  private static void addProducts(List<Kernel> kernels) {
    for (String transA : List.of("N", "T")) {
      for (String transB : List.of("N", "T")) {
        String a = transA.equals("N") ? "mk+" : "km+";
        String b = transB.equals("N") ? "kn+" : "nk+";
        kernels.add(plain("gemm", transA, transB, "1")
            .in("mn", a, b)
            .out("mn")
            .inPlace(0)
            .scalars(1)
            .flops(KernelFlops::gemm));
        kernels.add(plain("gemm", transA, transB, "0")
            .in(a, b)
            .out("mn")
            .scalars(1)
            .flops(KernelFlops::gemm));
      }
    }
  }

  private static void addElementwise(List<Kernel> kernels) {
    kernels.add(plain("add").in("mn+").out("mn").inPlace(0).flops(KernelFlops::add));
    kernels.add(
        plain("axpby").in("mn", "mn").out("mn").inPlace(0).scalars(2).flops(KernelFlops::axpby));
    kernels.add(plain("scale").in("mn").out("mn").inPlace(0).scalars(1).flops(KernelFlops::scale));
    kernels.add(plain("shift").in("mn").out("mn").inPlace(0).scalars(1).flops(KernelFlops::shift));
    kernels.add(plain("copy").in("mn").out("mn").inPlace(0).flops(KernelFlops::none));
    kernels.add(plain("lag2").in("mn").out("mn").flops(KernelFlops::none));
    kernels.add(plain("transpose").in("mn").out("nm").flops(KernelFlops::none));
    kernels.add(plain("lacpy", "A").in("mn").out("dn").flops(KernelFlops::none));
    kernels.add(plain("lacpy", "U").in("nn", "mn").out("mn").inPlace(1).flops(KernelFlops::none));
    kernels.add(plain("lacpy", "T").in("mn").out("cd").flops(KernelFlops::none));
    kernels.add(plain("laset").in().out("mn").scalars(2).flops(KernelFlops::none));
  }

  /** Kernels that apply a named function, and those that put parts of tiles together. */
  private static void addByName(List<Kernel> kernels) {
    for (EntryFunction function : EntryFunction.values()) {
      kernels.add(plain("map", function.id())
          .in("mn")
          .out("mn")
          .inPlace(0)
          .scalars(function.scalars())
          .flops(KernelFlops::scale));
    }
    for (EntryOperator operator : EntryOperator.values()) {
      kernels.add(plain("combine", operator.id())
          .in("mn", "mn")
          .out("mn")
          .inPlace(0)
          .flops(KernelFlops::scale));
    }
    kernels.add(plain("stack", "R", "1").in("mn").out("pn").flops(KernelFlops::none));
    kernels.add(plain("stack", "R", "2").in("mn", "kn").out("pn").flops(KernelFlops::none));
    kernels.add(plain("stack", "C", "1").in("mn").out("mp").flops(KernelFlops::none));
    kernels.add(plain("stack", "C", "2").in("mn", "mk").out("mp").flops(KernelFlops::none));
    kernels.add(plain("tri", "L", "U").in("mn").out("mn").inPlace(0).flops(KernelFlops::none));
    kernels.add(plain("tri", "U", "N").in("mn").out("mn").inPlace(0).flops(KernelFlops::none));
    kernels.add(plain("diag").in("nn").out("nw").flops(KernelFlops::none));
    for (String uplo : List.of("L", "U")) {
      for (String diag : List.of("N", "U")) {
        kernels.add(plain("trtri", uplo, diag).in("nn").out("nn").flops(KernelFlops::trtri));
      }
    }
  }

  private static void addReductions(List<Kernel> kernels) {
    for (Reduction reduction : Reduction.values()) {
      kernels.add(
          plain("reduce", reduction.id(), "R").in("mn+").out("mw").flops(KernelFlops::scale));
      kernels.add(
          plain("reduce", reduction.id(), "C").in("mn+").out("wn").flops(KernelFlops::scale));
    }
    for (Reduction reduction : List.of(Reduction.MIN, Reduction.MAX)) {
      kernels.add(
          plain("fold", reduction.id()).in("mn+").out("mn").inPlace(0).flops(KernelFlops::add));
    }
    kernels.add(plain("lassq").in("mn+").out("hn").flops(KernelFlops::axpby));
    kernels.add(plain("combssq").in("hn+").out("hn").inPlace(0).flops(KernelFlops::none));
    kernels.add(plain("nrm2").in("hn+").out("vw").flops(KernelFlops::none));
    kernels.add(plain("lascl").in("mn", "vv").out("mn").inPlace(0).flops(KernelFlops::scale));
    kernels.add(plain("lascl2").in("mn", "vn").out("mn").inPlace(0).flops(KernelFlops::scale));
  }

  private static void addOrthogonal(List<Kernel> kernels) {
    kernels.add(plain("geqrt")
        .in("mn")
        .out("nn", "mn", "bn")
        .workspace(KernelWorkspace::panel)
        .flops(KernelFlops::geqrt));
    for (String trans : List.of("N", "T")) {
      kernels.add(plain("gemqrt", trans)
          .in("mn", "bn", "ck")
          .out("dk")
          .workspace(KernelWorkspace::gemqrt)
          .flops(KernelFlops::gemqrt));
    }
    for (Pentagon shape : Pentagon.values()) {
      kernels.add(plain("tpqrt", shape.letter())
          .in("nn", "mn")
          .out("nn", "mn", "bn")
          .inPlace(0)
          .workspace(KernelWorkspace::pair)
          .flops(lengths -> KernelFlops.tpqrt(shape, lengths)));
      for (String trans : List.of("N", "T")) {
        kernels.add(plain("tpmqrt", trans, shape.letter(), "1")
            .in("mn", "bn", "ak", "mk")
            .out("ak", "mk")
            .inPlace(2)
            .workspace(KernelWorkspace::reflectors)
            .flops(lengths -> KernelFlops.tpmqrt(shape, lengths)));
        kernels.add(plain("tpmqrt", trans, shape.letter(), "0")
            .in("mn", "bn", "ak")
            .out("ak", "mk")
            .inPlace(2)
            .workspace(KernelWorkspace::reflectors)
            .flops(lengths -> KernelFlops.tpmqrtOfZero(shape, lengths)));
      }
    }
  }

  /** A band, what is in it, and reflectors that are applied from the right on the way to it. */
  private static void addBidiagonal(List<Kernel> kernels) {
    kernels.add(plain("gemqrt", "R", "N")
        .in("mn", "bn", "km")
        .out("km")
        .inPlace(2)
        .workspace(KernelWorkspace::reflectors)
        .flops(KernelFlops::gemqrt));
    for (Pentagon shape : Pentagon.values()) {
      kernels.add(plain("tpmqrt", "R", "N", shape.letter(), "1")
          .in("mn", "bn", "ka", "km")
          .out("ka", "km")
          .inPlace(2)
          .workspace(KernelWorkspace::reflectors)
          .flops(lengths -> KernelFlops.tpmqrt(shape, lengths)));
    }
    kernels.add(plain("gebrd", "N")
        .in("mn+")
        .out("kw")
        .workspace(KernelWorkspace::gebrd)
        .flops(KernelFlops::gebrd));
    kernels.add(plain("gebrd", "B")
        .in("mn+")
        .out("kw", "mk", "kk", "bk", "bk")
        .workspace(KernelWorkspace::gebrdAtOnce)
        .flops(KernelFlops::gebrdAtOnce));
    for (String factor : List.of("Q", "P")) {
      String side = factor.equals("Q") ? "m" : "n";
      kernels.add(plain("ormbr", factor, "L", "N")
          .in(side + "n", "bn", "nn")
          .out(side + "k")
          .scalars(2)
          .workspace(KernelWorkspace::reflectorsOfColumns)
          .flops(factor.equals("Q") ? KernelFlops::ormbrLeft : KernelFlops::ormbrRight));
    }
    kernels.add(plain("gbbrd", "N")
        .in("nn+", "bn+")
        .out("nw")
        .workspace(KernelWorkspace::band)
        .flops(KernelFlops::gbbrd));
    kernels.add(plain("gbbrd", "B")
        .in("nn+", "bn+")
        .out("nw", "nn", "nn")
        .workspace(KernelWorkspace::band)
        .flops(KernelFlops::gbbrd));
    kernels.add(plain("ormbr", "R", "N")
        .in("nn", "mn+")
        .out("mn")
        .workspace(KernelWorkspace::diamonds)
        .flops(KernelFlops::ormbr));
    kernels.add(plain("sbtrd", "N")
        .in("nn+", "bn+")
        .out("nw")
        .workspace(KernelWorkspace::band)
        .flops(KernelFlops::sbtrd));
    kernels.add(plain("sbtrd", "V")
        .in("nn+", "bn+")
        .out("nw", "nn")
        .workspace(KernelWorkspace::band)
        .flops(KernelFlops::sbtrd));
    kernels.add(plain("sytrd", "N")
        .in("mn+")
        .out("mw")
        .workspace(KernelWorkspace::sytrd)
        .flops(KernelFlops::sytrd));
    kernels.add(plain("sytrd", "V")
        .in("mn+")
        .out("mw", "mm", "bm")
        .workspace(KernelWorkspace::sytrdInPlace)
        .flops(KernelFlops::sytrd));
    kernels.add(plain("ormtr", "L", "N")
        .in("mm", "bm", "mm")
        .out("mn")
        .scalars(2)
        .workspace(KernelWorkspace::ormtr)
        .flops(KernelFlops::ormtr));
    kernels.add(plain("sterf")
        .in("nw")
        .out("nv")
        .workspace(KernelWorkspace::bdsqr)
        .flops(KernelFlops::bdsqr));
    kernels.add(plain("stedc")
        .in("nw")
        .out("nv", "nn")
        .workspace(KernelWorkspace::stedc)
        .flops(KernelFlops::stedc));
    kernels.add(plain("bdsqr")
        .in("nw")
        .out("nv")
        .workspace(KernelWorkspace::bdsqr)
        .flops(KernelFlops::bdsqr));
    kernels.add(plain("bdsdc")
        .in("nw")
        .out("nv", "nn", "nn")
        .workspace(KernelWorkspace::bdsdc)
        .flops(KernelFlops::bdsdc));
  }

  private static void addPivoted(List<Kernel> kernels) {
    kernels.add(plain("tntpiv", "A")
        .in("mn+")
        .out("nn", "bq")
        .scalars(1)
        .workspace(KernelWorkspace::tournamentOfRows)
        .flops(KernelFlops::getrf));
    kernels.add(plain("tntpiv", "C")
        .in("nn+", "bq+")
        .out("nn", "bq")
        .workspace(KernelWorkspace::tournamentOfCandidates)
        .flops(KernelFlops::tournamentOfCandidates));
    kernels.add(plain("getrf")
        .in("nn", "bq", "mn")
        .out("mn", "bq")
        .workspace(KernelWorkspace::getrf)
        .flops(KernelFlops::getrf));
    kernels.add(plain("gessm")
        .in("mn+", "kd", "bq")
        .out("kn")
        .workspace(KernelWorkspace::squareOfK)
        .flops(KernelFlops::gessm));
    kernels.add(plain("swptrsm")
        .in("mn", "tn", "bq", "dn")
        .out("mn")
        .inPlace(0)
        .scalars(1)
        .workspace(KernelWorkspace::triangle)
        .flops(KernelFlops::trsmRight));
    kernels.add(plain("swpgemm")
        .in("mn", "tn", "bq", "mk", "un")
        .out("mn")
        .inPlace(0)
        .scalars(1)
        .flops(KernelFlops::gemm));
    kernels.add(plain("laswp").in("mn+", "bq+").out("in").scalars(1).flops(KernelFlops::none));
    kernels.add(plain("lapiv").in("bq+").out("iw").scalars(1).flops(KernelFlops::none));
    kernels.add(plain("lapmr").in("mn+", "iw").out("in").flops(KernelFlops::none));
  }

  private static Draft plain(String name, String... options) {
    return new Draft(
        name,
        List.of(options),
        List.of(),
        List.of(),
        0,
        OptionalInt.empty(),
        KernelWorkspace::none);
  }

  /** A descriptor in the making; a shape that ends in {@code +} may be a range of tiles. */
  private record Draft(
      String name,
      List<String> options,
      List<String> inputs,
      List<String> outputs,
      int scalars,
      OptionalInt inPlace,
      Workspace workspace) {

    Draft in(String... shapes) {
      return new Draft(name, options, List.of(shapes), outputs, scalars, inPlace, workspace);
    }

    Draft out(String... shapes) {
      return new Draft(name, options, inputs, List.of(shapes), scalars, inPlace, workspace);
    }

    Draft scalars(int count) {
      return new Draft(name, options, inputs, outputs, count, inPlace, workspace);
    }

    Draft inPlace(int input) {
      return new Draft(name, options, inputs, outputs, scalars, OptionalInt.of(input), workspace);
    }

    Draft workspace(Workspace function) {
      return new Draft(name, options, inputs, outputs, scalars, inPlace, function);
    }

    Kernel flops(Flops flops) {
      return new Kernel(
          name,
          options,
          inputs.stream().map(shape -> shape.replace("+", "")).toList(),
          outputs,
          inputs.stream().map(shape -> shape.endsWith("+")).toList(),
          scalars,
          inPlace,
          flops,
          workspace);
    }
  }
}
