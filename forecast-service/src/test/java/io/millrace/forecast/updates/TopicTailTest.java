package io.millrace.forecast.updates;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.EventJson;
import io.millrace.forecast.FirstAlert;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicTailTest {

  private static final long END = 5; // of each partition when the tail starts

  /** What the tail was told, and how many more times it is wanted. */
  private static final class Told implements TopicTail.Listener {
    final List<String> lines = new ArrayList<>();
    int wanted;

    Told(int wanted) {
      this.wanted = wanted;
    }

    @Override
    public void started() {
      lines.add("started");
    }

    @Override
    public void told(Update update) {
      Message message = update.message();
      lines.add(update.series() + " " + message.event() + " " + message.id());
    }

    @Override
    public boolean isWanted() {
      return wanted-- > 0;
    }
  }

  private final MockConsumer<byte[], byte[]> consumer = consumer();

  @Test
  void whatIsCommittedAfterTheStartIsTold() {
    Told told = new Told(3);
    consumer.schedulePollTask(
        () -> {
          add("forecasts", "s", "{}");
          add("forecast-scores", "s", "{}");
          add("forecast-decisions", "s", "{}");
        });

    new TopicTail(() -> consumer, told).run();

    assertThat(told.lines)
        .startsWith("started")
        .containsExactlyInAnyOrder(
            "started",
            "s forecast forecasts-0@5",
            "s scores forecast-scores-0@5",
            "s decision forecast-decisions-0@5");
  }

  @Test
  void anAlertIsToldToItsSeries() {
    Told told = new Told(3);
    consumer.schedulePollTask(() -> add("alerts", "r|s/cpu", alert(Map.of("series", "s"))));

    new TopicTail(() -> consumer, told).run();

    assertThat(told.lines).containsExactly("started", "s alert alerts-0@5");
  }

  @Test
  void whatIsOfNoSeriesIsPassedOver() {
    Told told = new Told(3);
    consumer.schedulePollTask(
        () -> {
          add("alerts", "r|other", alert(Map.of()));
          add("forecasts", null, "{}");
        });

    new TopicTail(() -> consumer, told).run();

    assertThat(told.lines).containsExactly("started");
  }

  @Test
  void nobodyWantsItNoTopicIsRead() {
    Told told = new Told(0);

    new TopicTail(() -> consumer, told).run();

    assertThat(told.lines).isEmpty();
    assertThat(consumer.closed()).isFalse();
  }

  private void add(String topic, String key, String value) {
    consumer.addRecord(
        new ConsumerRecord<>(
            topic, 0, END, key == null ? null : key.getBytes(UTF_8), value.getBytes(UTF_8)));
  }

  private static String alert(Map<String, String> labels) {
    return new String(EventJson.write(FirstAlert.of("s/cpu", labels)), UTF_8);
  }

  private static MockConsumer<byte[], byte[]> consumer() {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("latest");
    Node node = new Node(0, "127.0.0.1", 1);
    Node[] nodes = {node};
    for (String topic : Update.TOPICS.keySet()) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.updatePartitions(topic, List.of(new PartitionInfo(topic, 0, node, nodes, nodes)));
      consumer.updateBeginningOffsets(new HashMap<>(Map.of(partition, 0L)));
      consumer.updateEndOffsets(new HashMap<>(Map.of(partition, END)));
    }
    return consumer;
  }
}
