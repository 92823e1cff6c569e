package io.millrace.workbench;

import io.millrace.workbench.up.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code millrace} command. */
@Command(
    name = "millrace",
    mixinStandardHelpOptions = true,
    description = "Transformer models over Apache Kafka, on one laptop or on a cluster.",
    subcommands = {UpCommand.class, RecordCommand.class})
public final class Millrace {

  public static void main(String[] arguments) {
    QuietLogging.set();
    System.exit(
        new CommandLine(new Millrace())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }
}
