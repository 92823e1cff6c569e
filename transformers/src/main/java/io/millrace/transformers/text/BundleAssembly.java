package io.millrace.transformers.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the folder of bundles that is served from the committed models: whole ones are copied, text
 * ones are put together with MiniLM out of its jar, whose 90 MB are not committed. A bundle whose
 * sources have not changed is left as it is.
 */
public final class BundleAssembly {

  /** Grows when the same sources would give another bundle. */
  private static final String FORMAT = "2";

  private final Path sources;
  private final Path target;

  /**
   * @param sources holds {@code <name>/<version>/model.json} and what belongs to it
   * @param target gets {@code <name>/<version>/}
   */
  public BundleAssembly(Path sources, Path target) {
    this.sources = sources;
    this.target = target;
  }

  /** {@code SOURCES TARGET}: assembles, and says what it did. */
  public static void main(String[] arguments) throws IOException {
    List<String> made = new BundleAssembly(Path.of(arguments[0]), Path.of(arguments[1])).assemble();
    System.out.println(
        made.isEmpty() ? "model bundles are up to date" : "assembled model bundles " + made);
  }

  /**
   * Brings the target up to date.
   *
   * @return the bundles that were made, as {@code name/version}
   */
  public List<String> assemble() throws IOException {
    Files.createDirectories(target);
    List<String> made = new ArrayList<>();
    for (Path source : bundles()) {
      String name = sources.relativize(source).toString();
      Path stamp = target.resolve(".stamps").resolve(name.replace('/', '-'));
      String hash = hash(source);
      boolean upToDate =
          Files.exists(target.resolve(name).resolve("model.json"))
              && Files.exists(stamp)
              && Files.readString(stamp).equals(hash);
      if (!upToDate) {
        make(source, target.resolve(name));
        Files.createDirectories(stamp.getParent());
        Files.writeString(stamp, hash);
        made.add(name);
      }
    }
    return made;
  }

  private List<Path> bundles() throws IOException {
    try (Stream<Path> files = Files.find(sources, 3, (path, type) -> isManifest(path))) {
      return files.map(Path::getParent).sorted().toList();
    }
  }

  private boolean isManifest(Path path) {
    Path relative = sources.relativize(path);
    return relative.getNameCount() == 3
        && path.endsWith("model.json")
        && !relative.startsWith("target");
  }

  /** Beside its place first, so that a reader never sees half a bundle. */
  private void make(Path source, Path bundle) throws IOException {
    Path draft = target.resolve(".draft");
    delete(draft);
    Files.createDirectories(draft);
    if (Files.isDirectory(source.resolve("saved_model"))) {
      copy(source, draft);
    } else {
      TextBundle.assemble(source, draft);
    }
    delete(bundle);
    Files.createDirectories(bundle.getParent());
    Files.move(draft, bundle);
  }

  private static String hash(Path source) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes((FORMAT + MiniLm.provenance()).getBytes(StandardCharsets.UTF_8));
    for (Path file : files(source)) {
      all.writeBytes(source.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
      all.writeBytes(Files.readAllBytes(file));
    }
    return MiniLm.sha256(all.toByteArray());
  }

  private static void copy(Path source, Path target) throws IOException {
    for (Path file : files(source)) {
      Path copy = target.resolve(source.relativize(file));
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
