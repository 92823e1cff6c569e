package io.millrace.workbench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code millrace} command. */
@Command(
    name = "millrace",
    mixinStandardHelpOptions = true,
    description = "Transformer models over Apache Kafka, on one laptop or on a cluster.",
    subcommands = {RecordCommand.class})
public final class Millrace {

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Millrace()).execute(arguments));
  }
}
