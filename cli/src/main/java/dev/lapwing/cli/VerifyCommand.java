package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a result that was computed here or elsewhere. */
@Command(
    name = "verify",
    header = "Checks a factorization, solution or product by its scaled residual.",
    description = {
      "",
      "A residual is scaled by what rounding alone may do; a backward stable algorithm stays below"
          + " 10, whatever the size and the condition. Exits with 4 if one does not.",
      "",
      "  cholesky A L        " + Claim.CHOLESKY_RESIDUAL,
      "  lu A L U P          " + Claim.LU_RESIDUAL,
      "  solve A X B         " + Claim.SOLVE_RESIDUAL,
      "  least-squares A X B " + Claim.LEAST_SQUARES_RESIDUAL,
      "  qr A Q R            " + Claim.QR_RESIDUAL + ", " + Claim.ORTHOGONALITY,
      "  lq A L Q            " + Claim.LQ_RESIDUAL + ", " + Claim.ROW_ORTHOGONALITY,
      "  svd A U S VT        " + Claim.SVD_RESIDUAL + ",",
      "                      " + Claim.LEFT_ORTHOGONALITY + ", " + Claim.RIGHT_ORTHOGONALITY,
      "  low-rank U VT       " + Claim.LEFT_ORTHOGONALITY + ", " + Claim.RIGHT_ORTHOGONALITY,
      "  eigh A W V          " + Claim.EIGEN_RESIDUAL + ", " + Claim.RIGHT_ORTHOGONALITY,
      "  matmul A B C        " + Claim.PRODUCT_RESIDUAL
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate spd 1000 --out a.npy",
      "  lapwing cholesky a.npy --out l.npy",
      "  lapwing verify cholesky a.npy l.npy",
      "  lapwing verify cholesky a.npy l.npy --threshold 1 --json"
    })
final class VerifyCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  @Parameters(index = "0", paramLabel = "KIND", description = "One of ${COMPLETION-CANDIDATES}.")
  private Claim claim;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "MATRIX",
      converter = MatrixPath.Converter.class,
      description = "The matrices, in the order above.")
  private List<MatrixPath> matrices;

  @Option(
      names = "--threshold",
      paramLabel = "X",
      defaultValue = "10",
      description = "The residual that is too large (default: ${DEFAULT-VALUE}).")
  private double threshold;

  @Mixin private ComputeOptions compute = new ComputeOptions();

  VerifyCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    if (matrices.size() != claim.operands().size()) {
      throw new BadInput(
          "verify %s takes %d matrices, %s, and not %d"
              .formatted(
                  claim,
                  claim.operands().size(),
                  String.join(" ", claim.operands()),
                  matrices.size()));
    }
    try (Workbench bench = Workbench.open(dialogue, compute)) {
      List<BigMatrix> opened = new ArrayList<>();
      for (MatrixPath matrix : matrices) {
        opened.add(bench.read(matrix));
      }
      return judge(bench, opened);
    }
  }

  private Integer judge(Workbench bench, List<BigMatrix> opened) {
    Answer answer = Answer.of("verify").fact("kind", claim.toString()).fact("threshold", threshold);
    boolean passed = true;
    for (Claim.Residual residual : claim.residuals()) {
      double value = bench.await("checking", residual.start().apply(opened));
      // a residual that is not a number is no good one
      boolean small = value < threshold;
      passed &= small;
      answer
          .row(
              small ? "ok" : "FAILED",
              "%s = %s, %s %s"
                  .formatted(
                      residual.formula(),
                      Numbers.residual(value),
                      small ? "below" : "not below",
                      Numbers.threeDigits(threshold)))
          .fact(residual.name(), value);
    }
    dialogue.answer(answer.fact("passed", passed));
    return passed ? ExitCode.OK : ExitCode.VERIFICATION;
  }
}
