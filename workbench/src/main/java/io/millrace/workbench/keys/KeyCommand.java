package io.millrace.workbench.keys;

import picocli.CommandLine.Command;

/** Keys for those who send events. */
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    description =
        "Makes, lists and revokes keys in the file that ingest-service knows as"
            + " millrace.security.keys-file; a running service takes the change up within a second.",
    subcommands = {CreateCommand.class, ListCommand.class, RevokeCommand.class})
public final class KeyCommand {}
