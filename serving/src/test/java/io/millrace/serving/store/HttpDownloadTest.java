package io.millrace.serving.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.serving.InvalidBundleException;
import io.millrace.serving.ModelBundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpDownloadTest {

  private static final StoreLimits LIMITS = new StoreLimits(100_000, 10, Duration.ofSeconds(20));

  @TempDir Path folder;

  private Path bundle;
  private byte[] zip;
  private Path into;

  @BeforeEach
  void zippedBundle() throws IOException {
    bundle = PlainBundles.write(folder.resolve("bundle"), "7", "network");
    Path file = folder.resolve("bundle.zip");
    BundleZip.write(bundle, file);
    zip = Files.readAllBytes(file);
    into = Files.createDirectories(folder.resolve("cache/into"));
  }

  @Test
  void aBundleIsUnzippedFromWhereItIsServed() throws IOException {
    try (BundleServer server = new BundleServer(BundleServer.answering(zip))) {
      fetch(server.uri("/models/contention.zip"), LIMITS);
    }

    assertThat(BundleDigest.of(into)).isEqualTo(BundleDigest.of(bundle));
    assertThat(into.getParent()).isDirectoryNotContaining("glob:**.zip");
  }

  @Test
  void aReleaseByHttpIsVerifiedAgainstItsDigest() throws IOException {
    Path other = PlainBundles.write(folder.resolve("other"), "7", "another network");
    try (BundleServer server = new BundleServer(BundleServer.answering(zip))) {
      String uri = server.uri("/contention.zip").toString();
      BundleRelease release = PlainBundles.release(other, "7", uri);

      assertThatThrownBy(
              () -> new BundleFetcher(BundleStores.standard()).fetch(release, folder.resolve("c")))
          .isInstanceOf(InvalidBundleException.class)
          .hasMessage(
              uri
                  + ": expected sha256 "
                  + BundleDigest.of(other)
                  + ", found "
                  + BundleDigest.of(bundle));
    }
  }

  @Test
  void aRedirectionIsFollowed() throws IOException {
    try (BundleServer server =
        new BundleServer(
            exchange -> {
              if (exchange.getRequestURI().getPath().equals("/latest.zip")) {
                exchange.getResponseHeaders().add("Location", "/7.zip");
                exchange.sendResponseHeaders(302, -1);
              } else {
                BundleServer.answering(zip).handle(exchange);
              }
            })) {
      fetch(server.uri("/latest.zip"), LIMITS);

      assertThat(server.asked()).extracting(BundleServer.Asked::path).contains("/7.zip");
    }
    assertThat(ModelBundle.read(into)).hasToString("contention 7");
  }

  @Test
  void anotherStatusIsSaidWithTheAddressButWithoutItsSignature() throws IOException {
    try (BundleServer server =
        new BundleServer(
            exchange -> {
              exchange.sendResponseHeaders(404, 0);
              exchange.getResponseBody().write("no such bundle".getBytes());
            })) {
      URI uri = server.uri("/absent.zip");

      assertThatThrownBy(() -> fetch(URI.create(uri + "?signature=secret"), LIMITS))
          .isInstanceOf(IOException.class)
          .hasMessage(uri + "?…: answered with status 404");
    }
    assertThat(into).isEmptyDirectory();
  }

  @Test
  void aBodyThatBreaksOffIsAFailure() throws IOException {
    try (BundleServer server =
        new BundleServer(
            exchange -> {
              exchange.sendResponseHeaders(200, zip.length);
              exchange.getResponseBody().write(Arrays.copyOf(zip, zip.length / 2));
            })) {
      URI uri = server.uri("/contention.zip");

      assertThatThrownBy(() -> fetch(uri, LIMITS))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(uri + ": cannot be fetched: ");
    }
    assertThat(into).isEmptyDirectory();
  }

  @Test
  void aBodyThatNeverEndsIsGivenUpAtTheLimitOfBytes() throws IOException {
    try (BundleServer server =
        new BundleServer(
            exchange -> {
              exchange.sendResponseHeaders(200, 0); // chunks, of no stated number
              byte[] chunk = new byte[10_000];
              while (true) {
                exchange.getResponseBody().write(chunk); // until the other side hangs up
              }
            })) {
      assertThatThrownBy(() -> fetch(server.uri("/endless.zip"), LIMITS))
          .isInstanceOf(InvalidBundleException.class)
          .hasMessageEndingWith("/endless.zip: expected at most 100000 bytes, found more");
    }
  }

  @Test
  void aBodyThatStallsIsGivenUpAtTheLimitOfTime() throws IOException {
    CountDownLatch over = new CountDownLatch(1);
    try (BundleServer server =
        new BundleServer(
            exchange -> {
              exchange.sendResponseHeaders(200, zip.length);
              exchange.getResponseBody().flush();
              awaitUninterrupted(over);
            })) {
      StoreLimits hasty = new StoreLimits(100_000, 10, Duration.ofMillis(200));

      assertThatThrownBy(() -> fetch(server.uri("/slow.zip"), hasty))
          .isInstanceOf(IOException.class)
          .hasMessageEndingWith("/slow.zip: not here within PT0.2S");
      over.countDown();
    }
  }

  @Test
  void whereNobodyListensTheAddressIsNamed() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    URI uri = URI.create("http://127.0.0.1:" + port + "/x.zip");

    assertThatThrownBy(() -> fetch(uri, LIMITS))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(uri + ": cannot be fetched: java.net.ConnectException");
  }

  private void fetch(URI uri, StoreLimits limits) throws IOException {
    BundleStores.of(limits, Optional.empty()).fetch(uri, into);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
