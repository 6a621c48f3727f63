package dev.lapwing.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code lapwing} without a subcommand: it only says what there is. */
@Command(
    name = "lapwing",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    header = "Lapwing factors, multiplies and solves with large matrices, tile by tile.",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    description = {
      "",
      "Inputs are paths, or file:// or s3:// URIs, of .npy, .mtx, .csv files or .zarr arrays; the result goes"
          + " to --out, in the format of its ending."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:it worked",
      "  1:an error of the program or of the machine",
      "  2:the command line or an input is wrong",
      "  3:the numbers do not allow it: not positive definite, or singular",
      "  4:a check failed: the residual is above the threshold",
      "  5:it does not fit into --memory",
      "6:the run costs more than it may",
      "130:cancelled by Ctrl-C"
    },
    footerHeading = "%nFirst steps:%n",
    footer = {
      "  lapwing hello",
      "  lapwing generate spd 2000 --out a.npy",
      "  lapwing cholesky a.npy --out l.npy",
      "  lapwing help cholesky"
    })
@SuppressWarnings("UnusedVariable") // picocli reads the fields
final class LapwingCommand implements Runnable {
  @Mixin private final OutputOptions output;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Explain the command.")
  private boolean helpWanted;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version.")
  private boolean versionWanted;

  @Spec private CommandSpec spec;

  LapwingCommand(OutputOptions output) {
    this.output = output;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command, for example lapwing hello");
  }
}
