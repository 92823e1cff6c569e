package io.millrace.benchmarks.speed;

import io.millrace.benchmarks.CommittedOutputs;
import io.millrace.benchmarks.Stack;
import io.millrace.events.EventJson;
import io.millrace.events.EventRecords;
import io.millrace.events.Inference;
import io.millrace.events.TextEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A backlog of texts and what one contender makes of it.
 *
 * @param perSecond events, from the first committed outputs to the last; those of the first commit
 *     do not count
 * @param labels by the number of the event
 */
record Drain(double perSecond, Map<Integer, String> labels) {

  private static final Duration SILENCE = Duration.ofSeconds(60);

  Drain {
    labels = Map.copyOf(labels);
  }

  /** Sends all events, then reads until each has its inference. */
  static Drain of(Stack stack, Contender contender, List<TextEvent> events) {
    Map<Integer, String> labels = new HashMap<>();
    try (CommittedOutputs outputs =
        new CommittedOutputs(stack, Map.of(contender.outputs(), each -> read(each, labels)))) {
      events.forEach(event -> stack.send(record(event, contender.topic())));
      stack.flush();
      return new Drain(rate(outputs, contender, events.size()), labels);
    }
  }

  private static double rate(CommittedOutputs outputs, Contender contender, int all) {
    long first = 0;
    long last = System.nanoTime();
    int uncounted = 0;
    for (int read = 0; read < all; ) {
      int now = outputs.poll();
      long time = System.nanoTime();
      if (now > 0) {
        uncounted = read == 0 ? now : uncounted;
        first = read == 0 ? time : first;
        read += now;
        last = time;
      } else if (time - last > SILENCE.toNanos()) {
        throw new IllegalStateException(
            contender.name() + " answered " + read + " of " + all + " events, then nothing");
      }
    }
    return (all - uncounted) * 1e9 / (last - first);
  }

  private static ProducerRecord<byte[], byte[]> record(TextEvent event, String topic) {
    ProducerRecord<byte[], byte[]> record = EventRecords.of(event);
    return new ProducerRecord<>(topic, null, record.key(), record.value(), record.headers());
  }

  private static void read(ConsumerRecord<byte[], byte[]> record, Map<Integer, String> labels) {
    Inference inference = EventJson.read(Inference.class, record.value());
    String id = inference.event();
    labels.put(Integer.parseInt(id.substring(id.lastIndexOf('-') + 1)), inference.label());
  }

  /** The share of events to which both gave the same label. */
  double agreement(Drain other) {
    long same =
        labels.entrySet().stream()
            .filter(each -> each.getValue().equals(other.labels.get(each.getKey())))
            .count();
    return (double) same / Math.max(1, Math.max(labels.size(), other.labels.size()));
  }
}
