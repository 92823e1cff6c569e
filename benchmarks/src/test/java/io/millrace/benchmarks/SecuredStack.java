package io.millrace.benchmarks;

import io.millrace.broker.Broker;
import io.millrace.broker.BrokerSecurity;
import io.millrace.broker.BrokerSettings;
import io.millrace.workbench.topics.TopicSetup;
import io.millrace.workbench.topics.TopicTable;
import io.millrace.workbench.up.ServiceRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/**
 * A broker that asks everybody who he is: a password by SCRAM on one port, a certificate on the
 * other, both over TLS. Each service has a file with what it tells Kafka, and nothing in its
 * arguments or its environment.
 */
final class SecuredStack implements AutoCloseable {

  static final String ADMINISTRATOR = "admin";

  /** It comes with a certificate; the others with a password. */
  static final String CERTIFIED = "inference-service";

  private static final String BROKER = "millrace-broker";
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> USERS =
      List.of(
          ADMINISTRATOR,
          "ingest-service",
          "inference-service",
          "forecast-service",
          "console",
          "workbench");

  private final Path folder;
  private final Certificates certificates;
  private final Broker broker;

  private SecuredStack(Path folder, Certificates certificates, Broker broker) {
    this.folder = folder;
    this.certificates = certificates;
    this.broker = broker;
  }

  /**
   * With the topics of {@code deploy/topics.yaml}; nobody but the administrator may do anything.
   */
  static SecuredStack fresh(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Folders.delete(folder);
    Path absolute = Files.createDirectories(folder).toAbsolutePath().normalize();
    Certificates certificates =
        Certificates.make(
            absolute.resolve("certificates"), "store-secret-7", List.of(BROKER, CERTIFIED));
    BrokerSecurity security =
        new BrokerSecurity(
            0,
            certificates.store(BROKER),
            certificates.trustStore(),
            certificates.password(),
            BROKER,
            ADMINISTRATOR,
            USERS.stream().collect(Collectors.toMap(user -> user, SecuredStack::password)));
    Broker broker =
        Broker.start(BrokerSettings.loopback(absolute.resolve("broker")).guarded(security));
    SecuredStack stack = new SecuredStack(absolute, certificates, broker);
    try (Admin admin = Admin.create(new HashMap<>(stack.byPassword(ADMINISTRATOR)))) {
      new TopicSetup(admin).create(TopicTable.read(REPOSITORY.resolve("deploy/topics.yaml")));
    }
    return stack;
  }

  /** Of a user; easy to find where it should not be. */
  static String password(String user) {
    return "password-of-" + user + "-is-secret";
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** What a user's clients are told. */
  Map<String, String> byPassword(String user) {
    Map<String, String> settings = trusting("SASL_SSL", broker.bootstrapServers());
    settings.put("sasl.mechanism", "SCRAM-SHA-512");
    settings.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(user, password(user)));
    return settings;
  }

  /** The same of who comes with a certificate. */
  Map<String, String> byCertificate() {
    Map<String, String> settings = trusting("SSL", broker.certificateBootstrapServers());
    settings.put("ssl.keystore.type", "PEM");
    settings.put("ssl.keystore.location", certificates.pem(CERTIFIED).toString());
    return settings;
  }

  private Map<String, String> trusting(String protocol, String servers) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("bootstrap.servers", servers);
    settings.put("security.protocol", protocol);
    settings.put("ssl.truststore.type", "PEM");
    settings.put("ssl.truststore.location", certificates.trustPem().toString());
    return settings;
  }

  /** Writes settings as Kafka's own tools take them. */
  Path file(String name, String prefix, Map<String, String> settings) {
    String lines =
        settings.entrySet().stream()
            .map(each -> prefix + each.getKey() + "=" + each.getValue() + "\n")
            .collect(Collectors.joining());
    try {
      return Files.writeString(folder.resolve(name + ".properties"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A service as it ships; what it tells Kafka is in a file.
   *
   * @param more of its configuration
   */
  Service start(String name, Map<String, String> more) {
    Map<String, String> connection = name.equals(CERTIFIED) ? byCertificate() : byPassword(name);
    Map<String, String> settings = new HashMap<>(more);
    settings.put("smallrye.config.locations", file(name, "kafka.", connection).toString());
    settings.putAll(ServiceRuntime.nativeLibraries(REPOSITORY));
    // Kafka's clients then say all that they were told: what is secret must be hidden even so.
    settings.put(
        "quarkus.log.category.\"org.apache.kafka.common.config.AbstractConfig\".level", "INFO");
    if (!name.equals("ingest-service")) {
      settings.put(
          "millrace.models.directories", REPOSITORY.resolve("models/target/bundles").toString());
    }
    if (name.equals("forecast-service")) {
      settings.put("millrace.state-directory", folder.resolve("state").toString());
    }
    return Service.start(name, REPOSITORY, folder.resolve(name + ".log"), settings);
  }

  @Override
  public void close() {
    broker.close();
  }
}
