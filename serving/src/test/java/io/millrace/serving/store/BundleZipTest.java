package io.millrace.serving.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.serving.InvalidBundleException;
import io.millrace.serving.ModelBundle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleZipTest {

  private static final StoreLimits LIMITS = new StoreLimits(100_000, 10, Duration.ofSeconds(20));

  @TempDir Path folder;

  private Path zip;
  private Path into;

  @BeforeEach
  void places() throws IOException {
    zip = folder.resolve("bundle.zip");
    into = Files.createDirectory(folder.resolve("into"));
  }

  @Test
  void aBundleComesOutOfItsZipFileAsItWentIn() throws IOException {
    Path bundle = PlainBundles.write(folder.resolve("bundle"), "1", "network");

    BundleZip.write(bundle, zip);
    Unzip.into(zip, "here", into, LIMITS);

    assertThat(BundleDigest.of(into)).isEqualTo(BundleDigest.of(bundle));
    assertThat(ModelBundle.read(into)).hasToString("contention 1");
  }

  @Test
  void theGraphForCpusIsPackedAndPartOfTheDigest() throws IOException {
    Path bundle = PlainBundles.write(folder.resolve("bundle"), "1", "network");
    String without = BundleDigest.of(bundle);
    Path lowered = ModelBundle.read(bundle).lowered();
    Files.writeString(lowered, "for CPUs");

    BundleZip.write(bundle, zip);
    Unzip.into(zip, "here", into, LIMITS);

    assertThat(ModelBundle.read(into).lowered()).hasContent("for CPUs");
    assertThat(BundleDigest.of(into)).isEqualTo(BundleDigest.of(bundle)).isNotEqualTo(without);
    Files.writeString(lowered, "for CPUs, other");
    assertThat(BundleDigest.of(bundle)).isNotEqualTo(BundleDigest.of(into));
  }

  @Test
  void theSameFilesGiveTheSameBytesWhateverTheirAge() throws IOException {
    Path one = PlainBundles.write(folder.resolve("one"), "1", "network");
    Path other = PlainBundles.write(folder.resolve("other"), "1", "network");
    Files.setLastModifiedTime(other.resolve("model.json"), FileTime.fromMillis(1));

    BundleZip.write(one, zip);
    BundleZip.write(other, folder.resolve("other.zip"));

    assertThat(folder.resolve("other.zip")).hasSameBinaryContentAs(zip);
  }

  @Test
  void nothingIsLeftOfAZipFileThatCouldNotBeWritten() throws IOException {
    Path absent = folder.resolve("absent");

    assertThatThrownBy(() -> BundleZip.write(absent, zip)).isInstanceOf(IOException.class);

    assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".zip"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../outside", "saved_model/../../outside", "/outside", "..\\outside"})
  void aNameThatLeadsElsewhereIsRefused(String name) throws IOException {
    zipWith(name, 1);

    assertThatThrownBy(() -> Unzip.into(zip, "s3://models/x.zip", into, LIMITS))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessage("s3://models/x.zip: expected names inside the zip file, found " + name);
    assertThat(folder.resolve("outside")).doesNotExist();
    assertThat(into).isEmptyDirectory();
  }

  @Test
  void aSmallFileThatUnfoldsToMuchIsRefused() throws IOException {
    zipWith("zeros", 1_000_000);
    assertThat(Files.size(zip)).isLessThan(LIMITS.bytes());

    assertThatThrownBy(() -> Unzip.into(zip, "here", into, LIMITS))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessage("here: expected at most 100000 bytes, found more");
  }

  @Test
  void tooManyFilesAreRefused() throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (int i = 0; i < 11; i++) {
        out.putNextEntry(new ZipEntry("file" + i));
      }
    }

    assertThatThrownBy(() -> Unzip.into(zip, "here", into, LIMITS))
        .hasMessage("here: expected at most 10 files, found 11");
  }

  @Test
  void whatIsNoZipFileOrOnlyItsStartIsRefused() throws IOException {
    BundleZip.write(PlainBundles.write(folder.resolve("bundle"), "1", "network"), zip);
    byte[] whole = Files.readAllBytes(zip);

    for (int length : new int[] {0, 10, whole.length - 1}) {
      Files.write(zip, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Unzip.into(zip, "here", into, LIMITS))
          .as("%d bytes", length)
          .isInstanceOf(InvalidBundleException.class)
          .hasMessageStartingWith("here: not a sound zip file: ");
    }
  }

  private void zipWith(String name, int zeros) throws IOException {
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream out = new ZipOutputStream(file)) {
      out.putNextEntry(new ZipEntry(name));
      out.write(new byte[zeros]);
    }
  }
}
