package dev.lapwing.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Lists the options of a command itself in its help, and names those that every command has. */
final class OwnOptions implements IHelpSectionRenderer {
  private OwnOptions() {}

  /** Makes the help of a command and of all below it so. */
  static void install(CommandLine command) {
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    usage.abbreviateSynopsis(true);
    usage.parameterListHeading("%n");
    command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new OwnOptions());
    command.getSubcommands().values().forEach(OwnOptions::install);
  }

  @Override
  public String render(Help help) {
    List<OptionSpec> own =
        help.commandSpec().options().stream().filter(option -> !option.inherited()).toList();
    Help.Layout layout = help.createDefaultLayout(own, List.of(), help.colorScheme());
    layout.addAllOptions(own, help.createDefaultParamLabelRenderer());
    boolean inherits = own.size() < help.commandSpec().options().size();
    return layout
        + (inherits
            ? String.format(
                "%nAnd, as for every command: --json --quiet --verbose --debug --help%n")
            : "");
  }
}
