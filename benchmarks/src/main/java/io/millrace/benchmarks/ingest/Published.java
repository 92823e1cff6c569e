package io.millrace.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.benchmarks.CommittedOutputs;
import io.millrace.benchmarks.Stack;
import io.millrace.events.Topics;
import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Which events of a run a reader of committed records has found on {@code text-events}. */
final class Published implements AutoCloseable {

  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final Texts texts;
  private final BitSet seen = new BitSet();
  private final CommittedOutputs outputs;
  private long records;

  Published(Stack stack, Texts texts) {
    this.texts = texts;
    this.outputs = new CommittedOutputs(stack, Map.of(Topics.TEXT_EVENTS, this::read));
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    Header id = record.headers().lastHeader("ce_id");
    long number = texts.number(new String(id.value(), UTF_8));
    if (number >= 0) {
      records++;
      seen.set((int) number);
    }
  }

  CommittedOutputs outputs() {
    return outputs;
  }

  /** Reads until so many different events are there, or nothing has come for a minute. */
  void await(long events) {
    outputs.await(() -> seen.cardinality() >= events, SILENCE);
  }

  /** What is there now, to the end. */
  void readToEnd() {
    outputs.readToEnd();
  }

  /** Different events. */
  long events() {
    return seen.cardinality();
  }

  /** Records beyond the first of each event. */
  long doubled() {
    return records - seen.cardinality();
  }

  /** Of the events from one number to another, those that are not there. */
  long missing(long from, long to) {
    return to - from - seen.get((int) from, (int) to).cardinality();
  }

  @Override
  public void close() {
    outputs.close();
  }
}
