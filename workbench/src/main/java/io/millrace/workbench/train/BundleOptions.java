package io.millrace.workbench.train;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that makes a bundle: what it is called, and where it lies. */
public final class BundleOptions {

  @Option(names = "--name", required = true, description = "of the model")
  String name = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where bundles lie (default: .millrace/models of the repository)")
  @Nullable Path out;

  @Option(
      names = "--replace",
      paramLabel = "VERSION",
      description = "the version to write, in place of one that may exist (default: a new one)")
  @Nullable String replace;

  public String name() {
    return name;
  }

  /**
   * @throws IllegalArgumentException if the name is none for a model
   */
  public BundleFolder folder() {
    return folder(name);
  }

  /** Of another model, beside it. */
  BundleFolder folder(String other) {
    return BundleFolder.of(out, other);
  }

  /** The version to write. */
  public String version() throws IOException {
    return replace == null ? folder().nextVersion() : replace;
  }

  /** How a bundle is named to {@code millrace release}. */
  String reference(String model, Path written) {
    return out == null ? model : written.toString();
  }
}
