package io.millrace.workbench.keys;

import io.millrace.workbench.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Which keys there are, a line each. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the keys: whose they are, what for and until when.")
final class ListCommand implements Callable<Integer> {

  @Mixin FileOption file = new FileOption();

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    return file.attempt(spec.commandLine().getErr(), this::list);
  }

  private void list(KeysFile keys) throws IOException {
    TextTable table = new TextTable(Set.of());
    table.row(List.of("ID", "CLIENT", "EXPIRES", "SCOPES"));
    for (KeyRow row : keys.read().rows()) {
      table.row(List.of(row.id(), row.client(), row.expires(), row.scopes()));
    }
    PrintWriter out = spec.commandLine().getOut();
    table.lines().forEach(out::println);
    out.flush();
  }
}
