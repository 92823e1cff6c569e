package io.millrace.workbench.rejected;

import io.millrace.events.Rejection;
import io.millrace.workbench.broker.BrokerException;
import io.millrace.workbench.broker.KafkaClients;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/** Sends all of several records, or none. */
record Outbox(KafkaClients clients) {

  /** One for all: a call that was cut off is ended by the next, and two at once cannot be. */
  static final String TRANSACTIONAL_ID = "millrace-rejected-replay";

  /** Writes records into what it is given. */
  @FunctionalInterface
  interface Letters {
    void write(Consumer<ProducerRecord<byte[], byte[]>> box);
  }

  /**
   * @throws RuntimeException if any could not be sent: then none was
   * @throws BrokerException if the broker does not say what became of them
   */
  void send(Letters letters) {
    try (Producer<byte[], byte[]> producer = clients.transactional(TRANSACTIONAL_ID)) {
      producer.initTransactions();
      producer.beginTransaction();
      try {
        letters.write(record -> send(producer, record));
        commit(producer);
      } catch (RuntimeException e) {
        abort(producer, e);
        throw e;
      }
    }
  }

  private static void send(
      Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
    var unused = producer.send(record); // committing throws what a send failed with
  }

  private static void commit(Producer<byte[], byte[]> producer) {
    try {
      producer.commitTransaction();
    } catch (TimeoutException | InterruptException e) {
      throw new BrokerException(
          "the broker does not say whether the records were sent; if so, they have the header "
              + Rejection.REPLAY_OF,
          e);
    }
  }

  private static void abort(Producer<byte[], byte[]> producer, RuntimeException why) {
    try {
      producer.abortTransaction();
    } catch (RuntimeException e) {
      why.addSuppressed(e); // closing the producer, or else its time-out, ends the transaction
    }
  }
}
