package io.millrace.workbench.models;

import io.millrace.serving.ModelBundle;
import io.millrace.workbench.TextTable;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Which bundles there are, a line each. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = "Lists the model bundles that were built and trained.")
public final class ModelsCommand implements Callable<Integer> {

  private static final Set<Integer> NUMBERS = Set.of(1, 3, 4);

  private final Bundles bundles;
  private final Clock clock;

  @Spec CommandSpec spec;

  public ModelsCommand() {
    this(Bundles.ofRepository(), Clock.systemUTC());
  }

  ModelsCommand(Bundles bundles, Clock clock) {
    this.bundles = bundles;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    List<ModelBundle> found =
        bundles.all(refused -> err.println("millrace: left out: " + refused.getMessage()));
    if (found.isEmpty()) {
      out.println("no model bundles in " + bundles.places());
    } else {
      table(found).lines().forEach(out::println);
    }
    out.flush();
    return 0;
  }

  private TextTable table(List<ModelBundle> found) {
    TextTable table = new TextTable(NUMBERS);
    table.row(List.of("NAME", "VERSION", "TASK", "SIZE", "AGE", "HELD OUT, BEST CONTROL"));
    for (ModelBundle bundle : found) {
      OnDisk disk = new OnDisk(bundle.directory());
      table.row(
          List.of(
              bundle.manifest().name(),
              bundle.manifest().version(),
              task(bundle),
              OnDisk.sizeText(disk.size()),
              OnDisk.ageText(disk.age(clock.instant())),
              Measured.of(bundle.manifest()).headline().orElse("–")));
    }
    return table;
  }

  /** Its first word is enough, and fits. */
  private static String task(ModelBundle bundle) {
    return switch (bundle.manifest().task()) {
      case FORECAST -> "forecast";
      case TEXT_CLASSIFICATION -> "text";
      case TEXT_EMBEDDING -> "vectors";
      case FRAME_CLASSIFICATION -> "frames";
    };
  }
}
