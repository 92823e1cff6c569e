package io.millrace.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RejectionTest {

  @Test
  void aRejectionKeepsKeyBytesAndHeadersAndSaysWhereAndWhy() {
    byte[] key = {1, 2};
    byte[] value = {(byte) 0xff, 0, 7};
    Headers original = new RecordHeaders().add("ce_id", "9".getBytes(UTF_8));

    ProducerRecord<byte[], byte[]> record =
        new Rejection(
                key,
                value,
                original,
                "text-events",
                3,
                42,
                "inference",
                "text: is missing",
                "m",
                "2")
            .toRecord();

    assertThat(record.topic()).isEqualTo("rejected-events");
    assertThat(record.key()).isEqualTo(key);
    assertThat(record.value()).isEqualTo(value);
    assertThat(texts(record.headers()))
        .containsExactly(
            Map.entry("ce_id", "9"),
            Map.entry("millrace_topic", "text-events"),
            Map.entry("millrace_partition", "3"),
            Map.entry("millrace_offset", "42"),
            Map.entry("millrace_stage", "inference"),
            Map.entry("millrace_reason", "text: is missing"),
            Map.entry("millrace_model", "m"),
            Map.entry("millrace_version", "2"));
  }

  @Test
  void aRejectionWithoutAModelNamesNone() {
    Rejection rejection =
        new Rejection(
            null,
            null,
            new RecordHeaders(),
            "text-events",
            -1,
            -1,
            "ingest",
            "id: bad",
            null,
            null);

    assertThat(Arrays.stream(rejection.toRecord().headers().toArray()))
        .noneMatch(header -> header.key().equals("millrace_model"));
    assertThat(rejection.toRecord().key()).isNull();
  }

  static Stream<Rejection> rejections() {
    return Stream.of(
        Rejections.plain(), Rejections.truncated(), Rejections.ofNothing(), Rejections.again());
  }

  @ParameterizedTest
  @MethodSource("rejections")
  void aRejectionReadBackEqualsWhatWasWritten(Rejection rejection) {
    Rejection read = Rejection.from(consumed(rejection.toRecord()));

    assertThat(read).isEqualTo(rejection).hasSameHashCodeAs(rejection);
  }

  @Test
  void ofARecordThatWasRefusedBeforeTheEarlierReasonIsAnOriginalHeader() {
    Rejection again = Rejection.from(consumed(Rejections.again().toRecord()));

    assertThat(again.stage()).isEqualTo("inference");
    assertThat(again.model()).isNull();
    assertThat(texts(again.original()))
        .contains(Map.entry("millrace_stage", "decode"), Map.entry("millrace_model", "m"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "millrace_topic |  | is missing",
        "millrace_stage |  | is missing",
        "millrace_reason |  | is missing",
        "millrace_partition |  | is missing",
        "millrace_partition | three | must be a number from -1 to 2147483647, is three",
        "millrace_offset | -2 | must be a number from -1",
        "millrace_truncated | 9999999999 | must be a number from -1 to 2147483647",
      })
  void aRecordThatIsNoRejectionIsRefusedByTheNameOfItsHeader(
      String header, String value, String reason) {
    Headers headers = Rejections.truncated().toRecord().headers().remove(header);
    if (value != null) {
      headers.add(header, value.getBytes(UTF_8));
    }

    assertThatThrownBy(() -> Rejection.from(consumed(null, null, headers)))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageStartingWith(header + ": " + reason);
  }

  private static ConsumerRecord<byte[], byte[]> consumed(ProducerRecord<byte[], byte[]> produced) {
    return consumed(produced.key(), produced.value(), produced.headers());
  }

  private static ConsumerRecord<byte[], byte[]> consumed(
      byte[] key, byte[] value, Headers headers) {
    return new ConsumerRecord<>(
        "rejected-events",
        0,
        0,
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        key,
        value,
        headers,
        java.util.Optional.empty());
  }

  private static List<Map.Entry<String, String>> texts(Headers headers) {
    return Arrays.stream(headers.toArray())
        .map(header -> Map.entry(header.key(), new String(header.value(), UTF_8)))
        .toList();
  }
}
