package io.millrace.ingest;

import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;

/** A sink that keeps what it gets, in place of Kafka. */
@Mock
@Singleton
public class RecordedSink implements EventSink {

  private final List<ProducerRecord<byte[], byte[]>> records = new CopyOnWriteArrayList<>();
  private volatile boolean reachable = true;
  private volatile Optional<String> congestion = Optional.empty();

  @Override
  public CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
    if (!reachable) {
      return CompletableFuture.failedFuture(new TimeoutException("no broker"));
    }
    records.add(record);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public Optional<String> congestion() {
    return congestion;
  }

  public void reset() {
    congestion = Optional.empty();
    records.clear();
    reachable = true;
  }

  public void beCongested(String reason) {
    congestion = Optional.of(reason);
  }

  public void beUnreachable() {
    reachable = false;
  }

  public List<ProducerRecord<byte[], byte[]>> of(String topic) {
    return records.stream().filter(record -> record.topic().equals(topic)).toList();
  }
}
