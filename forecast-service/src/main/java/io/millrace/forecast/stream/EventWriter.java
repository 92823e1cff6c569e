package io.millrace.forecast.stream;

import io.millrace.events.Alert;
import io.millrace.events.Event;
import io.millrace.events.EventJson;
import io.millrace.events.EventRecords;
import io.millrace.events.Forecast;
import io.millrace.events.ForecastDecision;
import io.millrace.events.Rejection;
import io.millrace.events.Topics;
import io.millrace.forecast.stream.StreamListener.Stage;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Writes events to the sinks of their topics, and the last of each to its store. */
final class EventWriter {

  private final ProcessorContext<byte[], byte[]> context;
  private final Keeping keeping;
  private final UnaryOperator<String> sinks;
  private final AlertTracing tracing;
  private final StageClock clock;
  private Cause cause = Cause.NONE;

  /**
   * @param sinks by topic
   */
  EventWriter(
      ProcessorContext<byte[], byte[]> context,
      Keeping keeping,
      UnaryOperator<String> sinks,
      AlertTracing tracing,
      StageClock clock) {
    this.context = context;
    this.keeping = keeping;
    this.sinks = sinks;
    this.tracing = tracing;
    this.clock = clock;
  }

  /** What is written from here on follows from a record, until another is named. */
  void because(Cause record) {
    cause = record;
  }

  void write(Event event) {
    long start = clock.now();
    byte[] json = EventJson.write(event);
    long encoded = clock.took(Stage.ENCODE, start, 1);
    keeping.keep(event, json);
    tell(event);
    String topic = event.envelope().topic();
    forward(EventRecords.key(event), json, headers(event), topic);
    clock.took(Stage.FORWARD, encoded, 1);
  }

  /** What a challenger says: it is nobody's last forecast. */
  void writeShadow(Forecast forecast) {
    long start = clock.now();
    byte[] json = EventJson.write(forecast);
    long encoded = clock.took(Stage.ENCODE, start, 1);
    byte[] key = EventRecords.key(forecast);
    forward(key, json, headers(forecast), Topics.FORECASTS_SHADOW);
    clock.took(Stage.FORWARD, encoded, 1);
  }

  private Headers headers(Event event) {
    Headers headers = EventRecords.headers(event);
    if (!cause.trace().isEmpty()) {
      (event instanceof Alert alert ? tracing.told(cause, alert) : cause.trace())
          .forEach(headers::add);
    }
    return headers;
  }

  private void tell(Event event) {
    if (event instanceof ForecastDecision decision) {
      clock.listener().decided(decision.decision());
    } else if (event instanceof Alert alert) {
      clock.listener().alerted(alert);
    }
  }

  /** With the record's own bytes. */
  void reject(Record<byte[], byte[]> record, Intake.Rejected rejected) {
    Optional<RecordMetadata> from = context.recordMetadata();
    ProducerRecord<byte[], byte[]> rejection =
        new Rejection(
                record.key(),
                record.value(),
                record.headers(),
                from.map(RecordMetadata::topic).orElse(Topics.SERIES_EVENTS),
                from.map(RecordMetadata::partition).orElse(-1),
                from.map(RecordMetadata::offset).orElse(-1L),
                rejected.stage(),
                rejected.reason(),
                null,
                null)
            .toRecord();
    forward(rejection.key(), rejection.value(), rejection.headers(), Topics.REJECTED_EVENTS);
    clock.listener().rejected(rejected.stage());
  }

  /** Under the time of writing: retention counts from it. */
  private void forward(byte[] key, byte[] value, Headers headers, String topic) {
    long now = context.currentSystemTimeMs();
    context.forward(new Record<>(key, value, now, headers), sinks.apply(topic));
  }
}
