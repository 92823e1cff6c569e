package io.millrace.inference.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.loop.Records;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RejectionWriterTest {

  private static final int MAXIMUM = 1_040_000; // bytes

  private final RejectionWriter writer = new RejectionWriter(MAXIMUM);

  @Test
  void whatFitsIsLeftAsItCame() {
    ProducerRecord<byte[], byte[]> rejection = write(bytes(100), bytes(1_000_000), 10);

    assertThat(rejection.key()).hasSize(100);
    assertThat(rejection.value()).hasSize(1_000_000);
    assertThat(Records.header(rejection, "trace")).hasSize(10);
    assertThat(Records.header(rejection, "millrace_truncated")).isNull();
    assertThat(Records.header(rejection, "millrace_key_truncated")).isNull();
  }

  @Test
  void theValueIsCutFirst() {
    ProducerRecord<byte[], byte[]> rejection = write(bytes(100), bytes(1_100_000), 20_000);

    assertThat(size(rejection)).isBetween(MAXIMUM - 2_000, MAXIMUM);
    assertThat(Records.header(rejection, "trace")).hasSize(20_000);
    assertThat(rejection.key()).hasSize(100);
    assertThat(Records.header(rejection, "millrace_truncated")).isEqualTo("1100000");
    assertThat(Records.header(rejection, "millrace_key_truncated")).isNull();
  }

  @Test
  void aRecordWithoutAValueAndWithLargeHeadersLosesTheseAndSaysSo() {
    ProducerRecord<byte[], byte[]> rejection = write(bytes(100), null, 1_100_000);

    assertThat(size(rejection)).isLessThan(MAXIMUM);
    assertThat(Records.header(rejection, "trace")).isNull();
    assertThat(rejection.value()).isNull();
    assertThat(rejection.key()).hasSize(100);
    assertThat(Records.header(rejection, "millrace_truncated")).isEqualTo("0");
  }

  @Test
  void aKeyThatLeavesNoRoomIsCutLast() {
    ProducerRecord<byte[], byte[]> rejection = write(bytes(1_200_000), bytes(50), 10);

    assertThat(size(rejection)).isBetween(MAXIMUM - 2_000, MAXIMUM);
    assertThat(rejection.key()).isEqualTo(Arrays.copyOf(bytes(1_200_000), rejection.key().length));
    assertThat(rejection.value()).isEmpty();
    assertThat(Records.header(rejection, "trace")).isNull();
    assertThat(Records.header(rejection, "millrace_key_truncated")).isEqualTo("1200000");
    assertThat(Records.header(rejection, "millrace_truncated")).isEqualTo("50");
  }

  private ProducerRecord<byte[], byte[]> write(byte[] key, byte[] value, int headerBytes) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", bytes(headerBytes));
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            "text-events",
            0,
            7L,
            0L,
            TimestampType.CREATE_TIME,
            key.length,
            value == null ? 0 : value.length,
            key,
            value,
            headers,
            Optional.empty());
    return writer
        .write(record, new ModelIdentity("triage", "7"), Stage.DECODE, "json: is empty")
        .orElseThrow();
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) 'k');
    return bytes;
  }

  private static int size(ProducerRecord<byte[], byte[]> record) {
    int size = record.key().length + (record.value() == null ? 0 : record.value().length);
    for (Header header : record.headers()) {
      size += header.key().getBytes(UTF_8).length + header.value().length;
    }
    return size;
  }
}
