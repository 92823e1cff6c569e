package io.millrace.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.Nullable;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Events as Kafka records: CloudEvents 1.0 in binary mode, so that a reader who knows nothing of
 * CloudEvents still reads plain JSON.
 *
 * <p>The record's own timestamp is left to the producer: retention deletes by it, and a replayed
 * history of ten years ago must not be deleted on arrival. The event's time is in its JSON and in
 * {@code ce_time}.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka
 *     protocol binding</a>
 */
public final class EventRecords {

  /** Present, with value {@code recorded}, on a recorded point and on what follows from one. */
  public static final String ORIGIN_HEADER = "millrace_origin";

  /** Present on an event that came without an id: a repeat of it cannot be told from another. */
  public static final String GIVEN_ID_HEADER = "millrace_given_id";

  private static final String ID = "ce_id";
  private static final String TIME = "ce_time";

  private EventRecords() {}

  /** The record of an event on its topic, under its key, with headers of its own. */
  public static ProducerRecord<byte[], byte[]> of(Event event) {
    Envelope envelope = event.envelope();
    return new ProducerRecord<>(
        envelope.topic(), null, key(event), EventJson.write(event), headers(event));
  }

  /** What a shadow release said: as any inference, on {@link Topics#INFERENCES_SHADOW}. */
  public static ProducerRecord<byte[], byte[]> shadow(Inference inference) {
    return new ProducerRecord<>(
        Topics.INFERENCES_SHADOW,
        null,
        key(inference),
        EventJson.write(inference),
        headers(inference));
  }

  /** What a challenger said: as any forecast, on {@link Topics#FORECASTS_SHADOW}. */
  public static ProducerRecord<byte[], byte[]> shadow(Forecast forecast) {
    return new ProducerRecord<>(
        Topics.FORECASTS_SHADOW, null, key(forecast), EventJson.write(forecast), headers(forecast));
  }

  /**
   * The event of a record: its value as it is, or, where the header {@code content-type} says
   * {@code application/cloudevents+json} (structured mode), what the envelope in the value holds as
   * {@code data} or {@code data_base64}. Other headers are not looked at.
   *
   * @throws InvalidEventException naming the field and what is wrong with it, as {@link
   *     EventJson#read} does; fields of an enveloped event start with {@code data.}, and those of
   *     the envelope are {@code specversion}, {@code data} and {@code data_base64}
   */
  public static <E> E read(Class<E> type, @Nullable byte[] value, Headers headers) {
    return StructuredCloudEvent.isClaimedBy(headers)
        ? StructuredCloudEvent.read(type, value)
        : EventJson.read(type, value);
  }

  /** The record's key in bytes. */
  public static byte[] key(Event event) {
    return event.envelope().key().getBytes(UTF_8);
  }

  /** Fresh headers: an output that is forwarded with its input's headers would lie about itself. */
  public static Headers headers(Event event) {
    Envelope envelope = event.envelope();
    Headers headers = new RecordHeaders(KindHeaders.of(envelope.kind(), envelope.service()));
    addOwn(headers, envelope);
    return headers;
  }

  /**
   * Of its headers those that other events of its kind do not share: the id first, then the time;
   * what else there is follows.
   */
  public static Headers ownHeaders(Event event) {
    Headers headers = new RecordHeaders();
    addOwn(headers, event.envelope());
    return headers;
  }

  /** Whether there are as many as {@link #ownHeaders} has at least, each with a value. */
  public static boolean hasOwn(Headers headers) {
    Iterator<Header> first = headers.iterator();
    return first.hasNext()
        && first.next().value() != null
        && first.hasNext()
        && first.next().value() != null;
  }

  /** The id in headers that begin as {@link #ownHeaders} do; nothing but its value is decoded. */
  public static byte[] ownId(Headers own) {
    return own.iterator().next().value();
  }

  /** All headers of an event that comes in, from those that begin as {@link #ownHeaders} do. */
  public static Headers withShared(String kind, Headers own) {
    Headers all = new RecordHeaders(KindHeaders.of(kind, Envelope.INGEST));
    Iterator<Header> rest = own.iterator();
    all.add(ID, rest.next().value());
    all.add(TIME, rest.next().value());
    rest.forEachRemaining(all::add);
    return all;
  }

  private static void addOwn(Headers headers, Envelope envelope) {
    headers
        .add(ID, envelope.id().getBytes(UTF_8))
        .add(TIME, IsoInstant.format(envelope.time()).getBytes(UTF_8));
    if (envelope.recorded()) {
      headers.add(ORIGIN_HEADER, Origin.RECORDED.getBytes(UTF_8));
    }
  }

  /** Made once for each kind and service. */
  private record KindHeaders(String kind, String service) {

    private static final Map<KindHeaders, Header[]> MADE = new ConcurrentHashMap<>();

    static Header[] of(String kind, String service) {
      return MADE.computeIfAbsent(new KindHeaders(kind, service), KindHeaders::make);
    }

    private Header[] make() {
      return new Header[] {
        header("ce_specversion", "1.0"),
        header("ce_type", "io.millrace." + kind + ".v1"),
        header("ce_source", "/millrace/" + service),
        header("content-type", "application/json")
      };
    }

    private static Header header(String name, String value) {
      return new RecordHeader(name, value.getBytes(UTF_8));
    }
  }
}
