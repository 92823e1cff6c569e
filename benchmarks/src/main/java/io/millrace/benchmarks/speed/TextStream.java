package io.millrace.benchmarks.speed;

import io.millrace.benchmarks.NumberedRecords;
import io.millrace.events.EventRecords;
import io.millrace.events.TextEvent;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Texts over and over, each event with an id of its own.
 *
 * @param events that are repeated
 */
record TextStream(String run, List<TextEvent> events) implements NumberedRecords {

  TextStream {
    events = List.copyOf(events);
  }

  @Override
  public ProducerRecord<byte[], byte[]> record(int number) {
    TextEvent event = events.get(number % events.size());
    return EventRecords.of(
        new TextEvent(
            run + "-" + number, event.source(), event.at(), event.text(), event.attributes()));
  }

  /** Of an event of this stream; -1 of another. */
  int number(String event) {
    return event.startsWith(run + "-") ? Integer.parseInt(event.substring(run.length() + 1)) : -1;
  }
}
