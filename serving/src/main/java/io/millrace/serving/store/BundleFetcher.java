package io.millrace.serving.store;

import io.millrace.serving.Fields;
import io.millrace.serving.InvalidBundleException;
import io.millrace.serving.ModelBundle;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/**
 * Brings released bundles into a local folder and lets nothing in that is not what was released.
 * Threads and processes may share the folder. It is no root for {@link ModelBundle#findAll}: its
 * folders are {@code <name>/<version>-<first digits of sha256>}, of each model those that were used
 * last.
 */
public final class BundleFetcher {

  /** Of a model: what serves, its shadow, and those that one may want to return to. */
  static final int KEPT = 5;

  private final BundleStore store;

  public BundleFetcher(BundleStore store) {
    this.store = store;
  }

  /**
   * The bundle of a release. One that was fetched before is not fetched again if its content is
   * still what was released.
   *
   * @throws IOException if it cannot be fetched now, naming its address: trying again may help
   * @throws InvalidBundleException if what is there is not what was released, with what was
   *     expected and found: trying again will not help
   */
  public ModelBundle fetch(BundleRelease release, Path cacheRoot) throws IOException {
    Path target = cacheRoot.resolve(release.name()).resolve(release.folder());
    if (Files.isDirectory(target)) {
      if (BundleDigest.of(target).equals(release.sha256())) {
        Files.setLastModifiedTime(target, FileTime.from(Instant.now()));
        return ModelBundle.read(target);
      }
      FetchFolders.discard(target);
    }
    Path parts = FetchFolders.in(target.resolveSibling(""));
    try {
      store.fetch(release.uri(), parts);
      verify(parts, release);
      moveIntoPlace(parts, target, release);
      FetchFolders.keepLatest(target.resolveSibling(""), KEPT);
    } finally {
      FetchFolders.delete(parts);
    }
    return ModelBundle.read(target);
  }

  /** What was fetched of one version of a model and is still there, last used first. */
  public static List<ModelBundle> fetched(Path cacheRoot, String name, String version)
      throws IOException {
    Fields.name("name", name);
    Fields.name("version", version);
    return FetchFolders.latestFirst(cacheRoot.resolve(name)).stream()
        .filter(folder -> String.valueOf(folder.getFileName()).startsWith(version + "-"))
        .map(ModelBundle::read)
        .filter(bundle -> bundle.manifest().version().equals(version))
        .toList();
  }

  private static void verify(Path parts, BundleRelease release) throws IOException {
    String place = Shown.uri(release.uri());
    String digest = BundleDigest.of(parts);
    if (!digest.equals(release.sha256())) {
      throw InvalidBundleException.at(
          place, "expected sha256 " + release.sha256() + ", found " + digest);
    }
    String released = release.name() + " " + release.version();
    String found = read(parts, place).toString();
    if (!found.equals(released)) {
      throw InvalidBundleException.at(place, "expected " + released + ", found " + found);
    }
  }

  /** What is wrong is said of the address: the folder will be gone when somebody reads it. */
  private static ModelBundle read(Path parts, String place) {
    try {
      return ModelBundle.read(parts);
    } catch (InvalidBundleException e) {
      String problem = String.valueOf(e.getMessage()).replace(parts + "/", "");
      throw InvalidBundleException.at(place, problem);
    }
  }

  private static void moveIntoPlace(Path parts, Path target, BundleRelease release)
      throws IOException {
    try {
      Files.move(parts, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // Somebody else may have been faster; then theirs is as good.
      if (!Files.isDirectory(target) || !BundleDigest.of(target).equals(release.sha256())) {
        throw e;
      }
    }
  }
}
