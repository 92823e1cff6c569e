package io.millrace.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Who may come in: those with a password, on the clients' port, and those with a certificate that
 * the trust store knows, on another. All connections are TLS, and the access control lists decide.
 *
 * @param certificatePort of clients with a certificate; 0 takes a free one
 * @param keyStore PKCS12, with the broker's certificate
 * @param trustStore PKCS12, with who signs certificates
 * @param storePassword of both
 * @param broker common name of the broker's certificate
 * @param administrator user that may do everything
 * @param passwords by user, the administrator's among them
 */
public record BrokerSecurity(
    int certificatePort,
    Path keyStore,
    Path trustStore,
    String storePassword,
    String broker,
    String administrator,
    Map<String, String> passwords) {

  static final String MECHANISM = "SCRAM-SHA-512";

  public BrokerSecurity {
    passwords = Map.copyOf(passwords);
    if (!passwords.containsKey(administrator)) {
      throw new BrokerException("passwords: lacks that of the administrator " + administrator);
    }
  }

  BrokerSecurity at(int port) {
    return new BrokerSecurity(
        port, keyStore, trustStore, storePassword, broker, administrator, passwords);
  }

  /** As Kafka's formatter takes them. */
  List<String> scramArguments() {
    return passwords.entrySet().stream()
        .map(
            user -> "%s=[name=%s,password=%s]".formatted(MECHANISM, user.getKey(), user.getValue()))
        .toList();
  }

  /** Without passwords. */
  @Override
  public String toString() {
    return "BrokerSecurity[users="
        + passwords.keySet()
        + ", certificates on "
        + certificatePort
        + "]";
  }
}
