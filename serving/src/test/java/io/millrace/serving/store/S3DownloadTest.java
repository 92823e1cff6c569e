package io.millrace.serving.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import io.millrace.serving.InvalidBundleException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that looks at requests as S3 does, and knows one object. */
class S3DownloadTest {

  private static final URI ADDRESS = URI.create("s3://models/text/log%20triage.zip");

  /** Where the SDK's own chains look first. */
  private static final Map<String, String> ACCOUNT =
      Map.of(
          "aws.accessKeyId", "millrace-test",
          "aws.secretAccessKey", "not-a-secret",
          "aws.region", "eu-central-1");

  @TempDir Path folder;

  private Path bundle;
  private byte[] zip;
  private Path into;

  @BeforeEach
  void zippedBundle() throws IOException {
    ACCOUNT.forEach(System::setProperty);
    bundle = PlainBundles.write(folder.resolve("bundle"), "7", "network");
    Path file = folder.resolve("bundle.zip");
    BundleZip.write(bundle, file);
    zip = Files.readAllBytes(file);
    into = Files.createDirectories(folder.resolve("cache/into"));
  }

  @AfterEach
  void noAccount() {
    ACCOUNT.keySet().forEach(System::clearProperty);
  }

  @Test
  void anObjectIsAskedForByASignedRequestAndUnzipped() throws IOException {
    try (BundleServer s3 = new BundleServer(objectStore(zip))) {
      fetch(s3, 100_000);

      BundleServer.Asked asked = s3.asked().get(0);
      assertThat(asked.path()).isEqualTo("/models/text/log%20triage.zip");
      assertThat(asked.headers().getFirst("Authorization"))
          .startsWith("AWS4-HMAC-SHA256 Credential=millrace-test/")
          .contains("/eu-central-1/s3/aws4_request")
          .containsPattern("Signature=[0-9a-f]{64}");
    }
    assertThat(BundleDigest.of(into)).isEqualTo(BundleDigest.of(bundle));
  }

  @Test
  void anObjectThatIsNotThereIsSaidWithItsAddress() throws IOException {
    try (BundleServer s3 = new BundleServer(objectStore(zip))) {
      URI absent = URI.create("s3://models/absent.zip");

      assertThatThrownBy(() -> store(s3, 100_000).fetch(absent, into))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(absent + ": cannot be fetched: No such key here");
    }
  }

  @Test
  void anObjectThatIsTooLargeIsGivenUp() throws IOException {
    try (BundleServer s3 = new BundleServer(objectStore(zip))) {
      assertThatThrownBy(() -> fetch(s3, 10))
          .isInstanceOf(InvalidBundleException.class)
          .hasMessage(ADDRESS + ": expected at most 10 bytes, found more");
    }
    assertThat(into).isEmptyDirectory();
  }

  @Test
  void anAddressWithoutAKeyIsRefused() throws IOException {
    try (BundleServer s3 = new BundleServer(objectStore(zip))) {
      for (String address : new String[] {"s3://models", "s3://models/", "s3:///key", "s3:key"}) {
        assertThatThrownBy(() -> store(s3, 100_000).fetch(URI.create(address), into))
            .isInstanceOf(InvalidBundleException.class)
            .hasMessage(address + ": expected s3://bucket/key");
      }
      assertThat(s3.asked()).isEmpty();
    }
  }

  private void fetch(BundleServer s3, long bytes) throws IOException {
    store(s3, bytes).fetch(ADDRESS, into);
  }

  private static BundleStore store(BundleServer s3, long bytes) {
    return BundleStores.of(
        new StoreLimits(bytes, 10, Duration.ofSeconds(20)), Optional.of(s3.uri("")));
  }

  private static HttpHandler objectStore(byte[] object) {
    byte[] unknown =
        "<Error><Code>NoSuchKey</Code><Message>No such key here</Message></Error>".getBytes(UTF_8);
    return exchange -> {
      boolean known = exchange.getRequestURI().getPath().equals("/models/text/log triage.zip");
      byte[] body = known ? object : unknown;
      exchange.sendResponseHeaders(known ? 200 : 404, body.length);
      exchange.getResponseBody().write(body);
    };
  }
}
