package io.millrace.forecast.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.EventRecords;
import io.millrace.events.ForecastJob;
import io.millrace.events.Topics;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Jobs are written rarely: a producer lives for one record. */
public record KafkaJobLog(Supplier<Producer<byte[], byte[]>> producers, Duration timeout)
    implements JobLog {

  @Override
  public Written put(ForecastJob job) {
    return write(EventRecords.of(job));
  }

  @Override
  @SuppressWarnings("NullAway") // a record without a value is what ends a job
  public Written delete(String name) {
    return write(new ProducerRecord<>(Topics.FORECAST_JOBS, name.getBytes(UTF_8), null));
  }

  private Written write(ProducerRecord<byte[], byte[]> record) {
    try (Producer<byte[], byte[]> producer = producers.get()) {
      RecordMetadata at = producer.send(record).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Written(new TopicPartition(at.topic(), at.partition()), at.offset());
    } catch (ExecutionException | TimeoutException | KafkaException failure) {
      throw unwritten(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw unwritten(stopped);
    }
  }

  private static JobLogException unwritten(Exception cause) {
    return new JobLogException(
        "the job could not be written to " + Topics.FORECAST_JOBS + ": " + cause, cause);
  }
}
