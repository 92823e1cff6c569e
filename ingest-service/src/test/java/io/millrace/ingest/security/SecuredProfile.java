package io.millrace.ingest.security;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/** A service that asks who calls: with keys, tokens and a certificate. */
public final class SecuredProfile implements QuarkusTestProfile {

  private static final String TOPICS_CHECK = "io.millrace.ingest.TopicsReachable";

  @Override
  public Map<String, String> getConfigOverrides() {
    Credentials.prepare();
    TestCertificate.prepare();
    Map<String, String> config = new HashMap<>();
    config.put("millrace.security.keys-file", Credentials.KEYS.toString());
    config.put("millrace.security.keys-reload", "50MS");
    config.put("quarkus.oidc.public-key", Credentials.publicKey());
    config.put("quarkus.oidc.token.issuer", Credentials.ISSUER);
    config.put("quarkus.oidc.token.audience", Credentials.AUDIENCE);
    // Without a broker it takes 2 s each time.
    config.put("quarkus.smallrye-health.check.\"" + TOPICS_CHECK + "\".enabled", "false");
    config.put("quarkus.http.test-ssl-port", "0");
    config.put("quarkus.http.insecure-requests", "enabled");
    config.put("quarkus.http.tls-configuration-name", "ingest");
    config.put("quarkus.tls.ingest.key-store.pem.0.cert", TestCertificate.CERTIFICATE.toString());
    config.put("quarkus.tls.ingest.key-store.pem.0.key", TestCertificate.KEY.toString());
    config.put("quarkus.tls.ingest.reload-period", "200MS");
    return config;
  }
}
