package io.millrace.workbench.keys;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a key out of the file. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    description =
        "Takes a key out of the file: it is refused from then on, on open connections as well.")
final class RevokeCommand implements Callable<Integer> {

  @Parameters(paramLabel = "ID", description = "as `key list` shows it: mr_ID_… is the key")
  String id = "";

  @Mixin FileOption file = new FileOption();

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    return file.attempt(spec.commandLine().getErr(), this::revoke);
  }

  private void revoke(KeysFile keys) throws IOException {
    KeysText before = keys.read();
    KeyRow row =
        before.rows().stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(
                () -> new InvalidKeysException(keys.path() + " has no key with the id " + id));
    keys.write(before.without(row));
    PrintWriter out = spec.commandLine().getOut();
    out.println("revoked " + row.id() + " of " + row.client());
    out.flush();
  }
}
