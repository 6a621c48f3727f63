package dev.lapwing.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The command line as a whole: all commands, and what they share. */
final class Cli {
  private Cli() {}

  /** Runs one command to its end. */
  static int run(Console console, Interruption interruption, String... arguments) {
    return commandLine(console, interruption).execute(arguments);
  }

  /** All commands on one console. */
  static CommandLine commandLine(Console console, Interruption interruption) {
    OutputOptions output = new OutputOptions();
    Dialogue dialogue = new Dialogue(console, output, interruption);
    CommandLine root =
        new CommandLine(new LapwingCommand(output))
            .addSubcommand(new HelloCommand(dialogue))
            .addSubcommand(new DoctorCommand(dialogue))
            .addSubcommand(new GenerateCommand(dialogue))
            .addSubcommand(new ImportCommand(dialogue))
            .addSubcommand(new ExportCommand(dialogue))
            .addSubcommand(new InfoCommand(dialogue))
            .addSubcommand(new MatmulCommand(dialogue))
            .addSubcommand(new CholeskyCommand(dialogue))
            .addSubcommand(new LuCommand(dialogue))
            .addSubcommand(new SolveCommand(dialogue))
            .addSubcommand(new QrCommand(dialogue))
            .addSubcommand(new LqCommand(dialogue))
            .addSubcommand(new SvdCommand(dialogue))
            .addSubcommand(new PcaCommand(dialogue))
            .addSubcommand(new EighCommand(dialogue))
            .addSubcommand(new InvCommand(dialogue))
            .addSubcommand(new DetCommand(dialogue))
            .addSubcommand(new CondCommand(dialogue))
            .addSubcommand(new TsqrCommand(dialogue))
            .addSubcommand(new MapCommand(dialogue))
            .addSubcommand(new CombineCommand(dialogue))
            .addSubcommand(new ScaleCommand(dialogue))
            .addSubcommand(new ShiftCommand(dialogue))
            .addSubcommand(new ReduceCommand(dialogue))
            .addSubcommand(new NormCommand(dialogue))
            .addSubcommand(new SliceCommand(dialogue))
            .addSubcommand(new TransposeCommand(dialogue))
            .addSubcommand(new ConcatCommand(dialogue))
            .addSubcommand(new DiagonalCommand(dialogue))
            .addSubcommand(new PermuteCommand(dialogue))
            .addSubcommand(new VerifyCommand(dialogue))
            .addSubcommand(new ExplainCommand(dialogue))
            .addSubcommand(new PlanCommand(dialogue))
            .addSubcommand(new RunsCommand(dialogue))
            .addSubcommand(SubmitCommand.commandLine())
            .addSubcommand(new StatusCommand(dialogue))
            .addSubcommand(new WatchCommand(dialogue))
            .addSubcommand(new ReportCommand(dialogue))
            .addSubcommand(new CancelCommand(dialogue))
            .addSubcommand(new ResumeCommand(dialogue))
            .addSubcommand(new CleanCommand(dialogue))
            .addSubcommand(new WorkerCommand(dialogue))
            .addSubcommand(new DeployCommand(dialogue))
            .addSubcommand(new DestroyCommand(dialogue))
            .addSubcommand(new BenchCommand())
            .addSubcommand(new CompletionCommand(dialogue))
            .addSubcommand(new HelpCommand(dialogue));
    OwnOptions.install(root);
    Words.teach(root);
    return root.setOut(writer(console.out()))
        .setErr(writer(console.err()))
        .setUsageHelpAutoWidth(console.environment().containsKey("TERM"))
        .setExecutionExceptionHandler(new ExecutionFailures(dialogue, output))
        .setParameterExceptionHandler(new UsageFailures(console))
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.AUTO));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, Charset.defaultCharset()), true);
  }
}
