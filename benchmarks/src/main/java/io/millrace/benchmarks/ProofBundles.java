package io.millrace.benchmarks;

import io.millrace.serving.ModelManifest;
import io.millrace.transformers.training.BatchInput;
import io.millrace.transformers.training.SavedModelWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Bundles of networks that nobody trained: they show what a service does.
 *
 * @param folder where they are written
 */
public record ProofBundles(Path folder) {

  /**
   * Writes a bundle, over one of the same name and version.
   *
   * @param files by name, beside the network and {@code model.json}
   * @return a root that holds the versions of this name alone
   */
  public Path write(
      ModelManifest manifest,
      List<BatchInput> inputs,
      Map<String, String> files,
      SavedModelWriter.Network network) {
    Path root = folder.resolve(manifest.name());
    Path bundle = root.resolve(manifest.name()).resolve(manifest.version());
    try {
      Files.createDirectories(bundle);
      SavedModelWriter.write(bundle.resolve("saved_model"), inputs, Map.of(), network);
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(bundle.resolve(file.getKey()), file.getValue());
      }
      manifest.write(bundle.resolve("model.json"));
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(bundle + ": cannot be written: " + e.getMessage(), e);
    }
  }
}
