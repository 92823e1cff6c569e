package io.millrace.serving.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.serving.InvalidBundleException;
import io.millrace.serving.ModelBundle;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleFetcherTest {

  @TempDir Path folder;

  private final AtomicInteger fetches = new AtomicInteger();
  private final BundleFetcher fetcher =
      new BundleFetcher(
          (uri, into) -> {
            fetches.incrementAndGet();
            BundleStores.standard().fetch(uri, into);
          });
  private Path bundle;
  private Path cache;

  @BeforeEach
  void places() throws IOException {
    bundle = PlainBundles.write(folder.resolve("my bundle"), "7", "network");
    cache = folder.resolve("cache");
  }

  @Test
  void ofEachModelTheVersionsThatWereUsedLastAreKept() throws IOException {
    BundleRelease first = PlainBundles.release(bundle, "7", bundle.toUri().toString());
    Path kept = fetcher.fetch(first, cache).directory();
    for (int version = 8; version < 8 + BundleFetcher.KEPT; version++) {
      Path next = PlainBundles.write(folder.resolve("v" + version), "" + version, "network");
      Files.setLastModifiedTime(kept, FileTime.from(Instant.now().minusSeconds(10 * version)));
      assertThat(fetcher.fetch(first, cache).directory()).isEqualTo(kept);
      fetcher.fetch(PlainBundles.release(next, "" + version, next.toUri().toString()), cache);
    }

    try (Stream<Path> folders = Files.list(cache.resolve("contention"))) {
      assertThat(folders).hasSize(BundleFetcher.KEPT).contains(kept);
    }
  }

  @Test
  void aReleasedFolderIsCopiedUnderItsNameVersionAndContent() throws IOException {
    BundleRelease release = PlainBundles.release(bundle, "7", bundle.toUri().toString());

    ModelBundle fetched = fetcher.fetch(release, cache);

    assertThat(fetched).hasToString("contention 7");
    assertThat(cache.relativize(fetched.directory()))
        .hasToString("contention/7-" + BundleDigest.of(bundle).substring(0, 12));
    assertThat(BundleDigest.of(fetched.directory())).isEqualTo(BundleDigest.of(bundle));
  }

  @Test
  void aZipFileOfItIsAsGood() throws IOException {
    Path zip = folder.resolve("release 7.zip");
    BundleZip.write(bundle, zip);

    ModelBundle fetched = fetcher.fetch(PlainBundles.release(bundle, "7", zip.toString()), cache);

    assertThat(BundleDigest.of(fetched.directory())).isEqualTo(BundleDigest.of(bundle));
  }

  @Test
  void aReleaseIsFetchedOnce() throws IOException {
    BundleRelease release = PlainBundles.release(bundle, "7", bundle.toString());
    ModelBundle first = fetcher.fetch(release, cache);

    ModelBundle second = fetcher.fetch(release, cache);

    assertThat(second).isEqualTo(first);
    assertThat(fetches).hasValue(1);
  }

  @Test
  void aFetchedBundleThatWasDamagedIsFetchedAgain() throws IOException {
    BundleRelease release = PlainBundles.release(bundle, "7", bundle.toString());
    ModelBundle first = fetcher.fetch(release, cache);
    Files.writeString(first.savedModel().resolve("saved_model.pb"), "bit rot");

    ModelBundle second = fetcher.fetch(release, cache);

    assertThat(second.savedModel().resolve("saved_model.pb")).hasContent("network");
    assertThat(fetches).hasValue(2);
    assertThat(cached()).containsExactly(second.directory());
  }

  @Test
  void twoContentsOfOneVersionLieSideBySide() throws IOException {
    Path other = PlainBundles.write(folder.resolve("other"), "7", "another network");

    ModelBundle one = fetcher.fetch(PlainBundles.release(bundle, "7", bundle.toString()), cache);
    ModelBundle two = fetcher.fetch(PlainBundles.release(other, "7", other.toString()), cache);

    assertThat(one.savedModel().resolve("saved_model.pb")).hasContent("network");
    assertThat(two.savedModel().resolve("saved_model.pb")).hasContent("another network");
  }

  @Test
  void ofAVersionThatWasFetchedTheContentUsedLastIsFoundFirst() throws IOException {
    Path other = PlainBundles.write(folder.resolve("other"), "7", "another network");
    Path longer = PlainBundles.write(folder.resolve("longer"), "7-b", "network");
    ModelBundle early =
        fetcher.fetch(PlainBundles.release(bundle, "7", bundle.toUri().toString()), cache);
    fetcher.fetch(PlainBundles.release(longer, "7-b", longer.toUri().toString()), cache);
    ModelBundle late =
        fetcher.fetch(PlainBundles.release(other, "7", other.toUri().toString()), cache);
    Files.setLastModifiedTime(early.directory(), FileTime.from(Instant.now().minusSeconds(9)));

    assertThat(BundleFetcher.fetched(cache, "contention", "7")).containsExactly(late, early);
    assertThat(BundleFetcher.fetched(cache, "contention", "8")).isEmpty();
    assertThat(BundleFetcher.fetched(cache, "nobody", "7")).isEmpty();
  }

  @Test
  void anotherContentThanTheReleasedOneIsRefusedAndLeavesNothing() throws IOException {
    BundleRelease release = PlainBundles.release(bundle, "7", bundle.toString());
    Files.writeString(bundle.resolve("saved_model/saved_model.pb"), "built anew");

    assertThatThrownBy(() -> fetcher.fetch(release, cache))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessage(
            bundle.toUri()
                + ": expected sha256 "
                + release.sha256()
                + ", found "
                + BundleDigest.of(bundle));
    assertThat(cached()).isEmpty();
  }

  @Test
  void anotherVersionThanTheReleasedOneIsRefused() throws IOException {
    BundleRelease release = PlainBundles.release(bundle, "8", bundle.toString());

    assertThatThrownBy(() -> fetcher.fetch(release, cache))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageEndingWith("my%20bundle/: expected contention 8, found contention 7");
    assertThat(cached()).isEmpty();
  }

  @Test
  void aBundleThatLacksAFileIsRefusedUnderItsAddress() throws IOException {
    Files.delete(bundle.resolve("saved_model/saved_model.pb"));
    BundleRelease release = PlainBundles.release(bundle, "7", bundle.toString());

    assertThatThrownBy(() -> fetcher.fetch(release, cache))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageEndingWith(
            "my%20bundle/: saved_model/saved_model.pb: expected a file, found none");
  }

  @Test
  void whatIsNotThereIsAFailureThatMayPass() throws IOException {
    BundleRelease release = PlainBundles.release(bundle, "7", folder.resolve("absent").toString());

    assertThatThrownBy(() -> fetcher.fetch(release, cache))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("absent: neither a folder nor a zip file is there");
    assertThat(cached()).isEmpty();
  }

  @Test
  void manyAtOnceGetTheSameWholeBundle() throws Exception {
    BundleRelease release = PlainBundles.release(bundle, "7", bundle.toString());
    int readers = 8;
    CountDownLatch together = new CountDownLatch(readers);
    ExecutorService threads = Executors.newFixedThreadPool(readers);
    List<Future<Path>> found = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      found.add(
          threads.submit(
              () -> {
                together.countDown();
                together.await();
                return fetcher.fetch(release, cache).directory();
              }));
    }

    Set<Path> directories = new HashSet<>();
    for (Future<Path> each : found) {
      directories.add(each.get(20, TimeUnit.SECONDS));
    }
    threads.shutdownNow();

    assertThat(directories).hasSize(1);
    assertThat(cached()).containsExactlyElementsOf(directories);
    assertThat(BundleDigest.of(directories.iterator().next())).isEqualTo(release.sha256());
  }

  @Test
  void whatAnEarlierProcessLeftHalfFetchedGoesAwayInTime() throws IOException {
    Path models = Files.createDirectories(cache.resolve("contention"));
    Path abandoned = Files.createDirectories(models.resolve(".fetching-1/saved_model"));
    Path underWay = Files.createDirectories(models.resolve(".fetching-2"));
    Files.setLastModifiedTime(
        abandoned.getParent(), FileTime.from(Instant.now().minus(Duration.ofDays(2))));

    fetcher.fetch(PlainBundles.release(bundle, "7", bundle.toString()), cache);

    assertThat(abandoned).doesNotExist();
    assertThat(underWay).exists();
  }

  @ParameterizedTest
  @CsvSource({
    "../up, 1, file:///x, name: expected 1 to 128 letters",
    "a, ../1, file:///x, version: expected 1 to 128 letters",
    "a, 1, http://{}, neither a URI nor a path",
  })
  void aReleaseThatNamesNoPlaceIsRefused(String name, String version, String uri, String reason) {
    assertThatThrownBy(() -> BundleRelease.of(name, version, uri, "a".repeat(64)))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void aSchemeThatNoStoreKnowsIsRefused() {
    assertThatThrownBy(() -> BundleStores.standard().fetch(URI.create("ftp://a/b"), folder))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessage("ftp://a/b: expected one of the schemes file, http, https, s3, found ftp");
  }

  @Test
  void aPathIsAnAddressToo() {
    assertThat(BundleStores.uri("models/a b")).isEqualTo(Path.of("models/a b").toUri());
    assertThat(BundleStores.uri("s3://models/a.zip")).hasScheme("s3");
  }

  private List<Path> cached() throws IOException {
    try (Stream<Path> all = Files.list(cache.resolve("contention"))) {
      return all.toList();
    }
  }
}
