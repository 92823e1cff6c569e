package io.millrace.workbench;

import io.millrace.workbench.acls.AclsCommand;
import io.millrace.workbench.imports.ImportCommand;
import io.millrace.workbench.keys.KeyCommand;
import io.millrace.workbench.models.ModelsCommand;
import io.millrace.workbench.models.ShowCommand;
import io.millrace.workbench.proof.ProofCommand;
import io.millrace.workbench.rejected.RejectedCommand;
import io.millrace.workbench.release.ReleaseCommand;
import io.millrace.workbench.replay.ReplayCommand;
import io.millrace.workbench.replaylog.ReplayLogCommand;
import io.millrace.workbench.train.BacktestCommand;
import io.millrace.workbench.train.TrainCommand;
import io.millrace.workbench.up.RehearseCommand;
import io.millrace.workbench.up.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code millrace} command. */
@Command(
    name = "millrace",
    mixinStandardHelpOptions = true,
    description = "Transformer models over Apache Kafka, on one laptop or on a cluster.",
    subcommands = {
      UpCommand.class,
      RehearseCommand.class,
      ReplayCommand.class,
      ReplayLogCommand.class,
      RecordCommand.class,
      TrainCommand.class,
      BacktestCommand.class,
      ImportCommand.class,
      KeyCommand.class,
      ModelsCommand.class,
      ShowCommand.class,
      ReleaseCommand.class,
      RejectedCommand.class,
      AclsCommand.class,
      ProofCommand.class
    })
public final class Millrace {

  public static void main(String[] arguments) {
    QuietLogging.set();
    System.exit(
        new CommandLine(new Millrace())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOverwrittenOptionsAllowed(true) // after @recipe.args, another option counts
            .execute(arguments));
  }
}
