package io.millrace.inference.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records of text-events, as tests make and read them. */
public final class Records {

  private Records() {}

  public static ConsumerRecord<byte[], byte[]> text(long offset, String text) {
    return record(
        offset,
        """
        {"id":"e%d","source":"broker","at":"2026-01-01T00:00:00Z","text":"%s"}"""
            .formatted(offset, text)
            .getBytes(UTF_8));
  }

  public static ConsumerRecord<byte[], byte[]> json(long offset, String json) {
    return record(offset, json.getBytes(UTF_8));
  }

  public static ConsumerRecord<byte[], byte[]> record(long offset, byte[] value) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("content-type", "application/json".getBytes(UTF_8));
    return new ConsumerRecord<>(
        "text-events",
        0,
        offset,
        0L,
        TimestampType.CREATE_TIME,
        6,
        value == null ? 0 : value.length,
        "broker".getBytes(UTF_8),
        value,
        headers,
        Optional.empty());
  }

  public static String header(ProducerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }
}
