package io.millrace.workbench.models;

import io.millrace.serving.InvalidBundleException;
import io.millrace.serving.ModelBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** All that a bundle says of itself. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows a model bundle: its contract, what it is worth, and where it came from.")
public final class ShowCommand implements Callable<Integer> {

  private static final int FAILED = 1;

  private final Bundles bundles;

  @Parameters(
      paramLabel = "BUNDLE",
      description = "a bundle's folder, or NAME (its newest version) or NAME/VERSION")
  String reference = "";

  @Option(names = "--json", description = "print model.json as it is")
  boolean json;

  @Spec CommandSpec spec;

  public ShowCommand() {
    this(Bundles.ofRepository());
  }

  ShowCommand(Bundles bundles) {
    this.bundles = bundles;
  }

  @Override
  public Integer call() throws IOException {
    try {
      show(bundles.named(reference), spec.commandLine().getOut());
      return 0;
    } catch (UnknownBundleException | InvalidBundleException e) {
      spec.commandLine().getErr().println("millrace: " + e.getMessage());
      return FAILED;
    }
  }

  private void show(ModelBundle bundle, PrintWriter out) throws IOException {
    if (json) {
      out.println(Files.readString(bundle.directory().resolve(Bundles.MANIFEST)).strip());
    } else {
      new Description(bundle).lines().forEach(out::println);
    }
    out.flush();
  }
}
