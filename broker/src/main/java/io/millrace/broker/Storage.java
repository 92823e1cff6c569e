package io.millrace.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.properties.MetaProperties;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * The data folder of a broker: formatted once, and ours or refused from then on.
 *
 * @param security whose users are written into a new folder
 */
record Storage(Path folder, Optional<BrokerSecurity> security) {

  Storage(Path folder) {
    this(folder, Optional.empty());
  }

  static final int NODE = 1;

  private static final String META = MetaPropertiesEnsemble.META_PROPERTIES_NAME;

  /** One fixed identity: a folder of any other cluster is not ours to write into. */
  static final String CLUSTER = cluster();

  /**
   * Makes the folder ready for a broker.
   *
   * @throws BrokerException if it belongs to another cluster or node, is damaged, or cannot be
   *     written
   */
  void prepare() {
    try {
      Files.createDirectories(folder);
      if (isEmpty()) {
        format();
      } else {
        requireOurs();
      }
    } catch (IOException e) {
      throw new BrokerException("data folder " + folder + " cannot be used: " + e, e);
    }
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  private void format() {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(out)
          .setNodeId(NODE)
          .setClusterId(CLUSTER)
          .addDirectory(folder.toString())
          .setMetadataLogDirectory(folder.toString())
          .setControllerListenerName(BrokerConfiguration.CONTROLLER)
          .setNoInitialControllersFlag(true)
          .setScramArguments(security.map(BrokerSecurity::scramArguments).orElse(List.of()))
          .run();
    } catch (Exception e) {
      throw new BrokerException(
          "data folder " + folder + " cannot be formatted: " + e.getMessage(), e);
    }
  }

  private void requireOurs() throws IOException {
    if (!Files.isRegularFile(folder.resolve(META))) {
      throw new BrokerException(
          "data folder " + folder + " holds files but no " + META + ": it is not a broker's");
    }
    MetaProperties meta = meta();
    String cluster = meta.clusterId().orElseThrow();
    if (!cluster.equals(CLUSTER)) {
      throw new BrokerException(
          "data folder " + folder + " belongs to cluster " + cluster + ", not to " + CLUSTER);
    }
    if (meta.nodeId().orElse(-1) != NODE) {
      throw new BrokerException(
          "data folder " + folder + " belongs to node " + meta.nodeId() + ", not to " + NODE);
    }
  }

  private MetaProperties meta() throws IOException {
    MetaPropertiesEnsemble found = load();
    MetaProperties meta = found.logDirProps().get(folder.toString());
    if (meta == null || meta.clusterId().isEmpty()) {
      throw new BrokerException("data folder " + folder + " has a " + META + " that is damaged");
    }
    return meta;
  }

  private MetaPropertiesEnsemble load() throws IOException {
    try {
      return new MetaPropertiesEnsemble.Loader().addLogDirs(List.of(folder.toString())).load();
    } catch (RuntimeException e) {
      throw new BrokerException(
          "data folder " + folder + " has a " + META + " that is damaged: " + e.getMessage(), e);
    }
  }

  private static String cluster() {
    UUID named = UUID.nameUUIDFromBytes("millrace".getBytes(StandardCharsets.UTF_8));
    return new Uuid(named.getMostSignificantBits(), named.getLeastSignificantBits()).toString();
  }
}
