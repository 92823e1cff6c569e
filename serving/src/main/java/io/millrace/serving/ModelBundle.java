package io.millrace.serving;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A model on disk: a folder {@code <name>/<version>/} with {@code model.json}, {@code saved_model/}
 * and, for text, {@code tokenizer.json}; perhaps {@code golden.json}, see {@link GoldenExamples},
 * and {@code cpu_graph.pb}, see {@link #lowered()}. That its network keeps the manifest's contract
 * is checked when it is loaded.
 */
public record ModelBundle(Path directory, ModelManifest manifest) {

  private static final Comparator<ModelBundle> OLDEST_FIRST =
      Comparator.comparing((ModelBundle bundle) -> bundle.manifest.name())
          .thenComparing(bundle -> bundle.manifest.version(), new VersionOrder());

  /**
   * @throws InvalidBundleException saying which file is missing or wrong, and how
   */
  public static ModelBundle read(Path directory) {
    ModelManifest manifest = ModelManifest.read(present(directory.resolve("model.json")));
    present(directory.resolve("saved_model").resolve("saved_model.pb"));
    if (manifest.task() == Task.TEXT_CLASSIFICATION || manifest.task() == Task.TEXT_EMBEDDING) {
      present(directory.resolve("tokenizer.json"));
    }
    return new ModelBundle(directory, manifest);
  }

  /**
   * Every bundle of the given roots, by name, oldest version first. Folders without a {@code
   * model.json} and folders whose name starts with a dot are passed over, so a bundle can be
   * written beside the others and renamed into place. Of two bundles with one name and version the
   * earlier root's is kept.
   *
   * @throws InvalidBundleException at the first bundle that is wrong
   */
  public static List<ModelBundle> findAll(List<Path> roots) {
    return findAll(
        roots,
        refusal -> {
          throw refusal;
        });
  }

  /** As {@link #findAll(List)}; a bundle that is wrong is reported and left out. */
  public static List<ModelBundle> findAll(
      List<Path> roots, Consumer<InvalidBundleException> refused) {
    Map<String, ModelBundle> found = new LinkedHashMap<>();
    for (Path root : roots) {
      for (Path name : BundleFolders.under(root)) {
        for (Path version : BundleFolders.under(name)) {
          if (Files.exists(version.resolve("model.json"))) {
            readInPlace(version, refused)
                .ifPresent(bundle -> found.putIfAbsent(bundle.toString(), bundle));
          }
        }
      }
    }
    List<ModelBundle> ordered = new ArrayList<>(found.values());
    ordered.sort(OLDEST_FIRST);
    return List.copyOf(ordered);
  }

  /** The newest version of each name; versions compare as numbers where they are numbers. */
  public static List<ModelBundle> newestOfEach(List<ModelBundle> bundles) {
    Map<String, ModelBundle> newest = new LinkedHashMap<>();
    bundles.stream()
        .sorted(OLDEST_FIRST)
        .forEach(bundle -> newest.put(bundle.manifest.name(), bundle));
    return List.copyOf(newest.values());
  }

  public static Optional<ModelBundle> newest(List<ModelBundle> bundles, String name) {
    return newestOfEach(bundles).stream()
        .filter(bundle -> bundle.manifest.name().equals(name))
        .findFirst();
  }

  public Path savedModel() {
    return directory.resolve("saved_model");
  }

  /**
   * Where a bundle may hold its network lowered for CPUs: a {@code MetaGraphDef} that has its
   * weights from the SavedModel.
   */
  public Path lowered() {
    return directory.resolve("cpu_graph.pb");
  }

  public Path tokenizer() {
    return directory.resolve("tokenizer.json");
  }

  /** Where a bundle may hold examples of what its network must answer. */
  public Path golden() {
    return directory.resolve("golden.json");
  }

  /** Native memory that the weights will take, as {@link Classifier#nativeBytes()} says. */
  public long nativeBytes() {
    return SavedWeights.bytes(savedModel());
  }

  /** Name and version, as messages give them. */
  @Override
  public String toString() {
    return manifest.name() + " " + manifest.version();
  }

  private static Optional<ModelBundle> readInPlace(
      Path directory, Consumer<InvalidBundleException> refused) {
    try {
      ModelBundle bundle = read(directory);
      Path expected = Path.of(bundle.manifest.name(), bundle.manifest.version());
      if (!directory.toAbsolutePath().endsWith(expected)) {
        throw InvalidBundleException.expected(
            directory.resolve("model.json"),
            "the name and version of its folders",
            expected.toString());
      }
      return Optional.of(bundle);
    } catch (InvalidBundleException refusal) {
      refused.accept(refusal);
      return Optional.empty();
    }
  }

  private static Path present(Path file) {
    if (!Files.isRegularFile(file)) {
      throw InvalidBundleException.expected(file, "a file", "none");
    }
    return file;
  }
}
