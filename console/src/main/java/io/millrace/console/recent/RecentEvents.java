package io.millrace.console.recent;

import io.millrace.console.ConsoleSettings;
import io.millrace.events.EventRecords;
import io.millrace.events.Inference;
import io.millrace.events.InvalidEventException;
import io.millrace.events.SensorEvent;
import io.millrace.events.TextEvent;
import io.millrace.events.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What came last: texts and frames with what models said of them, and what was refused. */
@ApplicationScoped
public class RecentEvents {

  /** Of texts without a model nothing is heard, so more of them are remembered than are shown. */
  private static final int REMEMBERED = 1_000; // events

  /** More than ever come, so that the next console's numbers are higher; browsers can count it. */
  private static final long EVENTS_PER_MILLISECOND = 1_000;

  private static final long PATIENCE = 3_000; // ms that an inference waits for its event

  private final Feed<Scored<Line>> texts;
  private final Feed<Scored<Frame>> frames;
  private final Feed<Refused> refused;
  private final Pairing<Line> lines;
  private final Pairing<Frame> samples;
  private volatile String problem = "topics are not read yet";

  private final Map<String, Consumer<ConsumerRecord<byte[], byte[]>>> readers =
      Map.of(
          Topics.TEXT_EVENTS, this::text,
          Topics.SENSOR_EVENTS, this::frame,
          Topics.INFERENCES, this::inference,
          Topics.REJECTED_EVENTS, this::rejection);

  RecentEvents(ConsoleSettings settings) {
    long first = System.currentTimeMillis() * EVENTS_PER_MILLISECOND;
    texts = new Feed<>(settings.kept(), first);
    frames = new Feed<>(settings.kept(), first);
    refused = new Feed<>(settings.kept(), first);
    lines = new Pairing<>(REMEMBERED, PATIENCE, texts::add);
    samples = new Pairing<>(settings.kept(), PATIENCE, frames::add);
  }

  List<String> topics() {
    return List.copyOf(readers.keySet());
  }

  public Feed<Scored<Line>> texts() {
    return texts;
  }

  public Feed<Scored<Frame>> frames() {
    return frames;
  }

  public Feed<Refused> refused() {
    return refused;
  }

  /** Why topics are not read; empty if they are. */
  public String problem() {
    return problem;
  }

  void problem(String why) {
    problem = why;
  }

  /** On one thread; what is no event of its topic was refused by those it is for. */
  void take(ConsumerRecord<byte[], byte[]> record) {
    Consumer<ConsumerRecord<byte[], byte[]>> reader = readers.get(record.topic());
    if (reader != null && record.value() != null) {
      try {
        reader.accept(record);
      } catch (InvalidEventException notOurs) {
        // It is on rejected-events, or will be.
      }
    }
  }

  void pass(long now) {
    lines.pass(now);
    samples.pass(now);
  }

  private void text(ConsumerRecord<byte[], byte[]> record) {
    TextEvent event = EventRecords.read(TextEvent.class, record.value(), record.headers());
    lines.event(event.id(), Line.of(event));
  }

  private void frame(ConsumerRecord<byte[], byte[]> record) {
    SensorEvent event = EventRecords.read(SensorEvent.class, record.value(), record.headers());
    samples.event(event.id(), Frame.of(event));
  }

  private void inference(ConsumerRecord<byte[], byte[]> record) {
    Inference inference = EventRecords.read(Inference.class, record.value(), record.headers());
    long now = System.currentTimeMillis();
    if (inference.kind().equals("text")) {
      lines.inference(inference, now);
    } else {
      samples.inference(inference, now);
    }
  }

  private void rejection(ConsumerRecord<byte[], byte[]> record) {
    refused.add(Refused.of(record));
  }
}
