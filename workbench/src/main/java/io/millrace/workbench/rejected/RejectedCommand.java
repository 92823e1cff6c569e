package io.millrace.workbench.rejected;

import picocli.CommandLine.Command;

/** What was refused: look at it, and send it in again. */
@Command(
    name = "rejected",
    mixinStandardHelpOptions = true,
    description =
        "Shows the records that were refused onto rejected-events, and replays them when what"
            + " refused them was put right.",
    subcommands = {ListCommand.class, ShowCommand.class, ReplayCommand.class})
public final class RejectedCommand {}
