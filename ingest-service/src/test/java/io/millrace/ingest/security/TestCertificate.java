package io.millrace.ingest.security;

import io.smallrye.certs.CertificateGenerator;
import io.smallrye.certs.CertificateRequest;
import io.smallrye.certs.Format;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A certificate of tests and its key, as PEM files that can be exchanged. */
final class TestCertificate {

  static final Path CERTIFICATE = Credentials.FOLDER.resolve("ingest.crt");
  static final Path KEY = Credentials.FOLDER.resolve("ingest.key");

  private TestCertificate() {}

  static void prepare() {
    if (!Files.exists(CERTIFICATE)) {
      renew();
    }
  }

  /** Another certificate in the same place. */
  static void renew() {
    try {
      Files.createDirectories(Credentials.FOLDER);
      new CertificateGenerator(Credentials.FOLDER, true)
          .generate(
              new CertificateRequest()
                  .withName("ingest")
                  .withFormat(Format.PEM)
                  .withCN("localhost")
                  .withDuration(Duration.ofDays(1)));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
