package io.millrace.ingest.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SecuredProfile.class)
class CertificateReloadTest {

  @TestHTTPResource(tls = true)
  URI service;

  /** Takes any certificate: the test looks at it itself. */
  private static final class Anybody implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  /** Of the certificate that a new connection is shown. */
  private BigInteger serialNumber() throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anybody()}, null);
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(service.getHost(), service.getPort())) {
      socket.startHandshake();
      return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
    }
  }

  @Test
  void aRenewedCertificateIsShownWithoutARestart() throws Exception {
    BigInteger before = serialNumber();
    assertThat(serialNumber()).isEqualTo(before);

    TestCertificate.renew();

    // Between the two files a handshake may fail; what replaces a folder of them at once has no
    // gap.
    await()
        .ignoreExceptionsInstanceOf(SSLException.class)
        .untilAsserted(() -> assertThat(serialNumber()).isNotEqualTo(before));
  }
}
