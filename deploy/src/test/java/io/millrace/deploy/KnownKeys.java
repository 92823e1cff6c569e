package io.millrace.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Configuration keys that Quarkus and Kafka know; of ours the mappings themselves say. */
final class KnownKeys {

  private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";

  /** What Streams hands to its clients begins so. */
  private static final Pattern CLIENT =
      Pattern.compile("(main\\.consumer|restore\\.consumer|consumer|producer|admin)\\.");

  private static final Set<String> QUARKUS = quarkus();

  private KnownKeys() {}

  static boolean isKnown(String key) {
    if (key.startsWith("kafka-streams.")) {
      return streams(key.substring("kafka-streams.".length()));
    }
    if (key.startsWith("kafka.")) {
      return client(key.substring("kafka.".length()));
    }
    return QUARKUS.contains(generic(key)) || key.equals("config_ordinal");
  }

  /** Of a name in quotes it matters that there is one. */
  private static String generic(String key) {
    return key.replaceAll("\"[^\"]*\"", "*");
  }

  private static boolean streams(String key) {
    return StreamsConfig.configDef().names().contains(key)
        || CLIENT.matcher(key).lookingAt() && client(CLIENT.matcher(key).replaceFirst(""))
        || key.startsWith("__"); // a switch that Kafka does not document
  }

  private static boolean client(String key) {
    return Stream.of(
            ConsumerConfig.configNames(),
            ProducerConfig.configNames(),
            AdminClientConfig.configNames())
        .anyMatch(names -> names.contains(key));
  }

  private static Set<String> quarkus() {
    try {
      Set<String> keys = new HashSet<>();
      List<URL> models = Collections.list(KnownKeys.class.getClassLoader().getResources(MODEL));
      for (URL model : models) {
        JsonNode tree = new ObjectMapper().readTree(model);
        tree.findValuesAsText("property").stream().map(KnownKeys::generic).forEach(keys::add);
      }
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In the environment {@code a.b-c} is {@code A_B_C}. */
  static Set<String> variables(List<String> keys) {
    List<String> all = new ArrayList<>(keys);
    all.addAll(QUARKUS);
    return all.stream()
        .map(key -> key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }
}
