import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Prints a topic from its start: {@code ReadTopic BOOTSTRAP TOPIC}. */
class ReadTopic {
  public static void main(String[] arguments) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", arguments[0],
            "group.id", "reader",
            "auto.offset.reset", "earliest",
            "isolation.level", "read_committed");
    var text = new StringDeserializer();
    try (var consumer = new KafkaConsumer<>(settings, text, text)) {
      consumer.subscribe(List.of(arguments[1]));
      while (true) {
        consumer
            .poll(Duration.ofSeconds(1))
            .forEach(r -> System.out.println(r.key() + " " + r.value()));
      }
    }
  }
}
