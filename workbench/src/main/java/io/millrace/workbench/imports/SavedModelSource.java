package io.millrace.workbench.imports;

import io.millrace.serving.ModelManifest;
import io.millrace.serving.Task;
import io.millrace.transformers.imports.FileDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A TensorFlow SavedModel that keeps the contract of a task. It is copied as it is; the contract is
 * checked when the bundle is loaded.
 *
 * @param savedModel the folder with {@code saved_model.pb}
 * @param tokenizer beside it, for texts
 */
record SavedModelSource(Path savedModel, Path tokenizer, ContractOptions contract)
    implements ForeignSource {

  private static final String NETWORK = "saved_model.pb";

  /** Whether a folder is a SavedModel, or holds one under its usual name. */
  static boolean is(Path folder) {
    return Files.isRegularFile(network(folder).resolve(NETWORK));
  }

  static SavedModelSource read(Path folder, ContractOptions contract) {
    return new SavedModelSource(network(folder), folder.resolve("tokenizer.json"), contract);
  }

  private static Path network(Path folder) {
    Path inside = folder.resolve("saved_model");
    return Files.isDirectory(inside) ? inside : folder;
  }

  @Override
  public List<String> description() {
    return List.of(savedModel + ": a SavedModel, for the task " + contract.task());
  }

  @Override
  public void write(Path directory, String name, String version) throws IOException {
    ModelManifest manifest = contract.manifest(name, version);
    Map<String, String> sha256 = new LinkedHashMap<>();
    for (Path file : files()) {
      Path relative = savedModel.relativize(file);
      copy(file, directory.resolve("saved_model").resolve(relative));
      sha256.put(relative.toString(), FileDigest.sha256(file));
    }
    if (manifest.task() == Task.TEXT_CLASSIFICATION) {
      if (!Files.isRegularFile(tokenizer)) {
        throw new IllegalArgumentException(tokenizer + ": expected a file, found none");
      }
      copy(tokenizer, directory.resolve("tokenizer.json"));
      sha256.put("tokenizer.json", FileDigest.sha256(tokenizer));
    }
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("imported", "TensorFlow SavedModel");
    provenance.put("source", String.valueOf(savedModel.toRealPath().getFileName()));
    provenance.put("sourceSha256", sha256);
    manifest.withProvenance(provenance).write(directory.resolve("model.json"));
  }

  /** The network and its variables; what else lies beside them is not the network's. */
  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>(List.of(savedModel.resolve(NETWORK)));
    for (String part : List.of("variables", "assets")) {
      if (Files.isDirectory(savedModel.resolve(part))) {
        try (Stream<Path> all = Files.walk(savedModel.resolve(part))) {
          files.addAll(all.filter(Files::isRegularFile).sorted().toList());
        }
      }
    }
    return files;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.toAbsolutePath().getParent());
    Files.copy(from, to);
  }
}
