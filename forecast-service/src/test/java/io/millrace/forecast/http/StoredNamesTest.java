package io.millrace.forecast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredNamesTest {

  private static final Deserializer<String> UNREADABLE =
      (topic, bytes) -> {
        throw new AssertionError("a value was decoded");
      };

  @TempDir private Path folder;

  @Test
  void allNamesAreReadWithoutDecodingAnyValue() {
    try (TopologyTestDriver driver = new TopologyTestDriver(topology(), properties())) {
      KeyValueStore<String, String> store = driver.getKeyValueStore("histories");
      store.put("b", "2");
      store.put("a", "1");
      store.put("größe", "3");

      assertThat(StoredNames.of(store)).containsExactlyInAnyOrder("a", "b", "größe");
    }
  }

  private static Topology topology() {
    return new Topology()
        .addSource(
            "source", Serdes.String().deserializer(), Serdes.String().deserializer(), "topic")
        .addProcessor("processor", Nothing::new, "source")
        .addStateStore(
            Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore("histories"),
                    Serdes.String(),
                    Serdes.serdeFrom(Serdes.String().serializer(), UNREADABLE))
                .withCachingEnabled(),
            "processor");
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "names");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    return properties;
  }

  private static final class Nothing implements Processor<String, String, Void, Void> {
    @Override
    public void process(Record<String, String> record) {}
  }
}
