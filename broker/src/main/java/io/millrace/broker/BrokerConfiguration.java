package io.millrace.broker;

import java.util.Locale;
import java.util.Properties;

/** Kafka's configuration for one node that is broker and controller, in a heap of 384 MiB. */
final class BrokerConfiguration {

  static final String CONTROLLER = "CONTROLLER";

  private static final String CLIENTS = "CLIENTS";
  private static final String CERTIFIED = "CERTIFIED";

  private static final int MEBIBYTE = 1 << 20;

  private final Properties properties = new Properties();

  private BrokerConfiguration() {}

  /** Settings must have their ports settled. */
  static Properties of(BrokerSettings settings) {
    BrokerConfiguration configuration = new BrokerConfiguration();
    settings
        .security()
        .ifPresentOrElse(
            security -> configuration.node(settings).guarded(settings, security),
            () -> configuration.node(settings).open(settings));
    return configuration.oneReplicaOfEverything().smallInMemory().quickToAnswer().properties;
  }

  private BrokerConfiguration node(BrokerSettings settings) {
    String clients = settings.host() + ":" + settings.port();
    String controller = settings.host() + ":" + settings.controllerPort();
    return put("process.roles", "broker,controller")
        .put("node.id", Storage.NODE)
        .put("controller.quorum.voters", Storage.NODE + "@" + controller)
        .put("listeners", CLIENTS + "://" + clients + "," + CONTROLLER + "://" + controller)
        .put("advertised.listeners", CLIENTS + "://" + clients)
        .put("controller.listener.names", CONTROLLER)
        .put("log.dirs", settings.data())
        .put("auto.create.topics.enable", false);
  }

  private BrokerConfiguration open(BrokerSettings settings) {
    return put(
            "listener.security.protocol.map", CLIENTS + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT")
        .put("inter.broker.listener.name", CLIENTS);
  }

  /**
   * Clients come with a password (SCRAM) or with a certificate, each on a port of its own, and the
   * broker to its own controller with its certificate. All of it is TLS. Who may do what is asked
   * of the access control lists; where none speaks, the answer is no.
   */
  private BrokerConfiguration guarded(BrokerSettings settings, BrokerSecurity security) {
    String clients = CLIENTS + "://" + settings.host() + ":" + settings.port();
    String certified = CERTIFIED + "://" + settings.host() + ":" + security.certificatePort();
    String controller = CONTROLLER + "://" + settings.host() + ":" + settings.controllerPort();
    return put("listeners", String.join(",", clients, certified, controller))
        .put("advertised.listeners", clients + "," + certified)
        .put(
            "listener.security.protocol.map",
            CLIENTS + ":SASL_SSL," + CERTIFIED + ":SSL," + CONTROLLER + ":SSL")
        .put("inter.broker.listener.name", CERTIFIED)
        .put("sasl.enabled.mechanisms", BrokerSecurity.MECHANISM)
        .put(
            listener(CLIENTS)
                + BrokerSecurity.MECHANISM.toLowerCase(Locale.ROOT)
                + ".sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required;")
        .put(listener(CERTIFIED) + "ssl.client.auth", "required")
        .put(listener(CONTROLLER) + "ssl.client.auth", "required")
        .put("ssl.keystore.location", security.keyStore())
        .put("ssl.keystore.type", "PKCS12")
        .put("ssl.keystore.password", security.storePassword())
        .put("ssl.key.password", security.storePassword())
        .put("ssl.truststore.location", security.trustStore())
        .put("ssl.truststore.type", "PKCS12")
        .put("ssl.truststore.password", security.storePassword())
        .put("ssl.principal.mapping.rules", "RULE:^CN=([^,]+).*$/$1/,DEFAULT")
        .put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
        .put("allow.everyone.if.no.acl.found", false)
        .put("super.users", "User:" + security.broker() + ";User:" + security.administrator());
  }

  private static String listener(String name) {
    return "listener.name." + name.toLowerCase(Locale.ROOT) + ".";
  }

  /** There is one node: a second replica would wait for ever. */
  private BrokerConfiguration oneReplicaOfEverything() {
    return put("default.replication.factor", 1)
        .put("min.insync.replicas", 1)
        .put("offsets.topic.replication.factor", 1)
        .put("transaction.state.log.replication.factor", 1)
        .put("transaction.state.log.min.isr", 1)
        .put("share.coordinator.state.topic.replication.factor", 1)
        .put("share.coordinator.state.topic.min.isr", 1);
  }

  private BrokerConfiguration smallInMemory() {
    return put("log.segment.bytes", 64 * MEBIBYTE)
        .put("log.index.size.max.bytes", MEBIBYTE)
        // Kafka's own default of 128 MiB would be a third of the heap.
        .put("log.cleaner.dedupe.buffer.size", 8 * MEBIBYTE)
        .put("log.cleaner.io.buffer.size", MEBIBYTE / 4)
        .put("num.network.threads", 2)
        .put("num.io.threads", 4)
        .put("background.threads", 2)
        .put("message.max.bytes", 8 * MEBIBYTE)
        .put("offsets.topic.num.partitions", 8)
        .put("transaction.state.log.num.partitions", 8)
        .put("share.coordinator.state.topic.num.partitions", 1);
  }

  private BrokerConfiguration quickToAnswer() {
    return put("group.initial.rebalance.delay.ms", 0)
        // A restarted controller takes the broker's last session for alive and refuses the new one
        // until it times out: each restart waits this long. Much shorter, and a starved machine
        // would see its only broker fenced.
        .put("broker.session.timeout.ms", 3000)
        .put("broker.heartbeat.interval.ms", 500)
        .put("group.min.session.timeout.ms", 1000)
        // How long a hung transaction may outlive its timeout and hide newer records.
        .put("transaction.abort.timed.out.transaction.cleanup.interval.ms", 1000)
        // Known covariates lie in the future; a record may carry their time.
        .put("log.message.timestamp.after.max.ms", Long.MAX_VALUE);
  }

  private BrokerConfiguration put(String key, Object value) {
    properties.put(key, value.toString());
    return this;
  }
}
