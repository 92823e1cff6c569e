package io.millrace.serving.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.serving.InvalidBundleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleDigestTest {

  @TempDir Path folder;

  @Test
  void itIsTheSha256OfWhatSha256sumPrintsOfTheFilesInByteOrder() throws IOException {
    write("é.json", "last, for its bytes are the largest");
    write("a/b", "second");
    write("a.txt", "first, for a dot comes before a slash");
    write(".hidden", "before all letters");

    String digest = BundleDigest.of(folder);

    assertThat(digest)
        .isEqualTo(
            sha256(
                line("before all letters", ".hidden")
                    + line("first, for a dot comes before a slash", "a.txt")
                    + line("second", "a/b")
                    + line("last, for its bytes are the largest", "é.json")));
  }

  @Test
  void aFilesContentItsNameAndItsPresenceCount() throws IOException {
    write("a", "x");
    String original = BundleDigest.of(folder);

    write("b", "");
    String oneMore = BundleDigest.of(folder);
    Files.delete(folder.resolve("b"));
    write("a", "y");
    String changed = BundleDigest.of(folder);
    write("a", "x");
    Files.move(folder.resolve("a"), folder.resolve("c"));
    String renamed = BundleDigest.of(folder);

    assertThat(new String[] {original, oneMore, changed, renamed}).doesNotHaveDuplicates();
  }

  @Test
  void whatALinkLeadsToCountsAsIfItWereThere() throws IOException {
    write("plain/blobs/weights", "w");
    Path plain = folder.resolve("plain");
    Path linked = Files.createDirectories(folder.resolve("linked"));
    Files.createSymbolicLink(linked.resolve("blobs"), plain.resolve("blobs"));
    Files.createSymbolicLink(folder.resolve("current"), linked);

    String digest = BundleDigest.of(folder.resolve("current"));

    assertThat(digest).isEqualTo(BundleDigest.of(plain));
  }

  @Test
  void anEmptyFolderDoesNotCount() throws IOException {
    write("a", "x");
    String before = BundleDigest.of(folder);

    Files.createDirectories(folder.resolve("empty"));

    assertThat(BundleDigest.of(folder)).isEqualTo(before);
  }

  @Test
  void aNameThatNoTwoSystemsAgreeAboutIsRefused() throws IOException {
    write("two\nlines", "x");

    assertThatThrownBy(() -> BundleDigest.of(folder))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("expected names without backslashes and control characters");
  }

  @Test
  void whereNoFolderIsThereIsNoDigest() {
    assertThatThrownBy(() -> BundleDigest.of(folder.resolve("absent")))
        .isInstanceOf(NotDirectoryException.class)
        .hasMessageContaining("absent");
  }

  private void write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private static String line(String content, String name) {
    return sha256(content) + "  " + name + "\n";
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
