package io.millrace.workbench.models;

import io.millrace.serving.InvalidBundleException;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import io.millrace.workbench.up.Layout;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The bundles that a run would find.
 *
 * @param roots the earlier one's bundle is kept where both have it
 */
public record Bundles(List<Path> roots) {

  static final String MANIFEST = "model.json";

  public Bundles {
    roots = List.copyOf(roots);
  }

  /** Where {@code millrace up} looks. */
  public static Bundles ofRepository() {
    Path repository = Path.of(System.getProperty("millrace.repository", "")).toAbsolutePath();
    Path root = repository.normalize();
    return new Bundles(new Layout(root, root.resolve(".millrace")).models());
  }

  public List<ModelBundle> all(Consumer<InvalidBundleException> refused) {
    return ModelBundle.findAll(roots, refused);
  }

  /**
   * The bundle at a path, or of a {@code name} (its newest version) or {@code name/version}. At a
   * path its manifest is enough: one that is not assembled yet can be read too.
   *
   * @throws UnknownBundleException if there is none
   * @throws InvalidBundleException if its manifest is wrong
   */
  public ModelBundle named(String reference) {
    Path directory = directory(reference);
    return Files.isRegularFile(directory.resolve(MANIFEST))
        ? new ModelBundle(directory, ModelManifest.read(directory.resolve(MANIFEST)))
        : byName(reference);
  }

  private static Path directory(String reference) {
    try {
      Path path = Path.of(reference).toAbsolutePath().normalize();
      return path.endsWith(MANIFEST) ? path.resolveSibling("") : path;
    } catch (InvalidPathException e) {
      throw new UnknownBundleException("'" + reference + "' is neither a path nor a name");
    }
  }

  private ModelBundle byName(String reference) {
    String[] parts = reference.split("/", -1);
    List<InvalidBundleException> refused = new ArrayList<>();
    List<ModelBundle> bundles = all(refused::add);
    return bundles.stream()
        .filter(bundle -> bundle.manifest().name().equals(parts[0]))
        .filter(bundle -> parts.length == 1 || isVersion(bundle, parts))
        .reduce((older, newer) -> newer)
        .orElseThrow(() -> unknown(reference, bundles, refused));
  }

  private static boolean isVersion(ModelBundle bundle, String[] parts) {
    return parts.length == 2 && bundle.manifest().version().equals(parts[1]);
  }

  private UnknownBundleException unknown(
      String reference, List<ModelBundle> bundles, List<InvalidBundleException> refused) {
    String others =
        bundles.isEmpty()
            ? ": there are none in " + places()
            : "; there are " + references(bundles);
    String wrong =
        refused.stream()
            .map(each -> "; left out: " + each.getMessage())
            .collect(Collectors.joining());
    return new UnknownBundleException("no bundle '" + reference + "'" + others + wrong);
  }

  public String places() {
    return roots.stream().map(Path::toString).collect(Collectors.joining(" or "));
  }

  private static String references(List<ModelBundle> bundles) {
    return bundles.stream()
        .map(bundle -> bundle.manifest().name() + "/" + bundle.manifest().version())
        .collect(Collectors.joining(", "));
  }
}
